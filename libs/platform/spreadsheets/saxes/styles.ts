import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import { CELL_STYLES_MAX } from './limits.js';
import { GENERAL } from './shown-number.js';
import { readXml } from './xml.js';

/** Built-in formats that display a day: 14 to 17 and 22, and those of East Asian languages. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Built-in formats that display a whole number unchanged. */
const BUILT_IN_PLAIN: Readonly<Record<number, string>> = { 0: GENERAL, 1: '0', 49: '@' };
const BUILT_IN_PERCENT: Readonly<Record<number, string>> = { 9: '0%', 10: '0.00%' };

/** How the cells of a style display a number. */
export interface CellFormat {
  /** Whether they display a day: the file stores a day as a number. */
  readonly showsDay: boolean;
  /** The format code; undefined for a built-in format that changes the display of a whole number. */
  readonly code: string | undefined;
}

export const GENERAL_FORMAT: CellFormat = { showsDay: false, code: GENERAL };

/**
 * The formats of cells by style number.
 *
 * @throws UnreadableSpreadsheetError
 */
export async function readCellFormats(archive: Archive, part: string): Promise<readonly CellFormat[]> {
  const own = new Map<number, CellFormat>();
  const styles: CellFormat[] = [];
  let withinCellStyles = false;
  await readXml(archive, part, {
    opened(name, { numFmtId, formatCode }) {
      const id = Number(numFmtId);
      if (name === 'numFmt') own.set(id, formatOf(formatCode ?? ''));
      if (name === 'cellXfs') withinCellStyles = true;
      if (name === 'xf' && withinCellStyles) styles.push(own.get(id) ?? builtIn(Number.isNaN(id) ? 0 : id));
      if (styles.length > CELL_STYLES_MAX || own.size > CELL_STYLES_MAX)
        throw new UnreadableSpreadsheetError(`The workbook has more than ${CELL_STYLES_MAX} styles.`);
    },
    closed(name) {
      if (name === 'cellXfs') withinCellStyles = false;
    },
  });
  return styles;
}

const FORMAT_LENGTH_MAX = 255;

/** Excel accepts no longer codes. */
function formatOf(code: string): CellFormat {
  return { showsDay: isDayFormat(code), code: code.length <= FORMAT_LENGTH_MAX ? code : undefined };
}

function builtIn(id: number): CellFormat {
  return { showsDay: BUILT_IN_DAYS.has(id), code: BUILT_IN_PLAIN[id] ?? BUILT_IN_PERCENT[id] };
}

/** Literal parts of a format: quoted text, escaped characters, and colours, languages and conditions in brackets. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi;

/** Hours, minutes or seconds that exceed a day: `[h]:mm` displays a duration. */
const DURATION = /\[(?:h+|m+|s+)\]/i;

/**
 * Whether a format displays a year, a month or a day of the month. A time of day alone or a duration does not count.
 */
export function isDayFormat(code: string): boolean {
  const [first = ''] = code.slice(0, FORMAT_LENGTH_MAX).split(';', 1);
  if (DURATION.test(first.replace(/"[^"]*"|\\./g, ''))) return false;
  const shown = code.slice(0, FORMAT_LENGTH_MAX).replace(LITERAL, '').split(';', 1)[0] ?? '';
  if (/[yd]/i.test(shown)) return true;
  return /m/i.test(shown) && !/[hs]/i.test(shown);
}
