import { open } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';
import type { FastifyRequest } from 'fastify';
import type { CheckLimits } from '@misaq/imports/domain/checks.js';
import type { InCheckTurn } from '@misaq/platform/imports/imports.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { createFairQueue } from '@misaq/platform/http/access/fair-queue.js';
import { bearerOf } from '@misaq/platform/http/access/principal.js';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { createWorkBudget, tooMany } from '@misaq/platform/http/access/work-budget.js';

export const CHECKS = Symbol('checks');

/** What checks of files may take of this process, and of that each principal: memory, time of the thread, places. */
export interface Checks {
  /** What files that record nothing may look at in a day, for each principal. */
  readonly limits: CheckLimits;
  /**
   * Gives a request a place, before its file is received. Gives what ends it.
   * @throws RefusedError `too_many_requests` when the sender has too much under way or used too much time, `checks_busy`
   *   when the process has
   */
  readonly admit: (request: FastifyRequest) => () => void;
  /**
   * Takes turns by the memory that the file needs.
   * @throws RefusedError `unreadable_file` for a file that this process has no memory for
   */
  readonly turnFor: (request: FastifyRequest, path: string) => Promise<InCheckTurn>;
}

export interface ChecksOptions {
  /** Milliseconds of checks each second that a principal may use in the long run; 0: no such bound. */
  readonly msPerSecond: number;
  readonly limits: CheckLimits;
  /** Bytes that all checks together may take. */
  readonly memoryBytes?: number;
}

/**
 * Requests that have a place, of one principal and of all. Each holds a connection and a file on disk. A department
 * whose officers share one token sends a dozen files at once on a busy day.
 */
const PLACES_OF_ONE = 16;
const PLACES = 64;
const RETRY_SECONDS = 5;
/** What a principal may use at once after a while without: the check of half a million rows takes twenty seconds. */
const RESERVE_SECONDS = 100;
/** The rest of the memory is for everything else. */
const SHARE_OF_HEAP = 0.5;

const MEGABYTE = 1024 * 1024;
/** Of the smallest file: its register and the states of streams. */
const BYTES_OF_ANY = 8 * MEGABYTE;
/** Memory for each byte of a file. Rows of 60 bytes are held in 300, and their streams take as much again. */
const BYTES_PER_BYTE = 10;
/** Workbooks are compressed, and what one inflates to is bounded. */
const BYTES_PER_ZIPPED_BYTE = 80;
const BYTES_OF_WORKBOOK_MAX = 400 * MEGABYTE;

/** The memory of this process that checks may take: a part of the heap that Node was given. */
export function memoryForChecks(): number {
  return getHeapStatistics().heap_size_limit * SHARE_OF_HEAP;
}

export function createChecks({
  msPerSecond,
  limits,
  memoryBytes = memoryForChecks(),
}: ChecksOptions): Checks {
  const budget = createWorkBudget({ msPerSecond, reserveSeconds: RESERVE_SECONDS });
  // Two at once: each works for 8 ms at a time, in turns of its own.
  const half = memoryBytes / 2;
  const turns = createFairQueue({
    underWay: memoryBytes,
    underWayOfOne: half,
    waitingOfOne: PLACES_OF_ONE,
  });
  const placesOf = new Map<string, number>();
  let places = 0;

  return {
    limits,
    admit(request) {
      budget.admit(request);
      const whose = bearerOf(request).actor.id;
      const own = placesOf.get(whose) ?? 0;
      if (own >= PLACES_OF_ONE) throw tooMany(RETRY_SECONDS);
      if (places >= PLACES) throw new RefusedError(edgeRefusal('checks_busy'), [], RETRY_SECONDS);
      placesOf.set(whose, own + 1);
      places += 1;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        places -= 1;
        const before = placesOf.get(whose) ?? 0;
        if (before <= 1) placesOf.delete(whose);
        else placesOf.set(whose, before - 1);
      };
    },
    async turnFor(request, path) {
      const needed = await memoryNeeded(path);
      if (needed > memoryBytes)
        throw new RefusedError(
          edgeRefusal('unreadable_file', {
            problem: 'The check of the file needs more memory than this server has for it; give it in parts.',
          }),
        );
      return async (check) => {
        const turn = turns.enter(bearerOf(request).actor.id, Math.max(needed, half));
        if (turn === undefined) throw tooMany(RETRY_SECONDS);
        const leave = await turn;
        try {
          // Other checks of the sender may have used the time meanwhile.
          budget.admit(request);
          return await check((ms) => {
            budget.spend(request, ms);
          });
        } finally {
          leave();
        }
      };
    },
  };
}

/** An estimate in bytes, from above. */
async function memoryNeeded(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isZipped = bytesRead === 2 && buffer.toString('latin1') === 'PK';
    return isZipped
      ? BYTES_OF_ANY + Math.min(size * BYTES_PER_ZIPPED_BYTE, BYTES_OF_WORKBOOK_MAX)
      : BYTES_OF_ANY + size * BYTES_PER_BYTE;
  } finally {
    await file.close();
  }
}
