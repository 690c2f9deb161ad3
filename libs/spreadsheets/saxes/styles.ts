import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Archive } from './archive.js';
import { CELL_STYLES_MAX } from './limits.js';
import { readXml } from './xml.js';

/** Formats with a number of their own that show a day: 14 to 17 and 22, and those of the languages of East Asia. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/**
 * Whether the cells of a style show a day, by the number of the style: to the file a day is a number like any other.
 *
 * @throws UnreadableSpreadsheetError
 */
export async function readDayStyles(archive: Archive, part: string): Promise<readonly boolean[]> {
  const ownDays = new Map<number, boolean>();
  const styles: boolean[] = [];
  let withinCellStyles = false;
  await readXml(part, archive.read(part), {
    opened(name, { numFmtId, formatCode }) {
      const id = Number(numFmtId);
      if (name === 'numFmt') ownDays.set(id, isDayFormat(formatCode ?? ''));
      if (name === 'cellXfs') withinCellStyles = true;
      if (name === 'xf' && withinCellStyles) styles.push(ownDays.get(id) ?? BUILT_IN_DAYS.has(id));
      if (styles.length > CELL_STYLES_MAX || ownDays.size > CELL_STYLES_MAX)
        throw new UnreadableSpreadsheetError(`The workbook has more than ${CELL_STYLES_MAX} styles.`);
    },
    closed(name) {
      if (name === 'cellXfs') withinCellStyles = false;
    },
  });
  return styles;
}

/** What is shown as it stands: quoted text, an escaped character, colours, languages and conditions in brackets. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi;

/** A format that shows a year, a day of the month, or a month; a time of day alone is none. */
export function isDayFormat(code: string): boolean {
  const shown = code.slice(0, 1_000).replace(LITERAL, '').split(';', 1)[0] ?? '';
  if (/[yd]/i.test(shown)) return true;
  return /m/i.test(shown) && !/[hs]/i.test(shown);
}
