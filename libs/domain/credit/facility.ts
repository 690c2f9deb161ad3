import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { maxRial, rial, sumRial, type Rial, type RialText } from '../kernel/money.js';
import type { ReversalKind } from './events.js';

/** A facility as the pool remembers it. Immutable: a change replaces it. */
export interface Facility {
  readonly agency: string;
  readonly bank: string;
  /** As corrected. */
  readonly amountRial: RialText;
  /** As introduced: what the same introduction again is compared with. */
  readonly introducedRial: RialText;
  readonly introducedOn: PlainDate;
  readonly county: string;
  readonly sector: string;
  readonly plannedJobs: number;
  readonly applicant: string | null;
  readonly payments: readonly Payment[];
  /** Absent while open. */
  readonly ended: Ending | null;
}

export interface Payment {
  readonly bankReference: string;
  readonly amountRial: RialText;
  readonly paidOn: PlainDate;
  readonly reportedOn: PlainDate;
  readonly reversal: { readonly kind: ReversalKind; readonly on: PlainDate; readonly reason: string } | null;
}

export interface Ending {
  readonly status: 'declined' | 'withdrawn' | 'closed';
  readonly on: PlainDate;
  readonly reason: string;
  readonly by: 'applicant' | 'agency' | 'bank';
}

export function paidOf(facility: Facility): Rial {
  return sumRial(
    facility.payments.filter(({ reversal }) => reversal === null).map(({ amountRial }) => rial(amountRial)),
  );
}

/** What the facility still waits for if it is open. */
export function remainingOf(facility: Facility): Rial {
  return rial(facility.amountRial) - paidOf(facility);
}

/**
 * What a payment dated on a day may be at most: the amount less the most that had been paid on that day or any later
 * one. Money that came back can be paid again, but not on a day on which it was still with the applicant: it would
 * count twice at a deadline in between.
 */
export function payableOn(facility: Facility, day: PlainDate): Rial {
  const made = facility.payments.filter(({ reversal }) => reversal?.kind !== 'recorded-in-error');
  const paidBy = (until: PlainDate): Rial =>
    sumRial(
      made
        .filter(({ paidOn, reversal }) => paidOn <= until && (reversal === null || reversal.on > until))
        .map(({ amountRial }) => rial(amountRial)),
    );
  const later = made.map(({ paidOn }) => paidOn).filter((paidOn) => paidOn > day);
  const mostPaid = [day, ...later].map(paidBy).reduce(maxRial);
  return maxRial(0n, rial(facility.amountRial) - mostPaid);
}

type Packed = readonly [
  agency: string,
  bank: string,
  amountRial: string,
  introducedRial: string,
  introducedOn: string,
  county: string,
  sector: string,
  plannedJobs: number,
  applicant: string | null,
  payments: readonly (readonly (string | null)[])[],
  ended: readonly string[] | null,
];

/**
 * The facilities of a pool. One that is settled (paid in full, declined, withdrawn or closed) is kept as one flat
 * string: it is looked at again only when a command repeats its key or reverses a payment, and a pool of 30,000 paid
 * facilities must fit beside fifteen others (measured: objects took three times the memory).
 */
export class FacilityBook {
  readonly #facilities: Map<string, Facility | string>;
  #bytes: number;

  constructor(facilities: ReadonlyMap<string, Facility | string> = new Map(), bytes = 0) {
    this.#facilities = new Map(facilities);
    this.#bytes = bytes;
  }

  /** About how many bytes the book holds. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#facilities.size;
  }

  get(facilityId: string): Facility | undefined {
    const found = this.#facilities.get(facilityId);
    return typeof found === 'string' ? unpack(found) : found;
  }

  set(facilityId: string, facility: Facility): void {
    const settled = facility.ended !== null || (facility.payments.length > 0 && remainingOf(facility) === 0n);
    const kept = settled ? pack(facility) : facility;
    const before = this.#facilities.get(facilityId);
    this.#bytes += bytesOf(kept) - (before === undefined ? -KEY_BYTES - facilityId.length : bytesOf(before));
    this.#facilities.set(facilityId, kept);
  }

  copy(): FacilityBook {
    return new FacilityBook(this.#facilities, this.#bytes);
  }
}

/** Measured on Node 20: a map entry with its key, an open facility with its strings, the header of a string. */
const KEY_BYTES = 64;
const OPEN_BYTES = 240;
const PAYMENT_BYTES = 250;
const STRING_BYTES = 24;

/** A text with one letter beyond Latin-1 (a reason in Persian) takes two bytes a letter. */
const WIDE = /[\u0100-\uffff]/;

/**
 * Searching a text that has just been put together also makes one piece of it: until then it is held in parts that
 * take half as much again (measured).
 */
function bytesOf(kept: Facility | string): number {
  return typeof kept === 'string'
    ? STRING_BYTES + kept.length * (WIDE.test(kept) ? 2 : 1)
    : OPEN_BYTES + kept.payments.length * PAYMENT_BYTES;
}

function pack(facility: Facility): string {
  const { payments, ended, ...rest } = facility;
  const packed: Packed = [
    rest.agency,
    rest.bank,
    rest.amountRial,
    rest.introducedRial,
    rest.introducedOn,
    rest.county,
    rest.sector,
    rest.plannedJobs,
    rest.applicant,
    payments.map(({ bankReference, amountRial, paidOn, reportedOn, reversal }) => [
      bankReference,
      amountRial,
      paidOn,
      reportedOn,
      ...(reversal === null ? [] : [reversal.kind, reversal.on, reversal.reason]),
    ]),
    ended === null ? null : [ended.status, ended.on, ended.reason, ended.by],
  ];
  return JSON.stringify(packed);
}

function unpack(text: string): Facility {
  const [
    agency,
    bank,
    amountRial,
    introducedRial,
    introducedOn,
    county,
    sector,
    plannedJobs,
    applicant,
    payments,
    ended,
  ] = JSON.parse(text) as Packed;
  return {
    agency,
    bank,
    amountRial,
    introducedRial,
    introducedOn: introducedOn as PlainDate,
    county,
    sector,
    plannedJobs,
    applicant,
    payments: payments.map(([bankReference, amount, paidOn, reportedOn, kind, on, reason]) => ({
      bankReference: bankReference ?? '',
      amountRial: amount ?? '0',
      paidOn: paidOn as PlainDate,
      reportedOn: reportedOn as PlainDate,
      reversal:
        kind === undefined ? null : { kind: kind as ReversalKind, on: on as PlainDate, reason: reason ?? '' },
    })),
    ended:
      ended === null
        ? null
        : {
            status: ended[0] as Ending['status'],
            on: ended[1] as PlainDate,
            reason: ended[2] ?? '',
            by: ended[3] as Ending['by'],
          },
  };
}
