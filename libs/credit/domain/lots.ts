import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { maxRial, minRial, rial, rialText, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import type { LotEvent } from './lot-events.js';
import { type Clock, type Deadline, deadlineOf, sameClock } from './policy.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/** A portion of credit with its own clock: an allocation, or a transfer received. Immutable. */
export interface Lot {
  readonly id: string;
  readonly agency: string;
  readonly startsOn: PlainDate;
  /** The clock with which the agency was notified. */
  readonly clock: Clock;
  /** Clocks that later policies gave it. The latest of all its clocks is its deadline. */
  readonly extensions?: readonly LotExtension[];
  /** Sequence number, growing with every lot of a pool. It tells which lots were recorded when a review was made. */
  readonly recorded: number;
  readonly origin: LotOrigin;
  /** The amount as notified or corrected. A correction counts as if the amount had always been so. */
  readonly amountRial: Rial;
  /** What left (negative) or came back (positive), in the order it was recorded. */
  readonly moves: readonly LotMove[];
}

export type LotOrigin =
  | { readonly kind: 'allocation' }
  | {
      readonly kind: 'transfer';
      readonly reviewId: string;
      readonly from: string;
      /** How much of it settled an overdraft; absent when nothing did. */
      readonly settlesRial?: RialText;
    };

export interface LotExtension {
  readonly clock: Clock;
  /** Version of the policy that gave this clock. */
  readonly policy: number;
}

export interface LotMove {
  readonly on: PlainDate;
  readonly amountRial: Rial;
  readonly reviewId: string;
  /** Only where a reallocation took the amount: the deadline at which the agency fell short. */
  readonly missedDeadline?: PlainDate;
  /**
   * Present together with `missedDeadline`: how many policies were adopted then. Later extensions do not change which
   * deadline was missed.
   */
  readonly policies?: number;
}

/** The amount that the lot holds now. */
export function amountNow(lot: Lot): Rial {
  let amount = lot.amountRial;
  for (const move of lot.moves) amount += move.amountRial;
  return amount;
}

/** The deadline of a lot, and the clock that sets it. */
export interface LotDeadline extends Deadline {
  readonly clock: Clock;
  readonly otherClocks: readonly Clock[];
}

const NO_CLOCKS: readonly Clock[] = [];

/** The latest end of all clocks of a lot, as the calendar counts them. Extensions can therefore only add time. */
export function lotDeadline(calendar: WorkingCalendar, lot: Lot): LotDeadline {
  const { startsOn, clock, extensions } = lot;
  const first = { ...deadlineOf(calendar, startsOn, clock), clock };
  if (extensions === undefined) return { ...first, otherClocks: NO_CLOCKS };
  const counted = [
    first,
    ...extensions.map((each) => ({ ...deadlineOf(calendar, startsOn, each.clock), clock: each.clock })),
  ];
  // Among clocks with the same deadline, the one given last is shown.
  const latest = counted.reduce((best, each) => (each.deadline >= best.deadline ? each : best));
  return {
    ...latest,
    provisional: counted.some(({ provisional }) => provisional),
    otherClocks: counted.filter((each) => each !== latest).map((each) => each.clock),
  };
}

/** The deadline of a lot by the clocks it had when this number of policies had been adopted. */
export function deadlineUnder(calendar: WorkingCalendar, lot: Lot, policies: number): PlainDate {
  const { extensions, ...notified } = lot;
  const given = extensions?.filter(({ policy }) => policy <= policies) ?? [];
  return lotDeadline(calendar, given.length === 0 ? notified : { ...notified, extensions: given }).deadline;
}

/** Whether a clock is one of those of the lot. */
export function hasClock({ clock, extensions = [] }: Lot, given: Clock): boolean {
  return sameClock(clock, given) || extensions.some((each) => sameClock(each.clock, given));
}

/** The lot with one more clock, or the same lot when it already has that clock. */
export function extended(lot: Lot, clock: Clock, policy: number): Lot {
  if (hasClock(lot, clock)) return lot;
  return { ...lot, extensions: [...(lot.extensions ?? []), { clock, policy }] };
}

/** Credit that a reallocation took from an agency for a missed deadline. */
export interface Loss {
  readonly reviewId: string;
  /** The day of the approval. */
  readonly on: PlainDate;
  /**
   * The later of two days: the deadline at the approval, and where the calendar now has it, by the clocks of that time.
   */
  readonly missedDeadline: PlainDate;
  /** How many policies were adopted at the approval. */
  readonly policies: number;
  /** The part that has not come back. */
  readonly standingRial: Rial;
}

const ALL_POLICIES = Number.MAX_SAFE_INTEGER;

/** The losses of one agency, by review, in the order in which they were recorded. */
export function lossesOf(lots: readonly Lot[], calendar: WorkingCalendar): ReadonlyMap<string, Loss> {
  const losses = new Map<string, Loss>();
  for (const lot of lots) {
    for (const { reviewId, on, missedDeadline, policies } of lot.moves) {
      if (missedDeadline === undefined) continue;
      const known = losses.get(reviewId);
      let missed = missedDeadline;
      if (policies !== undefined) missed = later(missed, deadlineUnder(calendar, lot, policies));
      losses.set(reviewId, {
        reviewId,
        on,
        missedDeadline: known === undefined ? missed : later(known.missedDeadline, missed),
        policies: policies ?? ALL_POLICIES,
        standingRial: 0n,
      });
    }
  }
  if (losses.size === 0) return losses;
  for (const lot of lots)
    for (const { reviewId, amountRial } of lot.moves) {
      const loss = losses.get(reviewId);
      if (loss === undefined || isOwnReview(lot, reviewId)) continue;
      losses.set(reviewId, { ...loss, standingRial: loss.standingRial - amountRial });
    }
  return losses;
}

function later(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? b : a;
}

/** A received lot also shrinks when its own reallocation is reversed. The rule does not count that as a loss. */
function isOwnReview({ origin }: Lot, reviewId: string): boolean {
  return origin.kind === 'transfer' && origin.reviewId === reviewId;
}

/**
 * The amount of the lot at the end of a day.
 * @param losses of its agency. What moved for a passed deadline, and what came back of it, did so after that deadline.
 * That also holds when a closure that was recorded late moves the deadline to that very day.
 */
export function amountOn(lot: Lot, day: PlainDate, losses: ReadonlyMap<string, Loss>): Rial {
  let amount = lot.amountRial;
  for (const { on, reviewId, amountRial } of lot.moves)
    if (on <= day && day > (losses.get(reviewId)?.missedDeadline ?? '')) amount += amountRial;
  // A correction counts as if it had always been so. It can be lower than what had left by that day and came back
  // later.
  return maxRial(0n, amount);
}

/** What reallocations took from the lot and has not come back. */
export function takenFrom(lot: Lot): Rial {
  let taken = 0n;
  for (const move of lot.moves) {
    if (isOwnReview(lot, move.reviewId)) continue;
    taken -= move.amountRial;
  }
  return taken;
}

/** How much of a received lot still settles an overdraft of its agency. */
export function settledBy(lot: Lot): Rial {
  if (lot.origin.kind !== 'transfer' || lot.origin.settlesRial === undefined) return 0n;
  return minRial(rial(lot.origin.settlesRial), maxRial(0n, amountNow(lot)));
}

/** Payments consume lots in order of deadline. Returns the unpaid amount of each lot. */
export function unpaidByLot(lotsByDeadline: readonly Lot[], paidRial: Rial): Map<string, Rial> {
  let left = paidRial > 0n ? paidRial : 0n;
  const unpaid = new Map<string, Rial>();
  for (const lot of lotsByDeadline) {
    const amount = amountNow(lot);
    const consumed = minRial(left, amount);
    left -= consumed;
    unpaid.set(lot.id, amount - consumed);
  }
  return unpaid;
}

function knownLot(lots: ReadonlyMap<string, Lot>, lotId: string): Lot {
  const lot = lots.get(lotId);
  if (lot === undefined) throw new Error(`no lot ${lotId}`);
  return lot;
}

function move(lots: Map<string, Lot>, lotId: string, added: LotMove): void {
  const lot = knownLot(lots, lotId);
  lots.set(lotId, { ...lot, moves: [...lot.moves, added] });
}

/** The numbers of a pool at the time an event about lots is recorded. */
export interface Recording {
  /** How many policies have been adopted. */
  readonly policies: number;
  /** {@link Lot.recorded} of the lots that the event makes. Grows with every such event. */
  readonly recorded: number;
}

/**
 * Applies one event to the lots of a pool, in place.
 * @param lots all lots of the pool, or at least those that the event names
 */
// Longer than 60 lines: one case for each event.
export function evolveLots(lots: Map<string, Lot>, event: LotEvent, recording: Recording): void {
  const { recorded } = recording;
  switch (event.type) {
    case 'CreditAllocated': {
      const { allocationId: id, agency, notifiedOn, clock, amountRial } = event.data;
      const origin = { kind: 'allocation' } as const;
      lots.set(id, {
        id,
        agency,
        startsOn: notifiedOn,
        clock,
        recorded,
        origin,
        amountRial: rial(amountRial),
        moves: [],
      });
      return;
    }
    case 'AllocationCorrected': {
      const lot = knownLot(lots, event.data.allocationId);
      lots.set(lot.id, { ...lot, amountRial: rial(event.data.amountRial) });
      return;
    }
    case 'PolicyAdopted':
      for (const { lotId, clock } of event.data.extendedLots) {
        lots.set(lotId, extended(knownLot(lots, lotId), clock, event.data.version));
      }
      return;
    case 'CreditReallocated': {
      const { reviewId, approvedOn: on, transfers } = event.data;
      for (const transfer of transfers) {
        const { from, to, takes, lotId, clock, amountRial, missedDeadline, settlesOverdraftRial } = transfer;
        for (const take of takes)
          move(lots, take.lotId, {
            on,
            reviewId,
            amountRial: -rial(take.amountRial),
            missedDeadline,
            policies: recording.policies,
          });
        const origin: LotOrigin = {
          kind: 'transfer',
          reviewId,
          from,
          ...(settlesOverdraftRial !== undefined && { settlesRial: settlesOverdraftRial }),
        };
        lots.set(lotId, {
          id: lotId,
          agency: to,
          startsOn: on,
          clock,
          recorded,
          origin,
          amountRial: rial(amountRial),
          moves: [],
        });
      }
      return;
    }
    case 'ReallocationReversed': {
      const { reviewId, reversedOn: on, lotId, amountRial, returns } = event.data;
      move(lots, lotId, { on, reviewId, amountRial: -rial(amountRial) });
      for (const back of returns) move(lots, back.lotId, { on, reviewId, amountRial: rial(back.amountRial) });
      return;
    }
  }
}

/** A lot as JSON for tables and snapshots: rials are text. */
export function lotJson(lot: Lot): LotAsJson {
  const { extensions, ...rest } = lot;
  return {
    ...rest,
    origin: { ...lot.origin },
    clock: { ...lot.clock },
    ...(extensions && {
      extensions: extensions.map(({ clock, policy }) => ({ clock: { ...clock }, policy })),
    }),
    amountRial: rialText(lot.amountRial),
    moves: lot.moves.map(({ amountRial, ...move }) => ({ ...move, amountRial: rialText(amountRial) })),
  };
}

/** The JSON form of a lot in tables and snapshots. */
export type LotAsJson = Omit<Lot, 'amountRial' | 'moves'> & {
  readonly amountRial: RialText;
  readonly moves: readonly (Omit<LotMove, 'amountRial'> & { readonly amountRial: RialText })[];
};

export function parseLot({ amountRial, moves, ...rest }: LotAsJson): Lot {
  return {
    ...rest,
    amountRial: rial(amountRial),
    moves: moves.map((each) => ({ ...each, amountRial: rial(each.amountRial) })),
  };
}
