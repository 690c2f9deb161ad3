import { formatJalali, parseDate } from '@misaq/platform/calendar/jalali.js';
import { daysBetween, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { shippedCalendar, workingDeadline } from '@misaq/platform/calendar/working-calendar.js';
import { grouped, type Row, rowsOf, rowsOfKind, total } from './sample-files.fixture.js';

const BILLION = 1_000_000_000;
const PROGRAMMES = ['note16', 'home-based', 'rural'];

const day = (text: string | undefined): PlainDate => parseDate(text ?? '')!;
const deadlineOf = (allocation: Row) =>
  formatJalali(workingDeadline(shippedCalendar(), day(allocation.notified_on), 20).deadline);

const introductions = (programme: string) => rowsOfKind('introductions', programme);
const agencyOf = new Map(
  PROGRAMMES.flatMap((programme) => introductions(programme)).map((row) => [row.facility_id!, row.agency!]),
);

/** Amount paid and not reversed, of one agency or of all, until a day. */
function paidNet(programme: string, agency?: string, until = '9999-12-29'): number {
  const counts = (row: Row) => agency === undefined || agencyOf.get(row.facility_id!) === agency;
  const payments = rowsOfKind('payments', programme).filter((row) => counts(row) && row.paid_on! <= until);
  const reversed = new Set(
    rowsOfKind('reversals', programme)
      .filter((row) => row.reversed_on! <= until)
      .map((row) => `${row.facility_id} ${row.bank_reference}`),
  );
  return total(
    payments.filter((row) => !reversed.has(`${row.facility_id} ${row.bank_reference}`)),
    'amount_toman',
  );
}

function introducedAndNotDeclined(programme: string, agency?: string): number {
  const declined = new Set(rowsOfKind('declines', programme).map((row) => row.facility_id));
  const rows = introductions(programme).filter(
    (row) => !declined.has(row.facility_id) && (agency === undefined || row.agency === agency),
  );
  return total(rows, 'amount_toman');
}

describe('the Note 16 pool of the sample province', () => {
  it.each([
    ['relief-committee', 1_000, 865],
    ['behzisti', 505, 272],
  ])('gives %s %i bn toman, of which %i are paid, all before the deadline', (agency, credit, paid) => {
    const [allocation, ...more] = rowsOfKind('allocations', 'note16').filter((row) => row.agency === agency);
    expect(more).toEqual([]);
    expect(Number(allocation!.amount_toman)).toBe(credit * BILLION);
    expect(deadlineOf(allocation!)).toBe('1401-10-26');
    expect(paidNet('note16', agency)).toBe(paid * BILLION);
    expect(paidNet('note16', agency, '1401-10-20')).toBe(paid * BILLION);
  });

  it('has waiting applicants of the Relief Committee for more than its own unpaid credit and the 233 bn that can move', () => {
    const waiting = introducedAndNotDeclined('note16', 'relief-committee') - 865 * BILLION;
    expect(waiting - 135 * BILLION).toBeGreaterThan(233 * BILLION);
  });

  it('has waiting facilities of Behzisti, for less than its unpaid credit, and some declined ones', () => {
    const pending = introducedAndNotDeclined('note16', 'behzisti') - 272 * BILLION;
    expect(pending).toBeGreaterThan(50 * BILLION);
    expect(pending).toBeLessThan(233 * BILLION);
    const declined = rowsOfKind('declines', 'note16').filter(
      (row) => agencyOf.get(row.facility_id!) === 'behzisti',
    );
    expect(declined.length).toBeGreaterThan(20);
  });

  it('has payments that came back, and some that were recorded in error and then again under another reference', () => {
    const reversals = grouped(rowsOfKind('reversals', 'note16'), 'reason');
    expect([...reversals.keys()].sort()).toEqual(['recorded-in-error', 'returned']);
    const again = rowsOf('09-payments-note16-again.csv').map((row) => row.facility_id);
    expect(again.sort()).toEqual(
      reversals
        .get('recorded-in-error')!
        .map((row) => row.facility_id)
        .sort(),
    );
  });

  it('has fast and slow banks, one that declines a quarter of its facilities and one that hardly pays', () => {
    const files = grouped(introductions('note16'), 'bank');
    const firstPaidOn = new Map(
      [...rowsOfKind('payments', 'note16')].reverse().map((row) => [row.facility_id!, row.paid_on!]),
    );
    const declined = new Set(rowsOfKind('declines', 'note16').map((row) => row.facility_id));
    const medianDays = (bank: string) => {
      const waits = files
        .get(bank)!
        .filter((row) => firstPaidOn.has(row.facility_id!))
        .map((row) => daysBetween(day(row.introduced_on), day(firstPaidOn.get(row.facility_id!))))
        .sort((a, b) => a - b);
      return waits[Math.floor(waits.length / 2)];
    };
    const share = (bank: string, which: { has(facility: string): boolean }) =>
      files.get(bank)!.filter((row) => which.has(row.facility_id!)).length / files.get(bank)!.length;
    expect(medianDays('bank-resalat')).toBe(5);
    expect(medianDays('bank-saderat')).toBe(45);
    expect(share('bank-mellat', declined as Set<string>)).toBeCloseTo(0.25, 2);
    expect(share('bank-melli', declined as Set<string>)).toBeLessThan(0.03);
    expect(share('bank-refah', firstPaidOn)).toBeLessThan(0.03);
  });
});

describe('the home-based pool of the sample province', () => {
  it('has 2,089 plans for 121 bn toman, all paid by the end of Dey', () => {
    expect(introductions('home-based')).toHaveLength(2_089);
    expect(total(introductions('home-based'), 'amount_toman')).toBe(121 * BILLION);
    expect(paidNet('home-based', undefined, '1401-10-30')).toBe(121 * BILLION);
  });

  it('has every agency above 65 % at the deadline of each lot', () => {
    const allocations = rowsOfKind('allocations', 'home-based');
    const absorbed = allocations.map((allocation) => {
      const deadline = deadlineOf(allocation);
      const due = allocations.filter(
        (row) => row.agency === allocation.agency && deadlineOf(row) <= deadline,
      );
      return paidNet('home-based', allocation.agency, deadline) / total(due, 'amount_toman');
    });
    expect(absorbed).toHaveLength(15);
    expect(Math.min(...absorbed)).toBeGreaterThan(0.65);
  });
});

describe('the rural pool of the sample province', () => {
  it('has 173 plans for 280 bn toman, introduced in Bahman and two fifths paid', () => {
    const rows = introductions('rural');
    expect(rows).toHaveLength(173);
    expect(total(rows, 'amount_toman')).toBe(280 * BILLION);
    expect(rows.every((row) => row.introduced_on!.startsWith('1401-11-'))).toBe(true);
    expect(paidNet('rural')).toBe(112 * BILLION);
    expect(total(rowsOfKind('allocations', 'rural'), 'amount_toman')).toBeGreaterThanOrEqual(280 * BILLION);
  });

  it('has one agency that passed and others whose deadline is later than 1402-01-20', () => {
    const running = rowsOfKind('allocations', 'rural').filter((row) => deadlineOf(row) > '1402-01-20');
    expect(running).toHaveLength(4);
    expect(paidNet('rural', 'jahad-agriculture', '1401-12-09') / (90 * BILLION)).toBeGreaterThan(0.65);
  });
});

describe.each(PROGRAMMES)('every facility of the %s pool', (programme) => {
  const files = new Map(introductions(programme).map((row) => [row.facility_id!, row]));
  const payments = rowsOfKind('payments', programme);
  const reversedOn = new Map(
    rowsOfKind('reversals', programme).map((row) => [`${row.facility_id} ${row.bank_reference}`, row]),
  );

  it('has its own identifier and applicant', () => {
    expect(files.size).toBe(introductions(programme).length);
    expect(new Set(introductions(programme).map((row) => row.applicant_id)).size).toBe(files.size);
  });

  it('is paid by its own bank, after its introduction, never declined, each payment under one reference', () => {
    const declined = new Set(rowsOfKind('declines', programme).map((row) => row.facility_id));
    const wrong = payments.filter((row) => {
      const file = files.get(row.facility_id!);
      return (
        file?.bank !== row.bank ||
        file?.introduced_on === undefined ||
        file.introduced_on > row.paid_on! ||
        declined.has(row.facility_id)
      );
    });
    expect(wrong).toEqual([]);
    expect(new Set(payments.map((row) => `${row.bank} ${row.bank_reference}`)).size).toBe(payments.length);
  });

  it('is declined by its own bank after its introduction', () => {
    const names = new Map(rowsOfKind('organisations').map((row) => [row.name!, row.id!]));
    const wrong = rowsOfKind('declines', programme).filter((row) => {
      const file = files.get(row.facility_id!);
      return file?.bank !== names.get(row.bank!) || file!.introduced_on! > row.declined_on!;
    });
    expect(wrong).toEqual([]);
  });

  it('is reversed only after it was paid', () => {
    const paidOn = new Map(payments.map((row) => [`${row.facility_id} ${row.bank_reference}`, row.paid_on!]));
    const wrong = [...reversedOn].filter(([key, row]) => (paidOn.get(key) ?? '9') > row.reversed_on!);
    expect(wrong).toEqual([]);
  });

  it('is never paid beyond its amount, nor its agency beyond its credit, in the order of import', () => {
    const allocations = rowsOfKind('allocations', programme);
    const paidOfFile = new Map<string, number>();
    const paidOfAgency = new Map<string, number>();
    const add = (sums: Map<string, number>, key: string, amount: number) => {
      const sum = (sums.get(key) ?? 0) + amount;
      sums.set(key, sum);
      return sum;
    };
    const isAgain = new Set(rowsOfKind('payments', `${programme}-again`).map((row) => row.bank_reference));
    const beyond: Row[] = [];
    const pay = (row: Row) => {
      const file = files.get(row.facility_id!)!;
      const amount = Number(row.amount_toman);
      const credit = total(
        allocations.filter(
          ({ agency, notified_on }) => agency === file.agency && notified_on! <= row.paid_on!,
        ),
        'amount_toman',
      );
      if (add(paidOfFile, file.facility_id!, amount) > Number(file.amount_toman)) beyond.push(row);
      if (add(paidOfAgency, file.agency!, amount) > credit) beyond.push(row);
    };
    for (const row of payments) {
      // Reversals are imported between the two files of payments.
      if (!isAgain.has(row.bank_reference)) pay(row);
    }
    for (const reversal of reversedOn.values()) {
      const row = payments.find((payment) => payment.bank_reference === reversal.bank_reference)!;
      add(paidOfFile, row.facility_id!, -Number(row.amount_toman));
      add(paidOfAgency, agencyOf.get(row.facility_id!)!, -Number(row.amount_toman));
    }
    for (const row of payments) if (isAgain.has(row.bank_reference)) pay(row);
    expect(beyond).toEqual([]);
  });
});
