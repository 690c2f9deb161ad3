import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import { amountNow, type Lot } from './lots.js';
import type { Policy } from './policy.js';
import type { Posting } from './postings.js';

/**
 * The figures to which the rule is applied. The pool's own state and the tables of the credit board produce the same
 * figures.
 */
export interface PoolFigures {
  /** In order of version; at least one. */
  readonly policies: readonly Policy[];
  readonly agencies: readonly AgencyFigures[];
  /** The last day on which each bank recorded anything in the pool. Banks that never did are absent. */
  readonly bankReports?: ReadonlyMap<string, PlainDate>;
}

export interface AgencyFigures {
  readonly agency: string;
  readonly lots: readonly Lot[];
  /** In any order; several entries may share a day. */
  readonly days: readonly DayFigures[];
  /** Amounts for which applicants wait, by bank, in any order. */
  readonly waiting?: readonly WaitingFigures[];
  /** Money that came back, in any order. */
  readonly returns?: readonly ReturnFigures[];
}

export interface WaitingFigures {
  readonly bank: string;
  readonly introducedOn: PlainDate;
  readonly pendingRial: Rial;
}

/** Money that was paid on one day and came back on another. */
export interface ReturnFigures {
  readonly paidOn: PlainDate;
  readonly returnedOn: PlainDate;
  readonly amountRial: Rial;
}

export interface DayFigures {
  readonly on: PlainDate;
  /**
   * The day on which the payments were recorded. For introductions and waiting amounts: the day on which the
   * introduction was recorded.
   */
  readonly reportedOn: PlainDate;
  readonly introducedRial: Rial;
  readonly paidRial: Rial;
  readonly pendingRial: Rial;
}

/**
 * The running figures of one agency in a pool. {@link post} changes them in place, including the days, because this is
 * the hottest code of a pool. Readers must therefore read them at once and keep no reference.
 */
export interface Account {
  readonly agency: string;
  /** Key: `on|reportedOn`. */
  readonly days: Map<string, RunningDay>;
  /** Key: `introducedOn|bank`. */
  readonly waiting: Map<string, Running<WaitingFigures>>;
  /** Key: `paidOn|returnedOn`. */
  readonly returns: Map<string, Running<ReturnFigures>>;
  introducedRial: Rial;
  paidRial: Rial;
  pendingRial: Rial;
}

type Running<Figures> = { -readonly [Figure in keyof Figures]: Figures[Figure] };
type RunningDay = Running<DayFigures>;

export function emptyAccount(agency: string): Account {
  return {
    agency,
    days: new Map(),
    waiting: new Map(),
    returns: new Map(),
    introducedRial: 0n,
    paidRial: 0n,
    pendingRial: 0n,
  };
}

export function copyAccount(account: Account): Account {
  return {
    ...account,
    days: copyOf(account.days),
    waiting: copyOf(account.waiting),
    returns: copyOf(account.returns),
  };
}

function copyOf<Figures extends object>(figures: ReadonlyMap<string, Figures>): Map<string, Figures> {
  return new Map([...figures].map(([key, each]) => [key, { ...each }]));
}

/** Adds one posting to an account, in place. */
export function post(account: Account, posting: Posting): void {
  const { on, reportedOn, introducedRial, paidRial, pendingRial } = posting;
  const key = `${on}|${reportedOn}`;
  const day = account.days.get(key);
  if (day === undefined) account.days.set(key, { on, reportedOn, introducedRial, paidRial, pendingRial });
  else {
    day.introducedRial += introducedRial;
    day.paidRial += paidRial;
    day.pendingRial += pendingRial;
  }
  if (pendingRial !== 0n) postWaiting(account, posting);
  if (posting.returnOfPaidOn !== undefined) postReturn(account, posting, posting.returnOfPaidOn);
  account.introducedRial += introducedRial;
  account.paidRial += paidRial;
  account.pendingRial += pendingRial;
}

function postWaiting({ waiting }: Account, { bank, on: introducedOn, pendingRial }: Posting): void {
  const key = `${introducedOn}|${bank}`;
  const known = waiting.get(key);
  if (known === undefined) waiting.set(key, { bank, introducedOn, pendingRial });
  else known.pendingRial += pendingRial;
}

function postReturn({ returns }: Account, { on: returnedOn, paidRial }: Posting, paidOn: PlainDate): void {
  const key = `${paidOn}|${returnedOn}`;
  const known = returns.get(key);
  if (known === undefined) returns.set(key, { paidOn, returnedOn, amountRial: -paidRial });
  else known.amountRial -= paidRial;
}

export function creditOf(lots: Iterable<Lot>): Rial {
  let credit = 0n;
  for (const lot of lots) credit += amountNow(lot);
  return credit;
}
