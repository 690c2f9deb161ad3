/*
 * Limits of a workbook. A table of the largest import is far below all of them. A larger file was made to fill the
 * memory, or is no table.
 */

const MEGABYTE = 1024 * 1024;

export const ENTRIES_MAX = 1_000;
/** For all entries together, both as declared and as measured. */
export const INFLATED_BYTES_MAX = 100 * MEGABYTE;
/** XML without a single tag. */
export const UNBROKEN_BYTES_MAX = MEGABYTE;
export const ELEMENTS_DEEP_MAX = 64;
export const ATTRIBUTES_MAX = 200;
/** Excel's limit. */
export const ROW_NUMBER_MAX = 1_048_576;
export const COLUMNS_MAX = 16_384;
export const CELL_LENGTH_MAX = 32_767;
/** Equal to the limit of CSV files. */
export const CELLS_FILLED_MAX = 200;
export const ROW_LENGTH_MAX = 64 * 1024;
/** Number of different texts, and their total length: they stay in memory while a sheet is read. */
export const TEXTS_MAX = 2_000_000;
export const TEXTS_LENGTH_MAX = 32 * MEGABYTE;
export const SHEETS_MAX = 200;
export const CELL_STYLES_MAX = 65_000;
/**
 * Allowed work for any workbook, and for each byte of its file. A table causes less than two steps a byte; one with all
 * rows equal causes five.
 */
export const STEPS_FREE = 2_500_000;
export const STEPS_PER_BYTE = 8;
