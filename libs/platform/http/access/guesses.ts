import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { parseCode, parseToken } from '@misaq/platform/node/tokens.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { RefusedError } from '../answer/refused.js';

export const GUESSES = Symbol('guesses');

/** Holds those who show tokens or codes that are good for nothing. */
export interface Guesses {
  /** @throws RefusedError `too_many_requests` when the address has made as many as it may; asked before dear look-ups */
  readonly assertFewer: (request: FastifyRequest) => void;
  /**
   * Names the source of a guess in the log and waits, the longer the more guesses came from its address in this minute.
   * @throws RefusedError `too_many_requests` when the address has made as many as it may
   */
  readonly made: (request: FastifyRequest, guessed: string) => Promise<void>;
}

const A_MINUTE_MS = 60_000;
/** Before the last guess of a minute is answered; the first one waits for its part of it. */
const WAIT_MS_MAX = 2_000;
const ADDRESSES_KEPT = 20_000;

/** How guesses are timed. */
export interface GuessTiming {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

const REAL_TIME: GuessTiming = {
  now: () => performance.now(),
  pause: (ms) => wait(ms, undefined, { ref: false }),
};

export function createGuesses(
  perMinute: number,
  log: Pick<Logger, 'warn'>,
  { now, pause }: GuessTiming = REAL_TIME,
): Guesses {
  let minuteMs = now();
  const counted = new Map<string, number>();

  function guessesOf(address: string): number {
    const sinceMs = now() - minuteMs;
    if (sinceMs >= A_MINUTE_MS) {
      counted.clear();
      minuteMs += sinceMs - (sinceMs % A_MINUTE_MS);
    }
    return counted.get(address) ?? 0;
  }

  function tooMany(): RefusedError {
    const retryAfterSeconds = Math.max(1, Math.ceil((A_MINUTE_MS - (now() - minuteMs)) / 1_000));
    return new RefusedError(edgeRefusal('too_many_requests', { retryAfterSeconds }), [], retryAfterSeconds);
  }

  return {
    assertFewer({ ip }) {
      if (guessesOf(ip) >= perMinute) throw tooMany();
    },
    async made({ ip }, guessed) {
      const guesses = guessesOf(ip) + 1;
      if (counted.size < ADDRESSES_KEPT || counted.has(ip)) counted.set(ip, guesses);
      // One line more says that the address is held; beyond it the log does not grow.
      if (guesses <= perMinute + 1)
        log.warn(
          { address: ip, token: idIn(guessed), guesses, held: guesses > perMinute },
          'a token or code that is good for nothing',
        );
      if (guesses > perMinute) throw tooMany();
      await pause(Math.ceil((WAIT_MS_MAX * guesses) / perMinute));
    },
  };
}

/** The id of the token that is meant, which is no secret. */
function idIn(guessed: string): string | null {
  return (parseToken(guessed) ?? parseCode(guessed))?.tokenId ?? null;
}
