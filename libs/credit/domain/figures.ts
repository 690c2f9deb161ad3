import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import { amountNow, type Lot } from './lots.js';
import type { Policy } from './policy.js';
import type { Posting } from './postings.js';

/** What the rule looks at: the same from the pool's own state and from the tables of the credit board. */
export interface PoolFigures {
  /** In order of version; at least one. */
  readonly policies: readonly Policy[];
  readonly agencies: readonly AgencyFigures[];
  /** The last day on which each bank recorded anything in the pool; a bank that never did is absent. */
  readonly bankReports?: ReadonlyMap<string, PlainDate>;
}

export interface AgencyFigures {
  readonly agency: string;
  readonly lots: readonly Lot[];
  /** In any order; several may share a day. */
  readonly days: readonly DayFigures[];
  /** What waits at which bank, in any order. */
  readonly waiting?: readonly WaitingFigures[];
  /** Money that came back, in any order. */
  readonly returns?: readonly ReturnFigures[];
}

export interface WaitingFigures {
  readonly bank: string;
  readonly introducedOn: PlainDate;
  readonly pendingRial: Rial;
}

/** Money that had been paid on one day and came back on another. */
export interface ReturnFigures {
  readonly paidOn: PlainDate;
  readonly returnedOn: PlainDate;
  readonly amountRial: Rial;
}

export interface DayFigures {
  readonly on: PlainDate;
  /** The day on which the payments were recorded; of introductions and what waits, that of the introductions. */
  readonly reportedOn: PlainDate;
  readonly introducedRial: Rial;
  readonly paidRial: Rial;
  readonly pendingRial: Rial;
}

/**
 * The running figures of one agency in a pool. Advanced in place by {@link post}, the days too: this is the hottest
 * place of a pool. What reads them reads them at once.
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
