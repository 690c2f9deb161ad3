import stringWidth from 'string-width';
import { coloured, type Colour, type Screen } from './screen.js';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export type Cell = string | { readonly text: string; readonly colour: Colour };

/** Letters that are written from right to left: Hebrew, Arabic and Persian, with their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const LEFT_TO_RIGHT_MARK = '\u200e';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A terminal that reorders text (Unicode's bidirectional algorithm) would let a Persian name pull the numbers beside
 * it to its own side. Isolates keep what is inside from touching what is outside; terminals that do not reorder ignore
 * them, and they take no room.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

/**
 * Columns of text. Widths are what a terminal shows (`string-width`), not numbers of characters: a zero-width
 * non-joiner and the vowel signs of Persian take none.
 */
export function table(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(textOf(row[index] ?? '')))),
  );
  const line = (cells: readonly Cell[]): string => {
    const text = columns.map((column, index) =>
      cell(screen, cells[index] ?? '', widths[index] ?? 0, column.align ?? 'left', index === columns.length - 1),
    );
    const joined = `  ${text.join('  ')}`.trimEnd();
    // A line whose first letter is Persian would be laid out from the right as a whole.
    return RIGHT_TO_LEFT.test(joined) ? `${LEFT_TO_RIGHT_MARK}${joined}` : joined;
  };
  const titles = line(columns.map(({ title }) => ({ text: title, colour: 'bold' })));
  const rule = coloured(screen, 'dim', `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`);
  return [titles, rule, ...rows.map(line)].join('\n');
}

function textOf(value: Cell): string {
  return isolated(oneLine(typeof value === 'string' ? value : value.text));
}

function cell(screen: Screen, value: Cell, width: number, align: 'left' | 'right', last: boolean): string {
  const text = textOf(value);
  const shown = typeof value === 'string' ? text : coloured(screen, value.colour, text);
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  if (align === 'right') return blanks + shown;
  return last ? shown : shown + blanks;
}

/** What people wrote may hold line breaks; in a table it is one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A list of `name  value` lines. */
export function pairs(screen: Screen, values: readonly (readonly [name: string, value: Cell])[]): string {
  const width = Math.max(...values.map(([name]) => stringWidth(name)));
  return values
    .map(([name, value]) => {
      const text = textOf(value);
      const shown = typeof value === 'string' ? text : coloured(screen, value.colour, text);
      return `  ${name}${' '.repeat(width - stringWidth(name))}  ${shown}`;
    })
    .join('\n');
}
