import { holdsAnyNationalId } from '@misaq/platform/kernel/national-id-in-text.js';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import fc from 'fast-check';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { importKind, importKinds } from './import-kinds.js';
import { sheetOf, workbookOf } from '@misaq/platform/spreadsheets/hostile-workbook.js';
import type { ColumnName } from './columns.js';
import { persianHeader } from './headers.js';
import {
  ALLOCATIONS,
  INTRODUCTIONS,
  JOBS,
  JOBS_HEADER,
  LABOUR,
  nationalId,
  newProvince,
  POOL,
  REGISTER,
  type TestProvince,
} from './imports.fixture.js';
import type { ImportReport } from './report.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { encodeEvents } from '@misaq/platform/commands/event-format.js';

const PAYMENTS_HEADER = 'pool,facility_id,bank,amount_rial,paid_on,bank_reference';
const payment = (reference: string, paidOn = '1401-10-03'): string =>
  `${POOL},F1,bank-melli,10,${paidOn},${reference}`;
const payments = (...references: readonly string[]): string =>
  [PAYMENTS_HEADER, ...references.map((reference) => payment(reference))].join('\n');

const errorsOf = ({ errors }: ImportReport): readonly (readonly unknown[])[] =>
  errors.map(({ row, column, code }) => [row, column, code]);
const remarksOf = ({ remarks = [] }: ImportReport): readonly (readonly unknown[])[] =>
  remarks.map(({ row, column, code }) => [row, column, code]);

/** A workbook as a spreadsheet program writes it. */
async function workbookWith(
  header: readonly string[],
  rows: readonly (readonly exceljs.CellValue[])[],
  more: (sheet: exceljs.Worksheet) => void = () => undefined,
): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('داده');
  sheet.addRow([...header]);
  for (const row of rows) sheet.addRow([...row]);
  more(sheet);
  return Buffer.from(await book.xlsx.writeBuffer());
}

let province: TestProvince;
beforeEach(async () => {
  province = newProvince();
  await province.given('organisations', REGISTER);
  await province.given('allocations', ALLOCATIONS);
  await province.given('introductions', INTRODUCTIONS);
});
afterEach(() => province.close());

describe('A reference in two spellings', () => {
  it('is one payment: five of ten rows are on record already, and each pair is named', async () => {
    const file = payments(
      'ملی/123',
      'ملي/123',
      'ک-1',
      'ك-1',
      'AB123',
      'AB\u200f123',
      'CD 1',
      'CD\u00a01',
      'آ-2',
      '\u0627\u0653-2',
    );
    const report = await province.report('payments', file);
    expect(report).toMatchObject({ rows: 10, accepted: 5, duplicates: 5, applied: 5, errors: [] });
    expect(remarksOf(report)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((row) => [row, '', 'same_row']));
    const recorded = (await province.events()).filter(({ type }) => type === 'FacilityPaid');
    expect(recorded.map(({ data }) => (data as { bankReference: string }).bankReference)).toEqual([
      'ملی/123',
      'ک-1',
      'AB123',
      'CD 1',
      'آ-2',
    ]);
  });
});

describe('What a spreadsheet did to an identifier', () => {
  const TEXTS = [
    '6.03799E+15',
    '6.03799e15',
    '1٫23E+15',
    '۱٫۲۳E+۱۵',
    '1,23E+15',
    '6.E+15',
    "'6.03799E+15",
    '12345.0',
    '۱۲۳۴۵٫۰',
    '12,345.00',
    '########',
    '#N/A',
    'TRUE',
  ];

  /** A row of each kind in which everything is good, or nearly so. */
  const ROWS: Readonly<Record<ImportKind, readonly string[]>> = {
    organisations: ['east-azerbaijan', 'a1', 'agency', 'اداره', '', '1400-01-01'],
    commitments: ['east-azerbaijan', '1401', 'v1', 'behzisti', 'services', 'tabriz', '5', '1401-01-05'],
    allocations: [POOL, 'A9', 'behzisti', '100', '1401-10-05'],
    introductions: [
      POOL,
      'F9',
      'behzisti',
      'bank-melli',
      '100',
      '1401-10-05',
      'tabriz',
      'services',
      '1',
      'x',
    ],
    declines: [POOL, 'F1', 'bank-melli', '1401-10-05', 'نقص مدارک'],
    payments: [POOL, 'F1', 'bank-melli', '10', '1401-10-05', 'r'],
    reversals: [POOL, 'F1', 'bank-melli', 'r', '1401-10-05', 'بازگشت وجه'],
    jobs: parse(`${JOBS_HEADER}\n${JOBS.split('\n')[1] ?? ''}`)[1]!,
    verifications: ['J1', '1', 'verified', 'v', '1401-04-05', ''],
    'job-endings': ['J1', '1401-11-05', ''],
  };
  const IDENTIFYING: readonly ColumnName[] = [
    'id',
    'version',
    'agency',
    'sector',
    'county',
    'pool',
    'allocation_id',
    'facility_id',
    'bank',
    'applicant_id',
    'bank_reference',
    'job_id',
    'national_id',
    'programme',
    'verifier',
  ];

  it.each(importKinds())('is refused in every identifying column of %s, in CSV and XLSX', async (kind) => {
    if (kind === 'verifications') await province.given('jobs', JOBS);
    const columns: readonly ColumnName[] = importKind(kind).columns;
    for (const [at, column] of columns.entries()) {
      if (!IDENTIFYING.includes(column)) continue;
      const rows = TEXTS.map((text) => (ROWS[kind] ?? []).with(at, text));
      for (const header of [columns, columns.map((each) => persianHeader(kind, each))]) {
        const csv = [header, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
        const workbook = workbookOf({
          sheets: { a: sheetOf([[...header], ...rows.map((row) => [...row])]) },
        });
        for (const file of [csv, workbook]) {
          const report = await province.report(kind, file, { dryRun: true });
          expect([column, report.rejected]).toEqual([column, TEXTS.length]);
          expect(new Set(report.errors.map((error) => error.column))).toEqual(new Set([column]));
        }
      }
    }
  });

  it('is named: shortened, or a number with a decimal point', async () => {
    expect(
      errorsOf(await province.report('payments', payments('6.03799E+15', '6.03799E+15', '12345.0'))),
    ).toEqual([
      [2, 'bank_reference', 'shortened_number'],
      [3, 'bank_reference', 'shortened_number'],
      [4, 'bank_reference', 'decimal_number'],
    ]);
    expect((await province.report('payments', payments('6.03799E+15'))).errors[0]?.message).toContain(
      'was shortened by a spreadsheet',
    );
  });

  it('is named in words of the spreadsheet: number signs, an error, a truth value', async () => {
    const report = await province.report('payments', payments('########', '#N/A', 'Err:502', 'FALSE'));
    expect(errorsOf(report)).toEqual([
      [2, 'bank_reference', 'number_signs'],
      [3, 'bank_reference', 'error_value'],
      [4, 'bank_reference', 'error_value'],
      [5, 'bank_reference', 'truth_value'],
    ]);
  });

  it('is refused of an amount or a count whose format shows another number', async () => {
    const cells = [POOL, 'A9', 'behzisti', 12_345_000, '1401-10-05'];
    const file = await workbookWith(
      importKind('allocations').columns,
      [cells, cells, cells, cells.with(1, 'A8')],
      (sheet) => {
        for (const [row, format] of ['#,##0,', '0%', '#,##0,,"M"', '#,##0'].entries())
          sheet.getCell(row + 2, 4).numFmt = format;
      },
    );
    const report = await province.report('allocations', file, { partial: true });
    expect(errorsOf(report)).toEqual([2, 3, 4].map((row) => [row, 'amount_toman', 'not_as_shown']));
    expect(report.applied).toBe(1);
  });

  it('is refused of a number of more than 15 digits in every column', async () => {
    for (const kind of importKinds()) {
      const columns: readonly ColumnName[] = importKind(kind).columns;
      for (const [at, column] of columns.entries()) {
        const cells = (ROWS[kind] ?? []).map((cell) => `<c t="str"><v>${cell}</v></c>`);
        const row = cells.with(at, '<c><v>6.0379912345678899E+18</v></c>').join('');
        const sheet = `${sheetOf([[...columns]])}<row>${row}</row>`;
        const report = await province.report(kind, workbookOf({ sheets: { a: sheet } }), { dryRun: true });
        expect(errorsOf(report)).toEqual([[2, column, 'too_many_digits']]);
      }
    }
  });

  it('is refused of a day, a truth value and a fraction where an identifier belongs', async () => {
    const header = PAYMENTS_HEADER.split(',');
    const row = (reference: exceljs.CellValue): exceljs.CellValue[] => [
      POOL,
      'F1',
      'bank-melli',
      10,
      '1401-10-03',
      reference,
    ];
    const day = new Date(Date.UTC(2023, 4, 16));
    const file = await workbookWith(
      header,
      [
        day,
        true,
        12.5,
        { formula: 'DATE(2023,5,16)', result: day },
        { formula: 'TRUE()', result: true },
        { formula: '1/8', result: 0.125 },
        { error: '#N/A' },
        { formula: 'A1', result: { error: '#REF!' } },
      ].map((value) => row(value as exceljs.CellValue)),
    );
    expect(errorsOf(await province.report('payments', file))).toEqual([
      [2, 'bank_reference', 'day_in_cell'],
      [3, 'bank_reference', 'truth_value_in_cell'],
      [4, 'bank_reference', 'fraction_in_cell'],
      [5, 'bank_reference', 'day_in_cell'],
      [6, 'bank_reference', 'truth_value_in_cell'],
      [7, 'bank_reference', 'fraction_in_cell'],
      [8, 'bank_reference', 'error_value'],
      [9, 'bank_reference', 'error_value'],
    ]);
  });

  it('is kept as shown where a number format shows zeros, so that its own CSV is the same payment', async () => {
    const file = await workbookWith(
      PAYMENTS_HEADER.split(','),
      [12345, 12, 7, 9].map((reference) => [POOL, 'F1', 'bank-melli', 10, '1401-10-03', reference]),
      (sheet) => {
        for (const [index, format] of ['0000000000', '00000-000', '0000;-0000', '"F"0000'].entries())
          sheet.getCell(index + 2, 6).numFmt = format;
      },
    );
    expect(await province.report('payments', file)).toMatchObject({ applied: 4, errors: [] });
    const own = await province.report('payments', payments('0000012345', '00000-012', '0007', 'F0009'));
    expect(own).toMatchObject({ duplicates: 4, applied: 0 });
  });

  it('keeps texts of several styles and of links as they are written', async () => {
    const file = await workbookWith(
      PAYMENTS_HEADER.split(','),
      [
        { richText: [{ text: 'R-' }, { font: { bold: true }, text: '007' }] },
        { text: 'R-008', hyperlink: 'https://example.org/8' },
        { formula: '"R-"&"009"', result: 'R-009' },
      ].map((reference) => [POOL, 'F1', 'bank-melli', 10, '1401-10-03', reference as exceljs.CellValue]),
    );
    await province.report('payments', file);
    expect(await province.report('payments', payments('R-007', 'R-008', 'R-009'))).toMatchObject({
      duplicates: 3,
    });
  });

  it('loses no digit: any cell is exactly what is shown, or refused', async () => {
    const text = fc.stringMatching(/^[A-DF-Z0-9-]{1,8}$/);
    const cell = fc.oneof(
      fc.record({ value: text, seen: fc.constant(undefined), format: fc.constant(undefined) }),
      fc
        .tuple(fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.integer({ min: 1, max: 15 }))
        .map(([value, width]) => ({
          value,
          format: '0'.repeat(width),
          seen: String(value).padStart(width, '0'),
        })),
      fc
        .tuple(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constantFrom(undefined, 'General', '0', '@'))
        .map(([value, format]) => ({ value, format, seen: String(value) })),
      fc
        .tuple(
          fc.integer({ min: 1000, max: 99_999_999 }),
          fc.constantFrom(
            '#,##0',
            '0.00',
            '0%',
            '0.00E+00',
            '# ?/?',
            'yyyy-mm-dd',
            'h:mm',
            '[>9]0;00',
            ';;;',
          ),
        )
        .map(([value, format]) => ({ value, format, seen: null })),
      fc.constantFrom(true, false).map((value) => ({ value, format: undefined, seen: null })),
      fc
        .double({ min: 0.001, max: 1e6, noNaN: true })
        .filter((value) => !Number.isInteger(Number(value.toPrecision(15))))
        .map((value) => ({ value, format: undefined, seen: null })),
      fc.integer({ min: 16, max: 22 }).map((digits) => ({
        value: Number(`1.23456789012347e${digits}`),
        format: undefined,
        seen: null,
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 12 }), async (cells) => {
        const file = await workbookWith(
          PAYMENTS_HEADER.split(','),
          cells.map(({ value }) => [POOL, 'NO-SUCH', 'bank-melli', 10, '1401-10-03', value]),
          (sheet) => {
            for (const [index, { format }] of cells.entries())
              if (format !== undefined)
                sheet.getCell(index + 2, 2).numFmt = sheet.getCell(index + 2, 6).numFmt = format;
          },
        );
        const report = await province.report('payments', file, { dryRun: true });
        for (const [index, { value, seen }] of cells.entries()) {
          const error = report.errors.find(({ row }) => row === index + 2);
          // Whose reference was understood fails only for the facility that nobody introduced.
          if (seen === null) expect([value, error?.column]).toEqual([value, 'bank_reference']);
          else expect([value, error?.code]).toEqual([value, 'unknown_facility']);
        }
        // One in eleven numbers of ten digits could be a national ID, which no reference may be.
        const understood = cells.filter(
          ({ value, seen }) => seen !== null && !holdsAnyNationalId(seen ?? value),
        );
        const own = [
          `facility_id,${PAYMENTS_HEADER.replace('facility_id,', '')}`,
          ...understood.map(
            ({ value, seen }) => `F1,${POOL},bank-melli,10,1401-10-03,${seen ?? String(value)}`,
          ),
        ].join('\n');
        const other = newProvince();
        await other.given('organisations', REGISTER);
        await other.given('allocations', ALLOCATIONS);
        await other.given('introductions', INTRODUCTIONS);
        const shownOnes = await workbookWith(
          PAYMENTS_HEADER.split(','),
          understood.map(({ value }) => [POOL, 'F1', 'bank-melli', 10, '1401-10-03', value]),
          (sheet) => {
            for (const [index, { format }] of understood.entries())
              if (format !== undefined) sheet.getCell(index + 2, 6).numFmt = format;
          },
        );
        if (understood.length > 0) {
          await other.report('payments', shownOnes);
          expect(await other.report('payments', own)).toMatchObject({
            rows: understood.length,
            duplicates: understood.length,
          });
        }
        await other.close();
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('A national ID that lost its zeros', () => {
  const lost = '12345679';
  it.each([
    [
      'introductions',
      `${POOL},F9,behzisti,bank-melli,100,1401-10-05,tabriz,services,1,${lost}`,
      'applicant_id',
    ],
    ['verifications', `J1,1,verified,${lost},1401-04-05,`, 'verifier'],
    ['jobs', (JOBS.split('\n')[1] ?? '').replace(nationalId(11), lost), 'national_id'],
  ] as const)('is refused in a file of %s', async (kind, row, column) => {
    const report = await province.report(kind, `${importKind(kind).columns.join(',')}\n${row}`, {
      dryRun: true,
    });
    expect(errorsOf(report)).toContainEqual([2, column, 'not_a_national_id']);
    expect(JSON.stringify(report)).not.toContain(lost);
  });

  it('is the same person however the ten digits are written', async () => {
    const row = (applicant: string): string =>
      `${importKind('introductions').columns.join(',')}\n${POOL},F9,behzisti,bank-melli,100,1401-10-05,tabriz,services,1,"${applicant}"`;
    await province.given('introductions', row('0012345679'));
    for (const written of ['۰۰۱۲۳۴۵۶۷۹', '001-234567-9', '00123\u200f45679', '001\u00a0234567\u00a09'])
      expect(await province.report('introductions', row(written))).toMatchObject({
        duplicates: 1,
        errors: [],
      });
    const report = await province.report('introductions', row('12,345,679'));
    expect(errorsOf(report)).toEqual([[2, 'applicant_id', 'not_a_national_id']]);
  });

  it('is taken where its format shows all ten digits', async () => {
    const cells = [
      POOL,
      'F9',
      'behzisti',
      'bank-melli',
      100,
      '1401-10-05',
      'tabriz',
      'services',
      1,
      12345679,
    ];
    const file = await workbookWith(importKind('introductions').columns, [cells], (sheet) => {
      sheet.getCell('J2').numFmt = '0000000000';
    });
    expect(await province.report('introductions', file)).toMatchObject({ applied: 1, errors: [] });
    const csv = `${importKind('introductions').columns.join(',')}\n${cells.with(9, '0012345679').join(',')}`;
    expect(await province.report('introductions', csv)).toMatchObject({ duplicates: 1 });
  });
});

describe('A name that is spelled in another way', () => {
  const BANK = 'east-azerbaijan,mehr,bank,بانک قرض‌الحسنه مهر ایران,private,1395-01-01';
  const header = REGISTER.split('\n')[0] ?? '';

  it.each(['بانک قرض الحسنه مهر ایران', 'بانك قرضالحسنه مهر ايران', 'بانک  قرض‌الحسنة مهر‌ایران'])(
    'finds its organisation: %s',
    async (name) => {
      await province.given('organisations', `${header}\n${BANK}`);
      const rows = `${importKind('introductions').columns.join(',')}\n${POOL},G-1,behzisti,${name},100,1401-10-05,tabriz,services,1,`;
      expect(await province.report('introductions', rows)).toMatchObject({ applied: 1, errors: [] });
    },
  );

  it('is taken when a second organisation comes under it', async () => {
    await province.given('organisations', `${header}\n${BANK}`);
    const second = BANK.replace('mehr', 'mehr-2').replace('قرض‌الحسنه', 'قرض الحسنه');
    const report = await province.report('organisations', `${header}\n${second}`);
    expect(errorsOf(report)).toEqual([[2, 'name', 'name_taken']]);
    expect(report.errors[0]?.message).toContain('U+200C is recorded, U+0020 is given');
  });

  it('stands in a header with a ZWNJ, a blank or nothing', async () => {
    const names = [
      'منبع‌اعتبار',
      'شناسه تسهيلات',
      'بانك عامل',
      'مبلغ(ریال)',
      'تاریخ‌پرداخت',
      'شماره سند  بانک',
    ];
    const report = await province.report('payments', `${names.join(',')}\n${payment('r')}`);
    expect(report).toMatchObject({ applied: 1, errors: [] });
  });
});

describe('A day', () => {
  it('is the one that a spreadsheet shows', async () => {
    const cells = (paidOn: string): string =>
      [POOL, 'F1', 'bank-melli', '10'].map((cell) => `<c t="str"><v>${cell}</v></c>`).join('') +
      `<c s="1"><v>${paidOn}</v></c><c t="str"><v>R-${paidOn}</v></c>`;
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    // 44924 is 2022-12-29.
    const rows = ['44923.99999999999', '44924', '44924.00000000001', '44923.9999', '44924.5'];
    const sheet =
      sheetOf([PAYMENTS_HEADER.split(',')]) + rows.map((each) => `<row>${cells(each)}</row>`).join('');
    const report = await province.report('payments', workbookOf({ sheets: { a: sheet }, styles }));
    expect(report).toMatchObject({ applied: 5 });
    const days = (await province.events()).flatMap(({ type, data }) =>
      type === 'FacilityPaid' ? [(data as { paidOn: string }).paidOn] : [],
    );
    expect(days.toSorted()).toEqual(['2022-12-28', '2022-12-29', '2022-12-29', '2022-12-29', '2022-12-29']);
    expect(remarksOf(report)).toEqual([
      [5, 'paid_on', 'time_ignored'],
      [6, 'paid_on', 'time_ignored'],
    ]);
  });

  it.each([
    '1401-10-03 10:30',
    '۱۴۰۱/۱۰/۰۳ ۱۰:۳۰:۰۰',
    '2022-12-24T00:00:00',
    '2022-12-24T23:59:59.123',
    '1401/10/03 9:05 AM',
    '1401/10/03\u200f 10:30',
    '1401/10/03 - 10:30',
    '1401/10/03 ساعت ۱۰:۳۰',
    '1401/10/03 10:30 ب\u200c.ظ',
  ])('is taken without the time of day behind it, which is reported: %s', async (paidOn) => {
    const report = await province.report('payments', `${PAYMENTS_HEADER}\n${payment('r', paidOn)}`);
    expect(report).toMatchObject({ applied: 1, errors: [] });
    expect(remarksOf(report)).toEqual([[2, 'paid_on', 'time_ignored']]);
    const [paid] = (await province.events()).filter(({ type }) => type === 'FacilityPaid');
    expect(paid?.data).toMatchObject({ paidOn: '2022-12-24' });
  });

  it('is read with the signs of direction that stand in it', async () => {
    const row = `${POOL},F1,bank-melli,"1\u200f,\u200f000",1401\u200f/10\u200f/03,r`;
    expect(await province.report('payments', `${PAYMENTS_HEADER}\n${row}`)).toMatchObject({ applied: 1 });
    const [paid] = (await province.events()).filter(({ type }) => type === 'FacilityPaid');
    expect(paid?.data).toMatchObject({ paidOn: '2022-12-24', amountRial: '1000' });
  });

  it('is none where the spreadsheet shows a duration', async () => {
    const texts = [POOL, 'F1', 'bank-melli', '10'].map((cell) => `<c t="str"><v>${cell}</v></c>`).join('');
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>';
    const row = `<row>${texts}<c s="1"><v>44919.5</v></c><c t="str"><v>r</v></c></row>`;
    const sheet = sheetOf([PAYMENTS_HEADER.split(',')]) + row;
    const report = await province.report('payments', workbookOf({ sheets: { a: sheet }, styles }));
    expect(errorsOf(report)).toEqual([[2, 'paid_on', 'not_a_date']]);
  });

  it.each(['1401-10-03 25:00', '2022-12-24T20:30:00Z', '1401-10-03 10', '1401-10-03 morning'])(
    'is none with anything else behind it: %s',
    async (paidOn) => {
      const report = await province.report('payments', `${PAYMENTS_HEADER}\n${payment('r', paidOn)}`);
      expect(errorsOf(report)).toEqual([[2, 'paid_on', 'not_a_date']]);
    },
  );
});

describe('A CSV file that names its delimiter', () => {
  const table = payments('r').replaceAll(',', ';');
  it.each([
    ['sep=;\n', table],
    ['\ufeffsep=;\r\n', table],
    ['"sep=;"\r\n', table],
    ['SEP=;\n', table],
    ['sep=;;;;;;\n', table],
    ['sep=,\n', payments('r')],
    ['sep=\t\n', payments('r').replaceAll(',', '\t')],
    ['\ufeff"sep=,"\n', payments('r')],
    ['sep=|\n', payments('r').replaceAll(',', '|')],
  ])(
    'in a first line %j is understood, and its rows are counted as Excel counts them',
    async (line, rest) => {
      expect(await province.report('payments', line + rest)).toMatchObject({
        rows: 1,
        applied: 1,
        errors: [],
      });
      const bad = await province.report('payments', line + rest.replace('F1', 'F8'));
      expect(errorsOf(bad)).toEqual([[2, 'facility_id', 'unknown_facility']]);
    },
  );
});

describe('What the report says of rows that are not wrong', () => {
  it('names rows that a filter hides, and imports them', async () => {
    const file = await workbookWith(
      PAYMENTS_HEADER.split(','),
      ['a', 'b', 'c'].map((reference) => [POOL, 'F1', 'bank-melli', 10, '1401-10-03', reference]),
      (sheet) => {
        sheet.autoFilter = 'A1:F4';
        sheet.getRow(3).hidden = true;
      },
    );
    const report = await province.report('payments', file);
    expect(report).toMatchObject({ applied: 3, errors: [] });
    expect(remarksOf(report)).toEqual([[3, '', 'hidden_row']]);
  });

  it('names both of two equal rows, also when both stand already', async () => {
    const file = payments('a', 'b', 'a');
    const both = [
      [2, '', 'same_row'],
      [4, '', 'same_row'],
    ];
    expect(remarksOf(await province.report('payments', file))).toEqual(both);
    expect(remarksOf(await province.report('payments', file))).toEqual(both);
    expect(remarksOf(await province.report('payments', payments('a', 'b')))).toEqual([]);
  });

  it('takes a reason of which nothing is seen for none', async () => {
    const rows = `${importKind('declines').columns.join(',')}\n${POOL},F1,bank-melli,1401-10-05,\u200c\u0640`;
    expect(errorsOf(await province.report('declines', rows))).toEqual([[2, 'reason', 'empty']]);
  });

  it('says of a payment that was taken back when that was', async () => {
    await province.report('payments', payments('a'));
    await province.given(
      'reversals',
      `pool,facility_id,bank,bank_reference,reversed_on,reason\n${POOL},F1,bank-melli,a,1401-10-08,بازگشت وجه`,
    );
    const report = await province.report('payments', payments('a'));
    expect(report).toMatchObject({ accepted: 0, duplicates: 1, rejected: 0 });
    expect(report.remarks).toEqual([
      {
        row: 2,
        column: 'bank_reference',
        code: 'payment_taken_back',
        message: expect.stringContaining('taken back on 1401-10-08') as string,
      },
    ]);
  });
});

describe('A job in two spellings', () => {
  const row = (jobId: string, serial = 11): string =>
    (JOBS.split('\n')[1] ?? '').replace('J1', jobId).replace(nationalId(11), nationalId(serial));
  const jobs = (...ids: readonly string[]): string => [JOBS_HEADER, ...ids.map((id) => row(id))].join('\n');

  it('is one: registered once, verified and ended under either', async () => {
    expect(await province.report('jobs', jobs('شغل-ي', 'شغل-ی'))).toMatchObject({
      accepted: 1,
      duplicates: 1,
      applied: 1,
    });
    const rounds = 'job_id,round,verdict,verifier,on,reason\nشغل-ى,1,verified,v-1,1401-04-05,\n';
    expect(await province.report('verifications', rounds)).toMatchObject({ applied: 1 });
    const end = 'job_id,ended_on,reason\nشغل-ی,1401-11-05,\n';
    expect(await province.report('job-endings', end)).toMatchObject({ applied: 1 });
    expect(await province.job('شغل-ي')).toMatchObject({ status: 'ended', registration: { jobId: 'شغل-ي' } });
    // The person is free again, whichever spelling claimed and released.
    expect(await province.report('jobs', jobs('J9'))).toMatchObject({ applied: 1 });
  });

  it('begins under the key, and one that an older version began under its spelling is reached by that', async () => {
    await province.report('jobs', jobs('شغل-ي'));
    const registered = (await province.events()).find(({ type }) => type === 'JobRegistered');
    expect(registered?.stream).toBe('job-شغل-ی');
    const { type, data } = registered!;
    const older = { ...data, jobId: 'کار-ي' };
    const envelope = { commandId: newCommandId(0), actor: LABOUR };
    const stream = 'job-کار-ي';
    const { encoded } = encodeEvents(stream, [{ type, data: older }], envelope, 'body', 0, null);
    await province.store.append(stream, NO_STREAM, encoded);
    const end = 'job_id,ended_on,reason\nکار-ي,1401-11-05,\n';
    expect(await province.report('job-endings', end)).toMatchObject({ applied: 1 });
    const ended = (await province.events()).filter((event) => event.type === 'JobEnded');
    expect(ended.map((event) => event.stream)).toEqual([stream]);
  });

  it('of another person is refused with both spellings', async () => {
    await province.report('jobs', jobs('شغل-ي'));
    const report = await province.report('jobs', `${JOBS_HEADER}\n${row('شغل-ی', 12)}`);
    expect(errorsOf(report)).toEqual([[2, 'national_id', 'conflicts_with_recorded']]);
    expect(report.errors[0]?.message).toContain('U+064A is recorded, U+06CC is given');
  });
});
