import stringWidth from 'string-width';
import { isolated, RIGHT_TO_LEFT } from '@misaq/platform/kernel/isolated.js';
import { coloured, type Colour, type Screen } from './screen.js';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Left out on a screen that is too narrow; the highest first. Columns without a rank always stand. */
  readonly droppedFirst?: number;
}

export type Cell = string | { readonly text: string; readonly colour: Colour };

const LEFT_TO_RIGHT_MARK = '\u200e';

const INDENT = '  ';
const GAP = '  ';
/** The last column is cut down to this before a column is dropped. */
const LAST_WIDTH_MIN = 12;

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
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(oneLine(textOf(row[index] ?? ''))))),
  );
  const shown = fitting(screen, columns, widths);
  const last = shown.at(-1)?.index;
  const line = (cells: readonly Cell[]): string => {
    const texts = shown.map(({ index, width, align }) =>
      cell(screen, cells[index] ?? '', width, align ?? 'left', index === last),
    );
    const joined = (INDENT + texts.join(GAP)).trimEnd();
    // A line whose first letter is Persian would be laid out from the right as a whole.
    return RIGHT_TO_LEFT.test(joined) ? `${LEFT_TO_RIGHT_MARK}${joined}` : joined;
  };
  const titles = line(columns.map(({ title }) => ({ text: title, colour: 'bold' })));
  const rule = coloured(screen, 'dim', INDENT + shown.map(({ width }) => '─'.repeat(width)).join(GAP));
  return [titles, rule, ...rows.map(line)].join('\n');
}

interface Placed extends Column {
  readonly index: number;
  readonly width: number;
}

/** The columns that find room, the last one cut when that helps; all of them where there is no edge. */
function fitting(screen: Screen, columns: readonly Column[], widths: readonly number[]): readonly Placed[] {
  let placed = columns.map((column, index): Placed => ({ ...column, index, width: widths[index] ?? 0 }));
  for (;;) {
    const room = screen.columns - INDENT.length - (placed.length - 1) * GAP.length;
    const beyond = placed.reduce((sum, { width }) => sum + width, 0) - room;
    if (beyond <= 0) return placed;
    const last = placed.at(-1);
    if (last !== undefined && last.align !== 'right' && last.width - beyond >= LAST_WIDTH_MIN)
      return [...placed.slice(0, -1), { ...last, width: last.width - beyond }];
    const dropped = Math.max(...placed.map(({ droppedFirst }) => droppedFirst ?? 0));
    if (dropped === 0) return placed;
    placed = placed.filter(({ droppedFirst }) => droppedFirst !== dropped);
  }
}

function textOf(value: Cell): string {
  return typeof value === 'string' ? value : value.text;
}

function cell(screen: Screen, value: Cell, width: number, align: 'left' | 'right', last: boolean): string {
  const text = isolated(cut(oneLine(textOf(value)), width));
  const shown = typeof value === 'string' ? text : coloured(screen, value.colour, text);
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(text)));
  if (align === 'right') return blanks + shown;
  return last ? shown : shown + blanks;
}

const graphemes = new Intl.Segmenter();

/** At most so wide, by whole letters: a vowel sign is not torn from its consonant. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** What people wrote may hold line breaks; in a table it is one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
