import type { FastifyRequest } from 'fastify';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { createFairQueue } from './fair-queue.js';
import { RefusedError } from '../answer/refused.js';

export const WORK_BUDGET = Symbol('work budget');

/**
 * Limits the time that each principal uses of this thread: a number of milliseconds a second, with a reserve. Each slice of
 * work and each event that was read is charged when the slice ends. A principal with a negative balance is refused until
 * its balance has recovered; other principals are not affected. Cached answers and commands are not charged.
 */
export interface WorkBudget {
  /**
   * Makes an answer and charges its sender.
   * @throws RefusedError `too_many_requests` when the sender is overdrawn
   */
  readonly question: <Result>(request: FastifyRequest, make: Make<Result>) => Promise<Result>;
  /**
   * The same for expensive work: it has a concurrency limit, senders take turns, and each sender's queue is bounded.
   * @throws RefusedError `too_many_requests`
   */
  readonly dear: <Result>(request: FastifyRequest, make: Make<Result>) => Promise<Result>;
  /** @throws RefusedError `too_many_requests` when the sender is overdrawn */
  readonly admit: (request: FastifyRequest) => void;
  /** Charges a sender for work that was measured elsewhere. */
  readonly spend: (request: FastifyRequest, ms: number) => void;
}

/** Work that is charged: the slice measures it, and long work pauses by it. */
export type Make<Result> = (slice: Slice) => Result | Promise<Result>;

export interface WorkBudgetOptions {
  /** Milliseconds of work a second that a principal may use; 0: no such bound. */
  readonly msPerSecond: number;
  /** So many seconds of its budget a principal has in reserve; {@link RESERVE_SECONDS} unless told. */
  readonly reserveSeconds?: number;
  /** Milliseconds of a monotonic clock. */
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
  /** The time of the balance. */
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

  /** The principal to charge; undefined for the server's own work and for exports, which have their own limits. */
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

  /** An account with its full reserve equals a new one. */
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
        // Its other work may have used up the balance meanwhile.
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
