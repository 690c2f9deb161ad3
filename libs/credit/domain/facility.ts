import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { maxRial, rial, sumRial, type Rial, type RialText } from '@misaq/platform/kernel/money.js';
import { identityKey, Spellings } from '@misaq/platform/kernel/spelling.js';
import type { ReturnedLater, ReversalKind } from './facility-events.js';

/** A facility as the pool keeps it. Immutable: a change replaces it. */
export interface Facility {
  readonly agency: string;
  readonly bank: string;
  /** As corrected. */
  readonly amountRial: RialText;
  /** The amount as introduced. A repeated introduction is compared with it. */
  readonly introducedRial: RialText;
  readonly introducedOn: PlainDate;
  /** The day on which the introduction was recorded; absent when that is `introducedOn` or is not known. */
  readonly reportedOn?: PlainDate;
  readonly county: string;
  readonly sector: string;
  readonly plannedJobs: number;
  readonly applicant: string | null;
  readonly payments: readonly Payment[];
  /** Null while open. */
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

/** Finds a payment by its reference: an exact match first, else one that looks alike. */
export function paymentOf({ payments }: Facility, bankReference: string): Payment | undefined {
  const exact = payments.find((payment) => payment.bankReference === bankReference);
  if (exact !== undefined || payments.length === 0) return exact;
  const key = identityKey(bankReference);
  return payments.find((payment) => identityKey(payment.bankReference) === key);
}

export function paidOf(facility: Facility): Rial {
  return sumRial(
    facility.payments.filter(({ reversal }) => reversal === null).map(({ amountRial }) => rial(amountRial)),
  );
}

/** Payments that stood paid at the end of a day and came back later. */
export function returnedAfter(facility: Facility, day: PlainDate): ReturnedLater[] {
  return facility.payments.flatMap(({ paidOn, amountRial, reversal }) =>
    reversal?.kind === 'returned' && paidOn <= day && reversal.on > day
      ? [{ on: reversal.on, amountRial }]
      : [],
  );
}

/** What the facility still waits for while it is open. */
export function remainingOf(facility: Facility): Rial {
  return rial(facility.amountRial) - paidOf(facility);
}

/**
 * The most that a payment dated on a day may be: the amount less the highest sum paid on that day or any later one.
 * Money that came back can be paid again, but not on a day on which the applicant still had it. It would count twice at
 * a deadline in between.
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

/**
 * The facilities of a pool. Each is kept as one flat string, because only commands that name it read it. The pools of
 * ten years must fit into memory together. With open facilities as objects, and names and dates in full, half a million
 * took half as much memory again (measured).
 */
export class FacilityBook {
  readonly #facilities: Map<string, string>;
  readonly #names: Names;
  readonly #spellings: Spellings;
  #bytes: number;
  /** The facility that was read last. Deciding and applying a command reads it twice. */
  #last: { readonly facilityId: string; readonly facility: Facility } | undefined;

  constructor(
    facilities: ReadonlyMap<string, string> = new Map(),
    names = new Names(),
    bytes = 0,
    spellings = new Spellings(),
  ) {
    this.#facilities = new Map(facilities);
    this.#names = names;
    this.#spellings = spellings;
    this.#bytes = bytes;
  }

  /** Approximate size of the book in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#facilities.size;
  }

  /** Returns the recorded spelling of an id, or the given id when no facility has it. */
  recordedId(given: string): string {
    return this.#spellings.recordedFor(given, (id) => this.#facilities.has(id));
  }

  /** @param given the id in any spelling; among ids that look alike, the exact one is preferred */
  get(given: string): Facility | undefined {
    if (this.#last?.facilityId === given) return this.#last.facility;
    const facilityId = this.recordedId(given);
    if (this.#last?.facilityId === facilityId) return this.#last.facility;
    const found = this.#facilities.get(facilityId);
    if (found === undefined) return undefined;
    const facility = unpack(found, this.#names);
    this.#last = { facilityId, facility };
    return facility;
  }

  set(facilityId: string, facility: Facility): void {
    const kept = pack(facility, this.#names);
    const before = this.#facilities.get(facilityId);
    if (before === undefined) this.#spellings.add(facilityId);
    this.#bytes += bytesOf(kept) - (before === undefined ? -KEY_BYTES - facilityId.length : bytesOf(before));
    this.#facilities.set(facilityId, kept);
    this.#last = { facilityId, facility };
  }

  copy(): FacilityBook {
    return new FacilityBook(this.#facilities, this.#names, this.#bytes, this.#spellings.copy());
  }
}

/**
 * Numbers for names that many facilities share. The table only grows, at most to the size of the register. Copies of a
 * book share it.
 */
class Names {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }

  name(number: number): string {
    const name = this.#names[number];
    if (name === undefined) throw new RangeError(`no name has the number ${String(number)}`);
    return name;
  }
}

/** Measured on Node 20: a map entry with its key, and the header of a string. */
const KEY_BYTES = 64;
const STRING_BYTES = 24;

/** A text with a character beyond Latin-1 (a reason in Persian) takes two bytes a character. */
const WIDE = /[\u0100-\uffff]/;

/**
 * Searching a concatenated string also flattens it. Until then V8 keeps it in parts, which take half as much memory
 * again (measured).
 */
function bytesOf(kept: string): number {
  return STRING_BYTES + kept.length * (WIDE.test(kept) ? 2 : 1);
}

/** Stands for an amount that equals its usual counterpart. */
type Same = 0;

/** Fields that most facilities lack stand at the end and are left out. */
type Packed = readonly [
  amountRial: string,
  introducedRial: string | Same,
  introducedOn: number | readonly [introducedOn: number, reportedOn: number],
  agency: number,
  bank: number,
  county: number,
  sector: number,
  plannedJobs: number,
  payments?: readonly PackedPayment[],
  ended?: readonly [Ending['status'], on: number, reason: string, by: Ending['by']] | null,
  applicant?: string,
];

type PackedPayment = readonly [
  bankReference: string,
  /** `Same` when it equals the amount of the facility. */
  amountRial: string | Same,
  paidOn: number,
  /** 0 when it equals `paidOn`. */
  reportedOn: number,
  reversedAs?: ReversalKind,
  reversedOn?: number,
  reason?: string,
];

function pack(facility: Facility, names: Names): string {
  const { amountRial, introducedRial, payments, ended, applicant } = facility;
  const common = [
    amountRial,
    introducedRial === amountRial ? 0 : introducedRial,
    facility.reportedOn === undefined
      ? packDay(facility.introducedOn)
      : ([packDay(facility.introducedOn), packDay(facility.reportedOn)] as const),
    names.number(facility.agency),
    names.number(facility.bank),
    names.number(facility.county),
    names.number(facility.sector),
    facility.plannedJobs,
  ] as const;
  const end = ended && ([ended.status, packDay(ended.on), ended.reason, ended.by] as const);
  const paid = () => payments.map((payment) => packPayment(payment, amountRial));
  let packed: Packed = common;
  if (applicant !== null) packed = [...common, paid(), end, applicant];
  else if (end !== null) packed = [...common, paid(), end];
  else if (payments.length > 0) packed = [...common, paid()];
  return JSON.stringify(packed);
}

function packPayment(payment: Payment, facilityRial: RialText): PackedPayment {
  const { bankReference, amountRial, paidOn, reportedOn, reversal } = payment;
  const packed = [
    bankReference,
    amountRial === facilityRial ? 0 : amountRial,
    packDay(paidOn),
    reportedOn === paidOn ? 0 : packDay(reportedOn),
  ] as const;
  return reversal === null ? packed : [...packed, reversal.kind, packDay(reversal.on), reversal.reason];
}

function unpack(text: string, names: Names): Facility {
  const [amountRial, introducedRial, introducedOn, agency, bank, county, sector, plannedJobs, ...more] =
    JSON.parse(text) as Packed;
  const [payments = [], ended = null, applicant = null] = more;
  return {
    agency: names.name(agency),
    bank: names.name(bank),
    amountRial,
    introducedRial: introducedRial === 0 ? amountRial : introducedRial,
    ...(typeof introducedOn === 'number'
      ? { introducedOn: unpackDay(introducedOn) }
      : { introducedOn: unpackDay(introducedOn[0]), reportedOn: unpackDay(introducedOn[1]) }),
    county: names.name(county),
    sector: names.name(sector),
    plannedJobs,
    applicant,
    payments: payments.map((payment) => unpackPayment(payment, amountRial)),
    ended: ended && { status: ended[0], on: unpackDay(ended[1]), reason: ended[2], by: ended[3] },
  };
}

function unpackPayment(packed: PackedPayment, facilityRial: RialText): Payment {
  const [bankReference, amountRial, paidOn, reportedOn, kind, on = 0, reason = ''] = packed;
  return {
    bankReference,
    amountRial: amountRial === 0 ? facilityRial : amountRial,
    paidOn: unpackDay(paidOn),
    reportedOn: unpackDay(reportedOn === 0 ? paidOn : reportedOn),
    reversal: kind === undefined ? null : { kind, on: unpackDay(on), reason },
  };
}

/** Packs `2024-05-20` as 20240520. */
function packDay(day: PlainDate): number {
  return Number(day.slice(0, 4) + day.slice(5, 7) + day.slice(8));
}

function unpackDay(packed: number): PlainDate {
  const digits = String(packed).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` as PlainDate;
}
