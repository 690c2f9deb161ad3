import type { FastifyRequest } from 'fastify';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { createFairQueue } from './fair-queue.js';
import { RefusedError } from '../answer/refused.js';

export const WORK_BUDGET = Symbol('work budget');

/**
 * What principals cost. A principal may use so many milliseconds of this thread each second, and has some in reserve;
 * what a question took is taken off, each slice of its work as it ends, and each event that it read. A principal that is
 * overdrawn is refused until time has made up for it, and nobody else is. Answers that were made before, and commands,
 * cost nothing here.
 */
export interface WorkBudget {
  /**
   * Makes an answer and takes off what it cost.
   * @throws RefusedError `too_many_requests` when the sender is overdrawn
   */
  readonly question: <Result>(request: FastifyRequest, make: Make<Result>) => Promise<Result>;
  /**
   * The same for work that is dear each time: little of it goes on at once, the senders take turns, and each has a bounded
   * amount waiting.
   * @throws RefusedError `too_many_requests`
   */
  readonly dear: <Result>(request: FastifyRequest, make: Make<Result>) => Promise<Result>;
  /** @throws RefusedError `too_many_requests` when the sender is overdrawn */
  readonly admit: (request: FastifyRequest) => void;
  /** Takes off work that was done for a sender elsewhere. */
  readonly spend: (request: FastifyRequest, ms: number) => void;
}

/** Work that is paid for: what the slice counts. Long work pauses by it, and waits for others by it. */
export type Make<Result> = (slice: Slice) => Result | Promise<Result>;

export interface WorkBudgetOptions {
  /** Milliseconds of work a second that a principal may use; 0: no such bound. */
  readonly msPerSecond: number;
  /** So many seconds of its budget a principal has in reserve; {@link RESERVE_SECONDS} unless told. */
  readonly reserveSeconds?: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
}

/** What a principal has in reserve: so many seconds of its budget. */
const RESERVE_SECONDS = 10;
const PRINCIPALS_KEPT = 20_000;
/** Dear work that goes on at once, of everybody and of one principal. */
const DEAR = { underWay: 4, underWayOfOne: 2, waitingOfOne: 64 } as const;
const RETRY_SECONDS_MAX = 60;

interface Account {
  balanceMs: number;
  /** When the balance was as it says. */
  atMs: number;
}

export function createWorkBudget({
  msPerSecond,
  reserveSeconds = RESERVE_SECONDS,
  now = () => performance.now(),
}: WorkBudgetOptions): WorkBudget {
  const accounts = new Map<string, Account>();
  const reserveMs = msPerSecond * reserveSeconds;
  const turns = createFairQueue(DEAR);

  /** Undefined for work that nobody pays for: the server's own, and that of exports, which have bounds of their own. */
  function payer(request: FastifyRequest): string | undefined {
    if (msPerSecond === 0) return undefined;
    return request.bearer?.actor.id;
  }

  function accountOf(principal: string): Account {
    const nowMs = now();
    const known = accounts.get(principal);
    if (known === undefined) {
      const account = { balanceMs: reserveMs, atMs: nowMs };
      accounts.set(principal, account);
      if (accounts.size > PRINCIPALS_KEPT) forgetFull();
      return account;
    }
    const earnedMs = ((nowMs - known.atMs) / 1_000) * msPerSecond;
    known.balanceMs = Math.min(reserveMs, known.balanceMs + earnedMs);
    known.atMs = nowMs;
    return known;
  }

  /** Whoever has the whole reserve is the same to us as somebody who never asked. */
  function forgetFull(): void {
    for (const principal of [...accounts.keys()])
      if (accountOf(principal).balanceMs >= reserveMs) accounts.delete(principal);
  }

  function admit(request: FastifyRequest): void {
    const principal = payer(request);
    if (principal === undefined) return;
    const { balanceMs } = accountOf(principal);
    if (balanceMs < 0) throw tooMany(Math.ceil(-balanceMs / msPerSecond));
  }

  function spend(request: FastifyRequest, ms: number): void {
    const principal = payer(request);
    if (principal !== undefined) accountOf(principal).balanceMs -= ms;
  }

  async function measured<Result>(request: FastifyRequest, make: Make<Result>): Promise<Result> {
    const slice = createSlice((ms) => {
      spend(request, ms);
    }, now);
    try {
      return await make(slice);
    } finally {
      slice.end();
    }
  }

  return {
    admit,
    spend,
    async question(request, make) {
      admit(request);
      return measured(request, make);
    },
    async dear(request, make) {
      admit(request);
      const principal = payer(request);
      if (principal === undefined) return measured(request, make);
      const turn = turns.enter(principal);
      if (turn === undefined) throw tooMany(1);
      const leave = await turn;
      try {
        // It may have been overdrawn by what it had under way.
        admit(request);
        return await measured(request, make);
      } finally {
        leave();
      }
    },
  };
}

export function tooMany(seconds: number): RefusedError {
  const retryAfterSeconds = Math.min(Math.max(1, seconds), RETRY_SECONDS_MAX);
  return new RefusedError(edgeRefusal('too_many_requests', { retryAfterSeconds }), [], retryAfterSeconds);
}
