import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { JsonValue } from '../kernel/decision.js';
import { maxRial, minRial, rial, rialText, type Rial, type RialText } from '../kernel/money.js';
import type { CreditEvent } from './events.js';
import { type Clock, sameClock } from './policy.js';

/** A portion of credit with a clock of its own: an allocation, or a transfer received. Immutable. */
export interface Lot {
  readonly id: string;
  readonly agency: string;
  readonly startsOn: PlainDate;
  readonly clock: Clock;
  readonly origin: LotOrigin;
  /** As notified, or as corrected. A correction counts as if it had always stood so. */
  readonly amountRial: Rial;
  /** What left (negative) or came back (positive), in the order it was recorded. */
  readonly moves: readonly LotMove[];
}

export type LotOrigin =
  | { readonly kind: 'allocation' }
  | { readonly kind: 'transfer'; readonly reviewId: string; readonly from: string };

export interface LotMove {
  readonly on: PlainDate;
  readonly amountRial: Rial;
  readonly reviewId: string;
  /** Only where a reallocation took the amount: the deadline at which the agency had fallen short. */
  readonly missedDeadline?: PlainDate;
  /** Then also the clock of the lot, which had run out. */
  readonly clock?: Clock;
}

/** What the lot holds now. */
export function amountNow(lot: Lot): Rial {
  let amount = lot.amountRial;
  for (const move of lot.moves) amount += move.amountRial;
  return amount;
}

/** A lot with the end of its clock as the calendar counts it now. */
export interface LotInTime {
  readonly lot: Lot;
  readonly deadline: PlainDate;
}

/**
 * The deadline for which each reallocation took credit of an agency, by review: where it was, or where the calendar has
 * it since. A lot that was given another clock afterwards has another deadline, which it has not missed.
 */
export function missedDeadlines(lots: readonly LotInTime[]): ReadonlyMap<string, PlainDate> {
  const missed = new Map<string, PlainDate>();
  const later = (reviewId: string, deadline: PlainDate): void => {
    if (deadline > (missed.get(reviewId) ?? '')) missed.set(reviewId, deadline);
  };
  for (const { lot, deadline } of lots)
    for (const { reviewId, missedDeadline, clock } of lot.moves) {
      if (missedDeadline === undefined) continue;
      later(reviewId, missedDeadline);
      if (clock !== undefined && sameClock(clock, lot.clock)) later(reviewId, deadline);
    }
  return missed;
}

/**
 * What the lot held when a day ended.
 * @param missed of the lots of its agency: what moved because a deadline had passed, and what of it came back, did so
 *   after that deadline, also when a closure that was recorded late puts the deadline on that very day
 */
export function amountOn(lot: Lot, day: PlainDate, missed: ReadonlyMap<string, PlainDate>): Rial {
  let amount = lot.amountRial;
  for (const { on, reviewId, amountRial } of lot.moves)
    if (on <= day && day > (missed.get(reviewId) ?? '')) amount += amountRial;
  // A correction counts as if it had always stood so, and can fall below what had left by that day and came back.
  return maxRial(0n, amount);
}

/** What reallocations took from the lot and has not come back. */
export function takenFrom(lot: Lot): Rial {
  let taken = 0n;
  for (const move of lot.moves) {
    // A received lot also shrinks when its own reallocation is reversed; that is no loss by the rule.
    if (lot.origin.kind === 'transfer' && move.reviewId === lot.origin.reviewId) continue;
    taken -= move.amountRial;
  }
  return taken;
}

/** The latest deadline ({@link missedDeadlines}) that the lot was taken from for and that credit has not come back of. */
export function lostFor(lot: Lot, missed: ReadonlyMap<string, PlainDate>): PlainDate | undefined {
  let latest: PlainDate | undefined;
  for (const { missedDeadline, reviewId } of lot.moves) {
    const deadline = missedDeadline && missed.get(reviewId);
    if (deadline === undefined || (latest !== undefined && deadline <= latest)) continue;
    if (takenFrom({ ...lot, moves: lot.moves.filter((each) => each.reviewId === reviewId) }) > 0n)
      latest = deadline;
  }
  return latest;
}

/** Payments consume lots in order of deadline: what of each lot (given in that order) is still unpaid. */
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

/** Advances the lots of a pool in place by one event; events that do not touch lots leave them as they are. */
export function evolveLots(lots: Map<string, Lot>, event: CreditEvent): void {
  switch (event.type) {
    case 'CreditAllocated': {
      const { allocationId: id, agency, notifiedOn, clock, amountRial } = event.data;
      const origin = { kind: 'allocation' } as const;
      lots.set(id, {
        id,
        agency,
        startsOn: notifiedOn,
        clock,
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
        lots.set(lotId, { ...knownLot(lots, lotId), clock });
      }
      return;
    case 'CreditReallocated': {
      const { reviewId, approvedOn: on, transfers } = event.data;
      for (const { from, to, takes, lotId, clock, amountRial, missedDeadline } of transfers) {
        for (const take of takes)
          move(lots, take.lotId, {
            on,
            reviewId,
            amountRial: -rial(take.amountRial),
            missedDeadline,
            clock: knownLot(lots, take.lotId).clock,
          });
        const origin = { kind: 'transfer', reviewId, from } as const;
        lots.set(lotId, {
          id: lotId,
          agency: to,
          startsOn: on,
          clock,
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
    case 'PoolOpened':
    case 'FacilityIntroduced':
    case 'IntroductionCorrected':
    case 'FacilityDeclined':
    case 'FacilityWithdrawn':
    case 'FacilityPaid':
    case 'FacilityPaymentReversed':
    case 'FacilityClosed':
    case 'PoolReviewed':
    case 'ReviewSuperseded':
    case 'ReallocationDismissed':
      return;
  }
}

/** A lot as JSON, for tables and snapshots: rials as text. */
export function lotJson(lot: Lot): JsonValue {
  return {
    ...lot,
    origin: { ...lot.origin },
    clock: { ...lot.clock },
    amountRial: rialText(lot.amountRial),
    moves: lot.moves.map(({ amountRial, ...rest }) => ({ ...rest, amountRial: rialText(amountRial) })),
  };
}

type LotAsJson = Omit<Lot, 'amountRial' | 'moves'> & {
  readonly amountRial: RialText;
  readonly moves: readonly (Omit<LotMove, 'amountRial'> & { readonly amountRial: RialText })[];
};

export function parseLot(json: JsonValue): Lot {
  const { amountRial, moves, ...rest } = json as unknown as LotAsJson;
  return {
    ...rest,
    amountRial: rial(amountRial),
    moves: moves.map((each) => ({ ...each, amountRial: rial(each.amountRial) })),
  };
}
