import { Readable } from 'node:stream';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { presentable } from '@misaq/platform/text/presentable.js';

/** Items of a list that are made into text at once; an item may be an agency with all its lots. */
const ITEMS_A_STEP = 20;
/**
 * Text that is written to the socket at once. An answer of 100,000 rows in pieces of twenty rows took as much time in
 * writes as in JSON (profiled).
 */
const PIECE_UNITS = 64 * 1024;

/** Whether an answer holds a list so long that others would wait while it is written at once. */
export function isLong(value: object): boolean {
  return Object.values(value).some(
    (item: unknown) =>
      (Array.isArray(item) && item.length > ITEMS_A_STEP) ||
      (typeof item === 'object' && item !== null && !Array.isArray(item) && isLong(item)),
  );
}

/**
 * The JSON text of {@link presentable} in pieces. Others have their turn between two pieces of a long list.
 * @param head presented already; its fields come first
 * @param rest not presented yet
 * @param slice what the work is cut into and counted by
 */
export async function* jsonInSlices(
  head: object,
  rest: object,
  slice: Slice = createSlice(),
): AsyncGenerator<string> {
  const fields = [...entriesOf(head, (value) => value), ...entriesOf(rest, presentable)];
  yield* objectOf(fields, slice);
}

/** The same as a stream of bytes. */
export function jsonStream(head: object, rest: object): Readable {
  return Readable.from(jsonInSlices(head, rest), { objectMode: false });
}

/** A field whose value is written now, or a long one that is written piece by piece. */
type Field = readonly [name: string, text: string | undefined, long?: object];

function entriesOf(value: object, present: (value: unknown) => unknown): readonly Field[] {
  const given = value as Readonly<Record<string, unknown>>;
  const long = new Map<string, object>();
  const short: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(given)) {
    const isLongItem = typeof item === 'object' && item !== null && isLong({ item });
    if (isLongItem) long.set(name, item);
    short[name] = isLongItem ? '' : item;
  }
  const presented = present(short) as Readonly<Record<string, unknown>>;
  return Object.entries(presented).map(([name, item]) => {
    const itself = long.get(name);
    return itself === undefined ? [name, JSON.stringify(item)] : [name, undefined, itself];
  });
}

async function* objectOf(fields: readonly Field[], slice: Slice): AsyncGenerator<string> {
  let before = '{';
  for (const [name, text, long] of fields) {
    // What JSON has no text for is left out.
    if (text === undefined && long === undefined) continue;
    yield `${before}${JSON.stringify(name)}:${text ?? ''}`;
    before = ',';
    if (long === undefined) continue;
    if (Array.isArray(long)) yield* listOf(long, slice);
    else yield* objectOf(entriesOf(long, presentable), slice);
  }
  yield before === '{' ? '{}' : '}';
}

async function* listOf(items: readonly unknown[], slice: Slice): AsyncGenerator<string> {
  let piece = '[';
  for (let from = 0; from < items.length; from += ITEMS_A_STEP) {
    const some = JSON.stringify(items.slice(from, from + ITEMS_A_STEP).map(presentable));
    piece += `${from === 0 ? '' : ','}${some.slice(1, -1)}`;
    if (piece.length >= PIECE_UNITS) {
      yield piece;
      piece = '';
    }
    await slice.pauseWhenOver();
  }
  yield `${piece}]`;
}
