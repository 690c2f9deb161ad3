import { plainDate } from '@misaq/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/calendar/working-calendar.js';
import type { AgencyFigures } from '@misaq/domain/credit/figures.js';
import { PROVINCE_DEFAULTS, type Policy } from '@misaq/domain/credit/policy.js';
import { review } from '@misaq/domain/credit/review.js';
import { traceInWords } from './trace-in-words.js';

const BILLION_TOMAN = 10_000_000_000n;
const POLICY: Policy = { ...PROVINCE_DEFAULTS, version: 1, effectiveOn: plainDate('2022-12-18') };

function agency(id: string, credit: bigint, paid: bigint, waiting: bigint): AgencyFigures {
  const notified = plainDate('2022-12-18');
  const paidOn = plainDate('2023-01-01');
  return {
    agency: id,
    lots: [
      {
        id: `${id}-1`,
        agency: id,
        startsOn: notified,
        clock: POLICY.clock,
        origin: { kind: 'allocation' },
        amountRial: credit * BILLION_TOMAN,
        recorded: 0,
        moves: [],
      },
    ],
    days: [
      {
        on: paidOn,
        reportedOn: paidOn,
        introducedRial: (paid + waiting) * BILLION_TOMAN,
        paidRial: paid * BILLION_TOMAN,
        pendingRial: waiting * BILLION_TOMAN,
      },
    ],
  };
}

function words(asOf: string, ...agencies: AgencyFigures[]): string {
  return traceInWords(
    review({ policies: [POLICY], agencies }, plainDate(asOf), shippedCalendar()),
    () => undefined,
  );
}

describe('a review in words that a deputy can read', () => {
  const note16 = [agency('behzisti', 505n, 272n, 0n), agency('relief-committee', 1000n, 865n, 400n)];

  it('says how the days were counted and which holiday was skipped', () => {
    const text = words('2023-01-22', ...note16);
    expect(text).toContain('505.0 bn toman from 1401-09-27 (behzisti-1): its 20 working days');
    expect(text).toContain('ended with 1401-10-26; skipped as a holiday: 1401-10-06');
  });

  it('says who fell short, by which figures, and what moves to whom', () => {
    const text = words('2023-01-22', ...note16);
    expect(text).toContain(
      '505.0 bn toman was due and 272.0 bn toman of it was paid: 53.86 %, under 65 %: fell short',
    );
    expect(text).toContain('86.50 %, not under 65 %: passed');
    expect(text).toContain('Proposed: 233.0 bn toman from behzisti to relief-committee (out of behzisti-1).');
  });

  it('says while the time runs how many working days are left', () => {
    expect(words('2023-01-16', ...note16)).toContain('1 working day is left, up to 1401-10-26');
  });

  it('says what finds no applicants', () => {
    const text = words(
      '2023-01-22',
      agency('behzisti', 505n, 272n, 0n),
      agency('relief-committee', 1000n, 865n, 175n),
    );
    expect(text).toContain('Proposed: 40.0 bn toman from behzisti to relief-committee');
    expect(text).toContain('193.0 bn toman could move and finds no applicants');
  });

  it('says when nothing moves', () => {
    expect(words('2023-01-22', agency('relief-committee', 1000n, 865n, 0n))).toContain('Nothing moves.');
  });
});
