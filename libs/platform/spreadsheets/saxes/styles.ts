import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import { CELL_STYLES_MAX } from './limits.js';
import { GENERAL } from './shown-number.js';
import { readXml } from './xml.js';

/** Formats with a number of their own that show a day: 14 to 17 and 22, and those of the languages of East Asia. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Formats with a number of their own that show a whole number without anything that is not of it. */
const BUILT_IN_PLAIN: Readonly<Record<number, string>> = { 0: GENERAL, 1: '0', 49: '@' };
const BUILT_IN_PERCENT: Readonly<Record<number, string>> = { 9: '0%', 10: '0.00%' };

/** How the cells of a style show a number. */
export interface CellFormat {
  /** They show a day: to the file a day is a number like any other. */
  readonly showsDay: boolean;
  /** The code of the format; undefined for one of the program's own that changes what is seen of a whole number. */
  readonly code: string | undefined;
}

export const GENERAL_FORMAT: CellFormat = { showsDay: false, code: GENERAL };

/**
 * The formats of cells by the number of their style.
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

/** Excel takes no longer codes. */
function formatOf(code: string): CellFormat {
  return { showsDay: isDayFormat(code), code: code.length <= FORMAT_LENGTH_MAX ? code : undefined };
}

function builtIn(id: number): CellFormat {
  return { showsDay: BUILT_IN_DAYS.has(id), code: BUILT_IN_PLAIN[id] ?? BUILT_IN_PERCENT[id] };
}

/** What is shown as it stands: quoted text, an escaped character, colours, languages and conditions in brackets. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi;

/** Hours, minutes or seconds that go on beyond a day: `[h]:mm` shows a duration. */
const DURATION = /\[(?:h+|m+|s+)\]/i;

/** A format that shows a year, a day of the month, or a month; a time of day alone or a duration is none. */
export function isDayFormat(code: string): boolean {
  const [first = ''] = code.slice(0, FORMAT_LENGTH_MAX).split(';', 1);
  if (DURATION.test(first.replace(/"[^"]*"|\\./g, ''))) return false;
  const shown = code.slice(0, FORMAT_LENGTH_MAX).replace(LITERAL, '').split(';', 1)[0] ?? '';
  if (/[yd]/i.test(shown)) return true;
  return /m/i.test(shown) && !/[hs]/i.test(shown);
}
