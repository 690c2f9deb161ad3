import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import type { AgencyFigures } from '../../domain/figures.js';
import { PROVINCE_DEFAULTS, type Policy } from '../../domain/policy.js';
import { review } from '../../domain/review.js';
import { withSettledInOneLine } from '../../domain/trace.js';
import { traceInPersian } from './trace-in-persian.js';
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

  it('explains how days were counted and which holiday was skipped', () => {
    const text = words('2023-01-22', ...note16);
    expect(text).toContain('505.0 bn toman from 1401-09-27 (behzisti-1): its 20 working days');
    expect(text).toContain('ended with 1401-10-26; skipped as a holiday: 1401-10-06');
  });

  it('names who fell short, with figures, and what moves to whom', () => {
    const text = words('2023-01-22', ...note16);
    expect(text).toContain(
      '505.0 bn toman was due and 272.0 bn toman of it was paid: 53.86 %, under 65 %: fell short',
    );
    expect(text).toContain('86.50 %, not under 65 %: passed');
    expect(text).toContain('Proposed: 233.0 bn toman from behzisti to relief-committee (out of behzisti-1).');
  });

  it('gives the remaining working days before the deadline', () => {
    expect(words('2023-01-16', ...note16)).toContain('1 working day is left, up to 1401-10-26');
  });

  it('names the credit without a recipient', () => {
    const text = words(
      '2023-01-22',
      agency('behzisti', 505n, 272n, 0n),
      agency('relief-committee', 1000n, 865n, 175n),
    );
    expect(text).toContain('Proposed: 40.0 bn toman from behzisti to relief-committee');
    expect(text).toContain('193.0 bn toman could move and finds no applicants');
  });

  it('names late reports, money returned soon after, and waiting applicants by bank', () => {
    const behzisti = agency('behzisti', 505n, 272n, 100n);
    const deadline = plainDate('2023-01-16');
    const late = {
      ...behzisti,
      days: behzisti.days.map((day) => ({ ...day, reportedOn: plainDate('2023-01-20') })),
      waiting: [{ bank: 'bank-melli', introducedOn: deadline, pendingRial: 100n * BILLION_TOMAN }],
      returns: [{ paidOn: deadline, returnedOn: plainDate('2023-01-17'), amountRial: 2n * BILLION_TOMAN }],
    };
    const text = words('2023-01-22', late);
    expect(text).toContain(
      'Introductions of 372.0 bn toman, dated in time, were recorded here only after the deadline.',
    );
    expect(text).toContain(
      '2.0 bn toman of what counts as paid in time went back within 10 working days after the deadline.',
    );
    expect(text).toContain(
      'Introduced in time and still waiting: 100.0 bn toman at bank-melli, which has recorded nothing in the pool.',
    );
  });

  it('gives the last reporting day of banks, and the overdraft that a transfer settles', () => {
    const policy: Policy = { ...POLICY, reportingWorkingDays: 3, lateReportsOfIntroductions: 'ignore' };
    const overdrawn = agency('jihad-agriculture', 10n, 15n, 0n);
    const found = review(
      { policies: [policy], agencies: [...note16, overdrawn] },
      plainDate('2023-01-22'),
      shippedCalendar(),
    );
    const text = traceInWords(found, () => undefined);
    expect(text).toContain('banks have 3 working days after a deadline to report before credit moves');
    expect(text).toContain('introductions recorded only after a deadline do not count');
    expect(text).toContain('Banks have until 1401-11-01 to report');
    expect(text).toContain('Contested: 5.0 bn toman was paid on credit that had been moved away.');
    expect(text).toContain(
      'Proposed: 5.0 bn toman from behzisti to jihad-agriculture, of which 5.0 bn toman settles its overdraft (out of behzisti-1).',
    );
  });

  it('gives one line for settled lots, and the deciding clock of an extended lot', () => {
    const settled = agency('relief-committee', 1000n, 1000n, 0n);
    const { agencies, ...rest } = review(
      { policies: [POLICY], agencies: [settled] },
      plainDate('2023-01-22'),
      shippedCalendar(),
    );
    const recorded = traceInWords({ ...rest, agencies: agencies.map(withSettledInOneLine) }, () => undefined);
    expect(recorded).toContain('1,000.0 bn toman in 1 lot: their time is up and nothing of them is unpaid.');
    const extension = { clock: { kind: 'working-days', days: 15 } as const, policy: 2 };
    const lots = settled.lots.map((lot) => ({ ...lot, extensions: [extension] }));
    expect(words('2023-01-22', { ...settled, lots })).toContain(
      'its 20 working days, counted from the day after, ended with 1401-10-26 (the latest of its clocks; the others: 15 working days from the day after the notification)',
    );
  });

  it('states when nothing moves', () => {
    expect(words('2023-01-22', agency('relief-committee', 1000n, 865n, 0n))).toContain('Nothing moves.');
  });
});

/** Removes the Unicode isolates around ids and names, which are invisible. */
function inPersian(found: Parameters<typeof traceInPersian>[0], names: Parameters<typeof traceInPersian>[1]) {
  return traceInPersian(found, names).replaceAll(/[\u2066-\u2069]/g, '');
}

describe('the same review in Persian', () => {
  const names = (id: string) => (id === 'behzisti' ? 'بهزیستی' : undefined);
  const note16 = [agency('behzisti', 505n, 272n, 100n), agency('relief-committee', 1000n, 865n, 400n)];
  const reviewed = (policy: Policy, asOf: string, ...agencies: AgencyFigures[]) =>
    review({ policies: [policy], agencies }, plainDate(asOf), shippedCalendar());

  it('names who fell short, with figures, explains how days were counted, and what moves to whom', () => {
    const text = inPersian(reviewed(POLICY, '2023-01-22', ...note16), names);
    expect(text).toContain('بهزیستی (behzisti):');
    expect(text).toContain('۵۰۵٫۰ میلیارد تومان از ۱۴۰۱/۰۹/۲۷ (behzisti-1): ۲۰ روز کاری آن، از روز بعد');
    expect(text).toContain('پایان یافت: ۱۴۰۱/۱۰/۲۶؛ تعطیل‌های شمرده‌نشده: ۱۴۰۱/۱۰/۰۶');
    expect(text).toContain('۵۳٫۸۶٪، کمتر از ۶۵٪: به حد نصاب نرسید');
    expect(text).toContain('۸۶٫۵۰٪، نه کمتر از ۶۵٪: به حد نصاب رسید');
    expect(text).toContain(
      'پیشنهاد: جابه‌جایی ۲۳۳٫۰ میلیارد تومان از بهزیستی به relief-committee (از behzisti-1).',
    );
  });

  it('gives the remaining working days', () => {
    expect(inPersian(reviewed(POLICY, '2023-01-16', ...note16), names)).toContain(
      '۱ روز کاری مانده، تا ۱۴۰۱/۱۰/۲۶',
    );
  });

  it('has every number of the English words', () => {
    const deadline = plainDate('2023-01-16');
    const [behzisti, relief] = note16 as [AgencyFigures, AgencyFigures];
    const late = {
      ...behzisti,
      days: behzisti.days.map((day) => ({ ...day, reportedOn: plainDate('2023-01-20') })),
      waiting: [{ bank: 'bank-melli', introducedOn: deadline, pendingRial: 100n * BILLION_TOMAN }],
      returns: [{ paidOn: deadline, returnedOn: plainDate('2023-01-17'), amountRial: 2n * BILLION_TOMAN }],
    };
    const policy: Policy = { ...POLICY, reportingWorkingDays: 3, lateReportsOfIntroductions: 'ignore' };
    const pools: readonly (readonly AgencyFigures[])[] = [
      [late, relief],
      [late, relief, agency('jihad-agriculture', 10n, 15n, 0n)],
      [agency('behzisti', 505n, 272n, 0n), agency('relief-committee', 1000n, 865n, 175n)],
      [agency('relief-committee', 1000n, 1000n, 0n)],
    ];
    for (const agencies of pools) {
      for (const asOf of ['2023-01-16', '2023-01-22']) {
        const found = reviewed(policy, asOf, ...agencies);
        const english = traceInWords(found, names);
        const persian = inPersian(found, names);
        expect(persian.split('\n')).toHaveLength(english.split('\n').length);
        expect(figuresOf(persian)).toEqual(figuresOf(english));
      }
    }
  });
});

/** The numbers of a text, sorted, in any digits: both languages must have the same ones. */
function figuresOf(text: string): readonly string[] {
  const ascii = text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('٬', ',')
    .replaceAll('٫', '.')
    .replaceAll('/', '-');
  return (ascii.match(/\d[\d,.-]*\d|\d/g) ?? []).toSorted();
}
