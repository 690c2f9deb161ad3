import type { ShownPosition } from './position.js';
import type { Place } from './cursor.js';
import { notUnderstood, type QuestionRefusedError } from './refused.js';

/** A position as an asker gives it: a number, or a token. */
export type GivenPosition = number | string;

/** A token: 16 bytes in base64url. */
export const SEALED_POSITION = /^[\w-]{22}$/;

/**
 * Positions of the log as one asker gives them and is shown them. Positions count what everybody records, so a server
 * shows officers of organisations tokens in their place (ADR 0032).
 */
export interface Positions {
  /** Whether the asker is shown tokens. Revisions of streams are not shown then. */
  readonly areHidden: boolean;
  /** The position of one event that the asker may see. The same event has the same token each time. */
  readonly ofEvent: (position: bigint) => ShownPosition;
  /** The position that a kept file shows. The same file has the same token each time. */
  readonly ofFile: (position: bigint, fileId: string) => ShownPosition;
  /**
   * @param field the name of the field that holds the position
   * @throws QuestionRefusedError `invalid_request`
   */
  readonly read: (field: string, given: GivenPosition) => bigint;
}

/** For an asker who has the log itself: every position is its number. */
export const NUMBERS: Positions = {
  areHidden: false,
  ofEvent: (position) => position,
  ofFile: (position) => position,
  read(field, given) {
    if (typeof given === 'string') throw notAPosition(field);
    return BigInt(given);
  },
};

/** The place after an event in a list that is sorted by positions. */
export function placeAfter(positions: Positions, position: bigint): Place {
  const shown = positions.ofEvent(position);
  return [typeof shown === 'bigint' ? Number(shown) : shown];
}

export function notAPosition(field: string): QuestionRefusedError {
  return notUnderstood({
    field,
    code: 'not_a_position',
    message: `${field} is no position that this server has told you.`,
  });
}
