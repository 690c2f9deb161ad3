import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readScope } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { notAPosition, type Positions } from '@misaq/platform/questions/positions.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { PositionSeal } from './position-seal.js';

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

export const POSITION_SEAL = Symbol('seals positions of the log');

export function sealPositions(server: FastifyInstance, seal: PositionSeal): void {
  server.decorate('positionSeal', seal);
}

/**
 * Positions for somebody. Numbers are refused to an officer of an organisation: by asking for one after the other an
 * officer would find out how far the log is. Everybody may give a token.
 * @param asker null for a sender without a token
 */
export function positionsFor(asker: { readonly actor: Actor } | null, seal: PositionSeal): Positions {
  const areHidden = asker === null || readScope(asker.actor) !== 'everything';
  return {
    areHidden,
    ofEvent: (position) => (areHidden ? seal.seal(position, 'event') : position),
    ofFile: (position, fileId) => (areHidden ? seal.seal(position, fileId) : position),
    read(field, given) {
      if (typeof given !== 'string') {
        if (!areHidden) return BigInt(given);
      } else {
        const opened = seal.open(given);
        if (opened !== undefined) return opened;
      }
      throw notAPosition(field);
    },
  };
}

/** Positions for the sender of a request. */
export function positionsOf({ bearer, server }: FastifyRequest): Positions {
  return positionsFor(bearer, server.positionSeal);
}

/** @param about see {@link PositionSeal.seal} */
export function shownPosition(request: FastifyRequest, position: bigint, about?: string): ShownPosition {
  return positionsOf(request).areHidden ? request.server.positionSeal.seal(position, about) : position;
}
