import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import type { CreditEvent } from './events.js';
import type { ReversalKind } from './facility-events.js';
import type { Clock, Policy } from './policy.js';
import { policyInForce } from './reference-clocks.fixture.js';

/* The log of a pool as plain facts: each lot, facility, payment and transfer is one record. Nothing is summed up. */

/** An event of a pool and the day on which it was recorded. */
export interface Recorded {
  readonly event: CreditEvent;
  readonly on: PlainDate;
}

export interface PaymentFact {
  readonly bankReference: string;
  readonly amount: Rial;
  readonly paidOn: PlainDate;
  readonly recordedOn: PlainDate;
  reversal?: { readonly kind: ReversalKind; readonly on: PlainDate };
}

export interface FacilityFact {
  readonly id: string;
  readonly agency: string;
  readonly bank: string;
  readonly introducedOn: PlainDate;
  readonly recordedOn: PlainDate;
  /** As corrected. */
  amount: Rial;
  readonly payments: PaymentFact[];
  end?: { readonly status: 'declined' | 'withdrawn' | 'closed'; readonly on: PlainDate };
}

export interface Move {
  readonly on: PlainDate;
  readonly amount: Rial;
}

/** What one transfer took from a lot, and what came back of it. */
export interface Take extends Move {
  readonly transfer: TransferFact;
  readonly returned: Move[];
}

export interface LotFact {
  readonly id: string;
  readonly agency: string;
  readonly startsOn: PlainDate;
  /** Allocated (after corrections) or received. */
  amount: Rial;
  /** The clock with which it was notified, then each extension. */
  readonly clocks: Clock[];
  readonly takes: Take[];
  /** What this received lot gave back to its donor. */
  readonly givenBack: Move[];
}

/** One transfer of an approved reallocation. */
export interface TransferFact {
  readonly reviewId: string;
  readonly from: string;
  readonly to: string;
  readonly amount: Rial;
  readonly approvedOn: PlainDate;
  readonly missedDeadline: PlainDate;
  /** The donor's lots from which the review took credit, over all its transfers: one verdict missed one deadline. */
  readonly lotIds: readonly string[];
  /** The clocks of every lot when the transfer was approved, by lot id. */
  readonly clocksThen: ReadonlyMap<string, readonly Clock[]>;
  /** The part that was reversed. */
  reversed: Rial;
}

export interface Facts {
  /** In the order of their records. */
  readonly policies: Policy[];
  readonly lots: LotFact[];
  readonly facilities: FacilityFact[];
  readonly transfers: TransferFact[];
  /** The last day on which a bank's payment, decline, reversal or closing was recorded in the pool. */
  readonly bankLastRecorded: Map<string, PlainDate>;
}

function found<Item>(items: readonly Item[], is: (item: Item) => boolean, what: string): Item {
  const item = items.find(is);
  if (item === undefined) throw new Error(`the log speaks of an unknown ${what}`);
  return item;
}

function lotsOfDonor(
  transfers: readonly {
    readonly from: string;
    readonly takes: readonly { readonly lotId: string }[];
  }[],
  donor: string,
): string[] {
  return transfers
    .filter(({ from }) => from === donor)
    .flatMap(({ takes }) => takes.map(({ lotId }) => lotId));
}

/** Reads a pool's log into facts. It decides nothing. */
export function factsOf(log: readonly Recorded[]): Facts {
  const facts: Facts = {
    policies: [],
    lots: [],
    facilities: [],
    transfers: [],
    bankLastRecorded: new Map(),
  };
  const lot = (id: string): LotFact => found(facts.lots, (each) => each.id === id, `lot ${id}`);
  const facility = (id: string): FacilityFact =>
    found(facts.facilities, (each) => each.id === id, `facility ${id}`);
  const addLot = (id: string, agency: string, amount: Rial, startsOn: PlainDate): void => {
    const clocks = [policyInForce(facts.policies, startsOn).clock];
    facts.lots.push({ id, agency, startsOn, amount, clocks, takes: [], givenBack: [] });
  };

  for (const { event, on } of log) {
    switch (event.type) {
      case 'PolicyAdopted': {
        const { extendedLots, reason: _reason, ...policy } = event.data;
        facts.policies.push(policy);
        for (const { lotId, clock } of extendedLots) lot(lotId).clocks.push(clock);
        break;
      }
      case 'CreditAllocated': {
        const { allocationId, agency, amountRial, notifiedOn } = event.data;
        addLot(allocationId, agency, BigInt(amountRial), notifiedOn);
        break;
      }
      case 'AllocationCorrected':
        lot(event.data.allocationId).amount = BigInt(event.data.amountRial);
        break;
      case 'FacilityIntroduced': {
        const { facilityId: id, agency, bank, amountRial, introducedOn } = event.data;
        const amount = BigInt(amountRial);
        facts.facilities.push({ id, agency, bank, introducedOn, recordedOn: on, amount, payments: [] });
        break;
      }
      case 'IntroductionCorrected':
        facility(event.data.facilityId).amount = BigInt(event.data.amountRial);
        break;
      case 'FacilityPaid': {
        const { facilityId, bank, bankReference, amountRial, paidOn } = event.data;
        facility(facilityId).payments.push({
          bankReference,
          amount: BigInt(amountRial),
          paidOn,
          recordedOn: on,
        });
        facts.bankLastRecorded.set(bank, on);
        break;
      }
      case 'FacilityPaymentReversed': {
        const { facilityId, bank, bankReference, kind, reversedOn } = event.data;
        const { payments } = facility(facilityId);
        const payment = found(payments, (each) => each.bankReference === bankReference, 'payment');
        payment.reversal = { kind, on: reversedOn };
        facts.bankLastRecorded.set(bank, on);
        break;
      }
      case 'FacilityDeclined':
        facility(event.data.facilityId).end = { status: 'declined', on: event.data.declinedOn };
        facts.bankLastRecorded.set(event.data.bank, on);
        break;
      case 'FacilityClosed':
        facility(event.data.facilityId).end = { status: 'closed', on: event.data.closedOn };
        facts.bankLastRecorded.set(event.data.bank, on);
        break;
      case 'FacilityWithdrawn':
        facility(event.data.facilityId).end = { status: 'withdrawn', on: event.data.withdrawnOn };
        break;
      case 'CreditReallocated': {
        const { reviewId, approvedOn, transfers } = event.data;
        for (const { from, to, amountRial, missedDeadline, takes, lotId } of transfers) {
          addLot(lotId, to, BigInt(amountRial), approvedOn);
          const transfer: TransferFact = {
            reviewId,
            from,
            to,
            amount: BigInt(amountRial),
            approvedOn,
            missedDeadline,
            lotIds: lotsOfDonor(transfers, from),
            clocksThen: new Map(facts.lots.map(({ id, clocks }) => [id, [...clocks]])),
            reversed: 0n,
          };
          facts.transfers.push(transfer);
          for (const take of takes)
            lot(take.lotId).takes.push({
              on: approvedOn,
              amount: BigInt(take.amountRial),
              transfer,
              returned: [],
            });
        }
        break;
      }
      case 'ReallocationReversed': {
        const { reviewId, from, to, lotId, amountRial, returns, reversedOn } = event.data;
        lot(lotId).givenBack.push({ on: reversedOn, amount: BigInt(amountRial) });
        const isIt = (each: TransferFact): boolean =>
          each.reviewId === reviewId && each.from === from && each.to === to;
        const transfer = found(facts.transfers, isIt, 'transfer');
        transfer.reversed += BigInt(amountRial);
        for (const back of returns) {
          const take = found(lot(back.lotId).takes, (each) => each.transfer === transfer, 'take');
          take.returned.push({ on: reversedOn, amount: BigInt(back.amountRial) });
        }
        break;
      }
      case 'PoolOpened':
      case 'PoolReviewed':
      case 'ReviewSuperseded':
      case 'ReallocationDismissed':
        break;
    }
  }
  return facts;
}
