import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Rial } from '../kernel/money.js';
import { amountNow, type Lot } from './lots.js';
import type { Policy } from './policy.js';
import type { Posting } from './postings.js';

/** What the rule looks at: the same from the pool's own state and from the tables of the credit board. */
export interface PoolFigures {
  /** In order of version; at least one. */
  readonly policies: readonly Policy[];
  readonly agencies: readonly AgencyFigures[];
}

export interface AgencyFigures {
  readonly agency: string;
  readonly lots: readonly Lot[];
  /** In any order; several may share a day. */
  readonly days: readonly DayFigures[];
}

export interface DayFigures {
  readonly on: PlainDate;
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
  introducedRial: Rial;
  paidRial: Rial;
  pendingRial: Rial;
}

type RunningDay = { -readonly [Figure in keyof DayFigures]: DayFigures[Figure] };

export function emptyAccount(agency: string): Account {
  return { agency, days: new Map(), introducedRial: 0n, paidRial: 0n, pendingRial: 0n };
}

export function copyAccount(account: Account): Account {
  return { ...account, days: new Map([...account.days].map(([key, day]) => [key, { ...day }])) };
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
  account.introducedRial += introducedRial;
  account.paidRial += paidRial;
  account.pendingRial += pendingRial;
}

export function creditOf(lots: Iterable<Lot>): Rial {
  let credit = 0n;
  for (const lot of lots) credit += amountNow(lot);
  return credit;
}
