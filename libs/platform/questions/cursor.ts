import { createHash } from 'node:crypto';
import { refused } from './refused.js';

/** Where a page ended: what its last item is sorted by, and its key. */
export type Place = readonly (string | number)[];

/** What a part of a place is. */
export type Part = 'text' | 'whole';

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

/**
 * @param form what a place in this list is made of; anything when left out
 * @throws QuestionRefusedError `invalid_cursor`
 */
export function placeOf(list: string, cursor: string, form?: readonly Part[]): Place {
  const place = cursor.length > CURSOR_LENGTH_MAX ? undefined : readPlace(cursor);
  if (place === undefined || cursorAt(list, place) !== cursor) throw refused('invalid_cursor');
  if (
    form !== undefined &&
    (place.length !== form.length || !form.every((part, at) => fits(place[at], part)))
  )
    throw refused('invalid_cursor');
  return place;
}

function readPlace(cursor: string): Place | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof read !== 'object' || read === null || !('at' in read) || !Array.isArray(read.at))
      return undefined;
    const place = read.at as readonly unknown[];
    return place.every((part) => fits(part, 'text') || fits(part, 'whole')) ? (place as Place) : undefined;
  } catch {
    return undefined;
  }
}

function fits(part: unknown, form: Part): boolean {
  if (form === 'text') return typeof part === 'string';
  return Number.isSafeInteger(part) && (part as number) >= 0;
}

function sealOf(list: string, place: Place): string {
  return createHash('sha256')
    .update(JSON.stringify([list, place]))
    .digest('base64url')
    .slice(0, 16);
}
