/*
 * What a workbook may be. A table of the largest import is far below every one of these; what is above was made to fill
 * somebody's memory, or is no table.
 */

const MEGABYTE = 1024 * 1024;

export const ENTRIES_MAX = 1_000;
/** Of all entries together, as the archive says and as they turn out to be. */
export const INFLATED_BYTES_MAX = 100 * MEGABYTE;
/** XML without one tag in it. */
export const UNBROKEN_BYTES_MAX = MEGABYTE;
export const ELEMENTS_DEEP_MAX = 64;
export const ATTRIBUTES_MAX = 200;
/** Of Excel. */
export const ROW_NUMBER_MAX = 1_048_576;
export const COLUMNS_MAX = 16_384;
export const CELL_LENGTH_MAX = 32_767;
/** As of a CSV file. */
export const CELLS_FILLED_MAX = 200;
export const ROW_LENGTH_MAX = 64 * 1024;
/** Different texts, and their length together: what lies in memory while a sheet is read. */
export const TEXTS_MAX = 2_000_000;
export const TEXTS_LENGTH_MAX = 32 * MEGABYTE;
export const SHEETS_MAX = 200;
export const CELL_STYLES_MAX = 65_000;
/**
 * Work of any workbook, and of each byte of its file. A table causes less than two steps a byte. One whose rows are all
 * alike causes five.
 */
export const STEPS_FREE = 2_500_000;
export const STEPS_PER_BYTE = 8;
