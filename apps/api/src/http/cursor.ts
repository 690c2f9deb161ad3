import { createHash } from 'node:crypto';
import { refuse } from './refused.js';

/** Where a page ended: what its last item is sorted by, and its key. */
export type Place = readonly (string | number)[];

/** A cursor is a few dozen characters, and a key of at most 80 in it can take six bytes each. */
const CURSOR_LENGTH_MAX = 2_000;

/**
 * A cursor for the page after a place. It says nothing that its bearer could not see, gives no rights, and is checked
 * against mistakes: one that was cut, changed or given out for another list is refused, not understood somehow.
 *
 * @param list names the list with its filters and its order
 */
export function cursorAt(list: string, place: Place): string {
  return Buffer.from(JSON.stringify({ at: place, of: sealOf(list, place) })).toString('base64url');
}

/** @throws RefusedError `invalid_cursor` */
export function placeOf(list: string, cursor: string): Place {
  const place = cursor.length > CURSOR_LENGTH_MAX ? undefined : readPlace(cursor);
  if (place === undefined || cursorAt(list, place) !== cursor) throw refuse('invalid_cursor');
  return place;
}

function readPlace(cursor: string): Place | undefined {
  try {
    const { at } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Record<string, unknown>;
    const fits = (part: unknown): part is string | number =>
      typeof part === 'string' || typeof part === 'number';
    return Array.isArray(at) && at.every(fits) ? at : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(list: string, place: Place): string {
  return createHash('sha256')
    .update(JSON.stringify([list, place]))
    .digest('base64url')
    .slice(0, 16);
}
