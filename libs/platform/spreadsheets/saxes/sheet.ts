import type { CellFault, SheetRow, ValueCell } from '../port.js';
import { UnreadableSpreadsheetError } from '../unreadable-spreadsheet.js';
import type { Cost } from './cost.js';
import { CELLS_FILLED_MAX, COLUMNS_MAX, ROW_LENGTH_MAX, ROW_NUMBER_MAX } from './limits.js';
import { hasTimeOfDay, numberText, serialDay } from './number-text.js';
import { assertCellLength } from './shared-strings.js';
import { showsAnotherNumber, shownNumber } from './shown-number.js';
import { type CellFormat, GENERAL_FORMAT } from './styles.js';
import { createTextCollector } from './text-collector.js';
import { createXmlReader, unescaped, type XmlReader } from './xml.js';

/** What is needed to interpret cells. */
export interface SheetContext {
  readonly sharedStrings: readonly string[];
  /** By style number. */
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
}

/** Reads a sheet piece by piece. */
export interface SheetReader extends XmlReader {
  /** The non-empty rows read since the last call. */
  take(): readonly SheetRow[];
}

interface CellInProgress {
  readonly place: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string | undefined;
}

/** A text, a value with its own display, or the fault of the cell. */
type Read =
  | string
  | (Omit<CellFault, 'place'> & { readonly text?: string })
  | (Omit<ValueCell, 'place'> & { readonly text: string });

/** @throws UnreadableSpreadsheetError from `push` and `end` */
export function createSheetReader(part: string, context: SheetContext, cost: Cost): SheetReader {
  let finished: SheetRow[] = [];
  let rowNumber = 0;
  let place = -1;
  let cells: string[] = [];
  let faults: CellFault[] = [];
  let values: ValueCell[] = [];
  let hidden = false;
  let length = 0;
  let withinRows = false;
  let withinRow = false;
  let cell: CellInProgress | undefined;
  let within: 'value' | 'inline' | undefined;
  const inline = createTextCollector();

  function startRow({ r, hidden: isHidden, ht }: Readonly<Record<string, string>>): void {
    const number = r === undefined ? rowNumber + 1 : Number(r);
    if (!Number.isSafeInteger(number) || number > ROW_NUMBER_MAX)
      throw new UnreadableSpreadsheetError(
        `The sheet has a row ${shown(r)}; its last one can be ${ROW_NUMBER_MAX}.`,
      );
    if (number <= rowNumber)
      throw new UnreadableSpreadsheetError(
        `The sheet is damaged: its row ${number} comes after row ${rowNumber}.`,
      );
    withinRow = true;
    rowNumber = number;
    place = -1;
    [cells, faults, values, length] = [[], [], [], 0];
    // A row of height 0 is as invisible as a hidden one.
    hidden = isHidden === '1' || isHidden === 'true' || (ht !== undefined && Number(ht) === 0);
  }

  function startCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const at = r === undefined ? place + 1 : placeOf(r);
    if (at === undefined || at >= COLUMNS_MAX)
      throw new UnreadableSpreadsheetError(`Row ${rowNumber} has a cell ${shown(r)}, which no sheet has.`);
    if (at <= place)
      throw new UnreadableSpreadsheetError(
        `The sheet is damaged: the cells of row ${rowNumber} are out of order.`,
      );
    place = at;
    cell = { place: at, type: t ?? 'n', style: Number(s ?? 0), formula: false, value: undefined };
    inline.start();
  }

  function finishCell({ place: at, ...rest }: CellInProgress): void {
    const read = readCell({ place: at, ...rest }, inline.take(), context);
    if (read === '') return;
    if (at >= CELLS_FILLED_MAX)
      throw new UnreadableSpreadsheetError(
        `Row ${rowNumber} has more than ${CELLS_FILLED_MAX} cells; the largest table has fewer.`,
      );
    while (cells.length <= at) cells.push('');
    if (typeof read === 'object' && 'code' in read) {
      const { text: asKept = '', ...fault } = read;
      faults.push({ place: at, ...fault });
      cells[at] = asKept;
      return;
    }
    const text = typeof read === 'string' ? read : read.text;
    assertCellLength(text);
    // The file has a shared text once, but each cell with it causes work.
    cost.text(text.length);
    length += text.length;
    if (length > ROW_LENGTH_MAX)
      throw new UnreadableSpreadsheetError(`Row ${rowNumber} is larger than ${ROW_LENGTH_MAX / 1024} kB.`);
    cells[at] = text;
    if (typeof read === 'string') return;
    const { text: _, ...value } = read;
    values.push({ place: at, ...value });
  }

  const xml = createXmlReader(part, cost, {
    opened(name, attributes) {
      if (name === 'sheetData') withinRows = true;
      else if (!withinRows) return;
      else if (name === 'row') startRow(attributes);
      else if (name === 'c' && withinRow) startCell(attributes);
      else if (cell === undefined) return;
      else if (name === 'f') cell.formula = true;
      else if (name === 'v') {
        within = 'value';
        cell.value = '';
      } else if (name === 'is') within = 'inline';
      else if (within === 'inline') inline.opened(name);
    },
    text(text) {
      if (within === 'value' && cell !== undefined) cell.value = (cell.value ?? '') + text;
      else if (within === 'inline') inline.text(text);
    },
    closed(name) {
      if (name === 'sheetData') withinRows = false;
      else if (name === 'row' && withinRow) {
        withinRow = false;
        cost.steps(cells.length);
        if (cells.length > 0) finished.push({ number: rowNumber, cells, faults, values, hidden });
      } else if (name === 'c' && cell !== undefined) {
        finishCell(cell);
        cell = within = undefined;
      } else if (name === 'v' || name === 'is') within = undefined;
      else if (within === 'inline') inline.closed(name);
    },
  });

  return {
    push(chunk) {
      xml.push(chunk);
    },
    end() {
      xml.end();
    },
    take() {
      const taken = finished;
      finished = [];
      return taken;
    },
  };
}

/** Types of cells: ECMA-376 part 1, 18.18.11. */
function readCell(
  { type, style, formula, value }: CellInProgress,
  inline: string,
  { sharedStrings, formats, from1904 }: SheetContext,
): Read {
  if (type === 'inlineStr') return inline;
  if (value === undefined || value === '') {
    // A formula may have an empty text as its result; the cell then has type `str`.
    if (formula && !(type === 'str' && value !== undefined))
      return {
        code: 'formula_without_result',
        words: 'is a formula without its result; open the file in a spreadsheet program and save it there.',
      };
    return '';
  }
  switch (type) {
    case 's':
      return sharedText(sharedStrings, value);
    case 'str':
      return unescaped(value);
    case 'b':
      return {
        text: value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE',
        kind: 'truth_value',
      };
    case 'e':
      return { code: 'error_value', words: `is ${value.slice(0, 20)}, an error of the spreadsheet.` };
    case 'd':
      return dayCell(value.trim().slice(0, 'yyyy-mm-dd'.length), /T.*[1-9]/.test(value));
    default:
      return readNumber(value, formats[style] ?? GENERAL_FORMAT, from1904);
  }
}

/** Significant digits that Excel and others keep (IEEE 754, and Excel's own limit). */
const DIGITS_MAX = 15;

function readNumber(value: string, { showsDay, code }: CellFormat, from1904: boolean): Read {
  const day = showsDay ? serialDay(value, from1904) : undefined;
  if (day !== undefined) return dayCell(day, hasTimeOfDay(value));
  const text = numberText(value);
  if (text === undefined) return { code: 'unreadable_number', words: `${shown(value)} is not a number.` };
  const [whole = ''] = text.replace('-', '').split('.');
  if (whole.length > DIGITS_MAX)
    return {
      code: 'too_many_digits',
      text,
      words: `is a number of ${whole.length} digits, of which a spreadsheet keeps ${DIGITS_MAX}; format the column as text and write all digits.`,
    };
  if (code === undefined) return { text, kind: 'number' };
  const seen = shownNumber(text, code);
  return {
    text,
    kind: 'number',
    ...(seen !== undefined && { shown: seen }),
    ...(showsAnotherNumber(code) && { scaled: true }),
  };
}

function dayCell(text: string, withTime: boolean): Read {
  return { text, kind: 'day', ...(withTime && { withTime }) };
}

function sharedText(texts: readonly string[], index: string): string {
  const text = texts[Number(index)];
  if (text === undefined)
    throw new UnreadableSpreadsheetError(
      'The workbook is damaged: a cell refers to a text that is not there.',
    );
  return text;
}

const REFERENCE = /^([A-Z]{1,3})\d{1,7}$/;

/** The column index: `A7` → 0, `AB7` → 27; undefined when the text is no cell reference. */
function placeOf(reference: string): number | undefined {
  const letters = REFERENCE.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  let place = 0;
  for (const letter of letters) place = place * 26 + (letter.charCodeAt(0) - 64);
  return place - 1;
}

function shown(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, 20));
}
