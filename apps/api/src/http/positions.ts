import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readScope } from '@misaq/domain/access/roles.js';
import type { ShownPosition } from '@misaq/wire/position.js';
import type { Place } from './cursor.js';
import { createPositionSeal, type PositionSeal } from './position-seal.js';
import { invalidRequest } from './refused.js';

/*
 * Positions of the log as requests give them and answers show them. Positions count what everybody records (events, or
 * bytes with EventStoreDB). A principal who sees everything is shown the number. An officer of an organisation is shown
 * a token: it can be asked for as `atLeast` or `after`, and tells nothing of the work of others (ADR 0032).
 */

declare module 'fastify' {
  interface FastifyInstance {
    positionSeal: PositionSeal;
  }
}

/** A position as it stands in a request: a number, or a token. */
export type GivenPosition = number | string;

/** @param key the same on all nodes */
export function sealPositions(server: FastifyInstance, key: Uint8Array): void {
  server.decorate('positionSeal', createPositionSeal(key));
}

/** Whether the sender of a request is shown tokens instead of positions. */
export function seesTokens({ bearer }: Pick<FastifyRequest, 'bearer'>): boolean {
  return bearer === null || readScope(bearer.actor) !== 'everything';
}

/** @param about see {@link PositionSeal.seal} */
export function shownPosition(request: FastifyRequest, position: bigint, about?: string): ShownPosition {
  return seesTokens(request) ? request.server.positionSeal.seal(position, about) : position;
}

/** The position of one event that the sender of a request may see. The same event has the same token each time. */
export function positionOfEvent(request: FastifyRequest, position: bigint): ShownPosition {
  return shownPosition(request, position, 'event');
}

/** The place after an event in a list that is sorted by positions. */
export function placeAfter(request: FastifyRequest, position: bigint): Place {
  const shown = positionOfEvent(request, position);
  return [typeof shown === 'bigint' ? Number(shown) : shown];
}

/**
 * Numbers are refused to an officer of an organisation: by asking for one after the other they would find out how far
 * the log is. Everybody may give a token.
 *
 * @param field the name of the field that holds it
 * @throws RefusedError `invalid_request`
 */
export function positionIn(request: FastifyRequest, field: string, given: GivenPosition): bigint {
  if (typeof given === 'number') {
    if (!seesTokens(request)) return BigInt(given);
  } else {
    const opened = request.server.positionSeal.open(given);
    if (opened !== undefined) return opened;
  }
  throw invalidRequest({
    field,
    code: 'not_a_position',
    message: `${field} is no position that this server has told you.`,
  });
}
