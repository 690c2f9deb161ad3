import { parse } from 'csv-parse/sync';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { BankOnBoard } from '@misaq/credit/boards/banks/queries.js';
import { type AgencyOnBoard, NO_FACILITIES, type PoolBoard } from '@misaq/credit/boards/pools/pool-board.js';
import type { HistoryEvent } from '@misaq/platform/history/shown-event.js';
import { csvOf } from '@misaq/platform/spreadsheets/csv.js';
import { bankBoardItem } from '@misaq/credit/boards/banks/wire.js';
import { commitmentBoardItem } from '@misaq/commitments/boards/commitments/wire.js';
import { poolBoardItem } from '@misaq/credit/boards/pools/wire.js';
import { type HistoryItem, historyItem } from '@misaq/platform/history/wire.js';
import { BANK_BOARD_COLUMNS, bankBoardTable } from '@misaq/credit/boards/banks/table.js';
import { commitmentColumns, commitmentTable } from '@misaq/commitments/boards/commitments/table.js';
import { CREDIT_BOARD_COLUMNS, creditBoardTable } from '@misaq/credit/boards/pools/table.js';
import { type ExportLanguage, exportSheet, type ExportTable } from './export-table.js';
import { HISTORY_COLUMNS, historyTable } from '@misaq/platform/history/table.js';

const behzisti: AgencyOnBoard = {
  agency: 'behzisti',
  verdict: 'fell-short',
  deadline: plainDate('2023-01-16'),
  thresholdPercent: 65,
  creditRial: '5050000000000',
  paidRial: '2720000000000',
  dueRial: '5050000000000',
  absorptionBasisPoints: 5386,
  pendingRial: '0',
  unmetDemandRial: '0',
  unpaidExpiredRial: '2330000000000',
  protectedRial: '0',
  ringFencedRial: '0',
  movableRial: '2330000000000',
  overdrawnRial: '0',
  cannotReceive: 'fell_short',
  lots: [],
  introducedRial: '12345678901234567890',
  provisional: false,
  facilities: { ...NO_FACILITIES, introduced: 3 },
};

/** The first row under the names of its columns. */
async function firstRow<Row>(
  table: ExportTable<Row>,
  language: ExportLanguage,
): Promise<Readonly<Record<string, string>>> {
  let text = '';
  for await (const piece of csvOf(exportSheet(table, language), { byteOrderMark: false })) text += piece;
  const [header = [], row = []]: string[][] = parse(text, { record_delimiter: '\r\n' });
  return Object.fromEntries(header.map((name, place) => [name, row[place] ?? '']));
}

describe('an export', () => {
  const names = (id: string): string => `نام ${id}`;
  const board = (agencies: readonly AgencyOnBoard[]) =>
    poolBoardItem({ agencies, holidays: [] } as unknown as PoolBoard, names, false);

  it.each([
    ['credit', CREDIT_BOARD_COLUMNS],
    ['banks', BANK_BOARD_COLUMNS],
    ['commitments', commitmentColumns('raised', ['baseline', 'raised'])],
    ['history', HISTORY_COLUMNS],
  ])('of %s has columns that cannot be taken for one another, in both languages', (_what, columns) => {
    for (const name of ['key', 'headerEn', 'headerFa'] as const)
      expect(new Set(columns.map((column) => column[name])).size).toBe(columns.length);
  });

  it('of the credit board has rials in full, truncated shares and days in both calendars', async () => {
    expect(await firstRow(creditBoardTable(board([behzisti])), 'en')).toMatchObject({
      agency: 'behzisti',
      name: 'نام behzisti',
      'credit (rial)': '5050000000000',
      'introduced (rial)': '12345678901234567890',
      'absorption (%)': '53.86',
      'time up': '1401-10-26',
      'time up (ISO)': '2023-01-16',
      'next deadline': '',
      verdict: 'fell-short',
      'cannot receive': 'fell_short',
      'facilities introduced': '3',
    });
  });

  it('says the same in Persian for people', async () => {
    expect(await firstRow(creditBoardTable(board([behzisti])), 'fa')).toMatchObject({
      'شناسه دستگاه': 'behzisti',
      'اعتبار (ریال)': '5050000000000',
      'پایان مهلت': '1401-10-26',
      'پایان مهلت (میلادی)': '2023-01-16',
      وضعیت: 'کمتر از حد نصاب',
      'مانع دریافت': 'به حد نصاب نرسیده است',
    });
    expect(exportSheet(creditBoardTable(board([])), 'fa')).toMatchObject({ rightToLeft: true });
  });

  it('of the bank board leaves empty what does not exist yet', async () => {
    const none = { facilities: 0, rial: '0' };
    const bank: BankOnBoard = {
      bank: 'bank-melli',
      introduced: { facilities: 2, rial: '900' },
      paid: { payments: 0, facilitiesInFull: 0, rial: '0' },
      declined: none,
      withdrawn: none,
      closed: none,
      waiting: { facilities: 2, rial: '900', medianDays: 4, oldestDays: 9 },
    };
    expect(
      await firstRow(
        bankBoardTable(bankBoardItem({ position: 0n, asOf: plainDate('2023-01-22'), banks: [bank] }, names)),
        'en',
      ),
    ).toMatchObject({
      bank: 'bank-melli',
      'introduced (rial)': '900',
      'paid of introduced (%)': '0',
      'days to payment, half': '',
      'days waiting, longest': '9',
    });
  });

  it('of commitments begins with the sum and names what each line is by', async () => {
    const verified = { round1: 4, round2: 2, round3: 1 };
    const counts = {
      registered: 6,
      registeredWomen: 2,
      rejected: 1,
      voided: 0,
      net: 5,
      netWomen: 2,
      verified,
      ended: 1,
    };
    const part = { id: 'behzisti', assigned: { baseline: 10 }, ...counts, fulfilmentBasisPoints: 5000 };
    const found = {
      position: 0n,
      province: 'east-azerbaijan',
      year: 1401,
      months: [],
      version: 'baseline',
      versions: ['baseline'],
      totals: part,
      agencies: [part],
      sectors: [],
      counties: [],
    };
    const nameOf = { agency: names, sector: names, county: names };
    const table = commitmentTable(commitmentBoardItem(found, nameOf));
    expect(await firstRow(table, 'en')).toMatchObject({
      by: 'total',
      id: '',
      name: '',
      'promised, baseline': '10',
    });
    expect(
      await firstRow({ ...table, rows: Array.from(table.rows as never[]).slice(1) }, 'fa'),
    ).toMatchObject({
      'به تفکیک': 'دستگاه',
      نام: 'نام behzisti',
      'تحقق تعهد اولیه (٪)': '50',
    });
  });

  it('of a history neutralises what somebody wrote as a reason', async () => {
    async function* events(): AsyncGenerator<HistoryItem> {
      const event: HistoryEvent = await Promise.resolve({
        position: 12n,
        stream: 'creditPool-p-1401-x',
        revision: 3,
        type: 'FacilityDeclined',
        recordedAt: '2023-01-22T04:30:00.000Z',
        effectiveOn: plainDate('2023-01-21'),
        actor: { id: 'refah-1', name: '@refah', role: 'bank', organisation: 'bank-refah' },
        reason: '=HYPERLINK("http://evil")',
        sentence: () => 'declined',
        data: {},
      });
      yield historyItem(event, 'en');
    }
    expect(await firstRow(historyTable(events()), 'en')).toMatchObject({
      position: '12',
      'recorded (Tehran)': '1401-11-02 08:00',
      effective: '1401-11-01',
      'effective (ISO)': '2023-01-21',
      'actor name': "'@refah",
      organisation: 'bank-refah',
      why: '\'=HYPERLINK("http://evil")',
    });
  });
});
