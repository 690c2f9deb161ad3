import fc from 'fast-check';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { type Facility, FacilityBook } from './facility.js';

/* A book packs facilities into strings. Packing must not change anything in them. */

const days = fc.nat(4_000).map((after) => addDays(day('1398-01-01'), after));
const rials = fc.bigInt(1n, 10n ** 18n).map(String);
const text = fc.string({ unit: 'binary', maxLength: 12 });
const names = fc.constantFrom('melli', 'behzisti', 'تبریز', 'agriculture', '0', '');

const facilities: fc.Arbitrary<Facility> = fc
  .record({
    agency: names,
    bank: names,
    amountRial: rials,
    introducedRial: fc.option(rials),
    introducedOn: days,
    county: names,
    sector: names,
    plannedJobs: fc.nat(1_000),
    applicant: fc.option(text),
    payments: fc.array(
      fc.record({
        bankReference: text,
        amountRial: fc.option(rials),
        paidOn: days,
        reportedOn: fc.option(days),
        reversal: fc.option(
          fc.record({
            kind: fc.constantFrom('returned' as const, 'recorded-in-error' as const),
            on: days,
            reason: text,
          }),
        ),
      }),
      { maxLength: 4 },
    ),
    ended: fc.option(
      fc.record({
        status: fc.constantFrom('declined' as const, 'withdrawn' as const, 'closed' as const),
        on: days,
        reason: text,
        by: fc.constantFrom('applicant' as const, 'agency' as const, 'bank' as const),
      }),
    ),
  })
  .map(({ introducedRial, payments, ...facility }) => ({
    ...facility,
    introducedRial: introducedRial ?? facility.amountRial,
    payments: payments.map(({ amountRial, reportedOn, ...payment }) => ({
      ...payment,
      amountRial: amountRial ?? facility.amountRial,
      reportedOn: reportedOn ?? payment.paidOn,
    })),
  }));

describe('A book of facilities', () => {
  it('returns what was put in, and so does a copy of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('f-1', 'f-2', 'f-3'), facilities)), (puts) => {
        const book = new FacilityBook();
        const expected = new Map<string, Facility>();
        for (const [facilityId, facility] of puts) {
          book.set(facilityId, facility);
          expected.set(facilityId, facility);
          expect(book.get(facilityId)).toEqual(facility);
        }
        const copy = book.copy();
        for (const [facilityId, facility] of expected) {
          expect(copy.get(facilityId)).toEqual(facility);
          expect(book.get(facilityId)).toEqual(facility);
        }
        expect([copy.size, copy.bytes]).toEqual([expected.size, book.bytes]);
      }),
    );
  });

  it('is not changed by what is put into a copy', () => {
    fc.assert(
      fc.property(facilities, facilities, (first, second) => {
        const book = new FacilityBook();
        book.set('f-1', first);
        const copy = book.copy();
        copy.set('f-1', second);
        copy.set('f-2', second);
        expect([book.get('f-1'), book.get('f-2'), book.size]).toEqual([first, undefined, 1]);
      }),
    );
  });

  it('does not grow when the same facility is put in again', () => {
    fc.assert(
      fc.property(facilities, (facility) => {
        const book = new FacilityBook();
        book.set('f-1', facility);
        const { bytes } = book;
        book.set('f-1', facility);
        expect(book.bytes).toBe(bytes);
        expect(bytes).toBeGreaterThan(0);
      }),
    );
  });
});
