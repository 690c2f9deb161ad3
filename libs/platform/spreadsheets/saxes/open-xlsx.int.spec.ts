import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sheetOf, workbookEntries, workbookOf, type WorkbookParts, zipOf } from '../hostile-workbook.js';
import type { SheetRow } from '../port.js';
import { openXlsx } from './open-xlsx.js';

const folder = mkdtempSync(join(tmpdir(), 'misaq-xlsx-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function rowsOf(bytes: Buffer, notes: readonly string[] = []): Promise<readonly SheetRow[]> {
  const path = join(folder, 'table.xlsx');
  writeFileSync(path, bytes);
  const rows: SheetRow[] = [];
  for await (const row of openXlsx(path, { notes }).rows()) rows.push(row);
  return rows;
}

const textsOf = async (parts: WorkbookParts): Promise<readonly (readonly string[])[]> =>
  (await rowsOf(workbookOf(parts))).map(({ cells }) => cells);

/** The text of one cell. */
async function cellOf(xml: string, more: Partial<WorkbookParts> = {}): Promise<string | undefined> {
  const [row] = await textsOf({ ...more, sheets: { a: `<row r="1">${xml}</row>` } });
  return row?.[0];
}

/** Styles by number: 0 number, 1 a built-in day, 2 a Persian day, 3 a time of day, 4 a number with text. */
const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="[$-fa-IR,16]yyyy/mm/dd;@"/><numFmt numFmtId="165" formatCode="h:mm"/>' +
  '<numFmt numFmtId="166" formatCode="0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';

describe('a workbook', () => {
  it('gives its texts, wherever and however the file stores them', async () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>متن</v></c>' +
      '<c r="D1" t="inlineStr"><is><r><t>یک </t></r><r><rPr><b/></rPr><t>دو</t></r></is></c></row>';
    const sharedStrings =
      '<si><t xml:space="preserve"> علی‌آباد &amp;lt; </t></si><si><r><t>پر</t></r><r><t>رنگ</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>';
    expect(await textsOf({ sheets: { a: sheet }, sharedStrings })).toEqual([
      [' علی‌آباد &lt; ', 'پررنگ', 'متن', 'یک دو'],
    ]);
  });

  it.each([
    ['5050000000000', '5050000000000'],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['1.2E+3', '1200'],
    ['1.2345678901234568E+16', '12345678901234568'],
    ['0.30000000000000004', '0.3'],
    ['1233.9999999999998', '1234'],
    ['12.50', '12.5'],
    ['-4.5E-3', '-0.0045'],
    ['-0', '0'],
    ['0007', '7'],
  ])('gives the number %s as %s', async (raw, text) => {
    expect(await cellOf(`<c r="A1"><v>${raw}</v></c>`)).toBe(text);
  });

  it.each([
    ['1', '44913', '2022-12-18'],
    ['2', '44913', '2022-12-18'],
    ['2', '44913.75', '2022-12-18'],
    ['1', '59', '1900-02-28'],
    ['1', '61', '1900-03-01'],
    ['1', '60', '60'],
    // What LibreOffice 7.4 stores for typed days before 1582-10-15.
    ['1', '-180538', '1405-09-04'],
    ['1', '-180538.25', '1405-09-03'],
    ['1', '-181153', '1403-12-29'],
    ['1', '-219136', '1300-01-01'],
    ['1', '-115859', '1582-10-04'],
    ['1', '-115858', '-115858'],
    ['1', '-1E+9', '-1000000000'],
    ['0', '-180538', '-180538'],
    ['3', '0.5', '0.5'],
    ['4', '44913', '44913'],
    ['0', '44913', '44913'],
  ])('gives a cell of style %s with %s as %s', async (style, raw, text) => {
    expect(await cellOf(`<c r="A1" s="${style}"><v>${raw}</v></c>`, { styles: STYLES })).toBe(text);
  });

  it('counts its days from 1904 when the file says so', async () => {
    const cell = '<c r="A1" s="1"><v>43451</v></c>';
    expect(await cellOf(cell, { styles: STYLES, from1904: true })).toBe('2022-12-18');
  });

  it('gives booleans, dates as text and the results of formulas', async () => {
    expect(await cellOf('<c r="A1" t="b"><v>1</v></c>')).toBe('TRUE');
    expect(await cellOf('<c r="A1" t="d"><v>2022-12-18T10:00:00</v></c>')).toBe('2022-12-18');
    expect(await cellOf('<c r="A1"><f>1+1</f><v>2</v></c>')).toBe('2');
    expect(await cellOf('<c r="A1" t="str"><f>A2</f><v>_x0041__x000D_x</v></c>')).toBe('A\rx');
    expect(await cellOf('<c r="A1" t="b"><f>TRUE()</f><v>0</v></c>')).toBe('FALSE');
    expect(
      await rowsOf(
        workbookOf({ sheets: { a: '<row r="1"><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>' } }),
      ),
    ).toMatchObject([{ number: 1, cells: ['', '1'], faults: [] }]);
  });

  it('names a formula without its result, an error and an invalid number, cell by cell', async () => {
    const sheet =
      '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2"><v>1e</v></c></row>';
    const [row] = await rowsOf(workbookOf({ sheets: { a: sheet } }));
    expect(row).toMatchObject({ number: 2, cells: ['', '', '', ''] });
    expect(row?.faults.map(({ place, code }) => [place, code])).toEqual([
      [0, 'formula_without_result'],
      [1, 'error_value'],
      [2, 'error_value'],
      [3, 'unreadable_number'],
    ]);
  });

  it('numbers rows as the spreadsheet displays them, and leaves out blank ones', async () => {
    const sheet =
      '<row r="1"><c r="B1"><v>1</v></c></row><row r="2"/><row r="5"><c r="A5" s="1"/></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>';
    expect(
      (await rowsOf(workbookOf({ sheets: { a: sheet } }))).map(({ number, cells }) => [number, cells]),
    ).toEqual([
      [1, ['', '1']],
      [1_048_576, ['2']],
    ]);
  });

  it('is also read when its elements have a prefix and its cells no reference', async () => {
    const sheet = '<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>';
    expect(await textsOf({ sheets: { a: sheet }, prefix: 'x:' })).toEqual([['1', '2']]);
  });

  it('has the hash of the file as sent', async () => {
    const bytes = workbookOf({ sheets: { a: sheetOf([['x']]) } });
    const path = join(folder, 'hashed.xlsx');
    writeFileSync(path, bytes);
    const file = openXlsx(path);
    for await (const { cells } of file.rows()) expect(cells).toEqual(['x']);
    expect(file.hash()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('of the sheets of a workbook', () => {
  const filled = sheetOf([['x']]);

  it('the visible and non-empty one is read', async () => {
    const sheets = {
      empty: '',
      formatted: '<row r="1"><c r="A1" s="0"/></row>',
      lists: sheetOf([['y']]),
      data: filled,
    };
    expect(await textsOf({ sheets, hidden: ['lists'] })).toEqual([['x']]);
  });

  it('several non-empty ones are named and refused', async () => {
    await expect(textsOf({ sheets: { دی: filled, بهمن: filled } })).rejects.toThrow(
      '2 sheets that hold something: «دی», «بهمن»',
    );
  });

  it('sheets with explanations are left out', async () => {
    const bytes = workbookOf({ sheets: { data: filled, راهنما: sheetOf([['y']]) } });
    expect((await rowsOf(bytes, ['راهنما'])).map(({ cells }) => cells)).toEqual([['x']]);
  });

  it('only empty ones count as an empty file', async () => {
    await expect(textsOf({ sheets: { a: '', b: filled }, hidden: ['b'] })).rejects.toThrow('is empty');
  });
});

describe('a file that is refused, with a sentence', () => {
  const entries = workbookEntries({ sheets: { a: sheetOf([['x']]) } });
  const MEGABYTE = 1024 * 1024;
  const withSheet = (content: string | Buffer) =>
    zipOf([
      ...entries.filter(({ name }) => !name.includes('worksheets/')),
      { name: 'xl/worksheets/sheet1.xml', content },
    ]);
  const rows = (inner: string) => withSheet(`<worksheet><sheetData>${inner}</sheetData></worksheet>`);

  it.each<[string, () => Buffer, string | RegExp]>([
    ['nothing', () => Buffer.alloc(0), 'The file is empty'],
    ['text', () => Buffer.from('a,b\n1,2\n'), 'looks like text'],
    ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old workbook (.xls)'],
    ['half an archive', () => zipOf(entries).subarray(0, 700), 'zip archive cannot be read'],
    ['an archive of other things', () => zipOf([{ name: 'a.txt', content: 'x' }]), 'without a workbook'],
    ['an OpenDocument', () => zipOf([{ name: 'content.xml', content: '<x/>' }]), '(.ods)'],
    ['a binary workbook', () => zipOf([{ name: 'xl/workbook.bin', content: 'x' }]), '(.xlsb)'],
    [
      'a text document',
      () =>
        zipOf([
          {
            name: '_rels/.rels',
            content:
              '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
          },
          { name: 'word/document.xml', content: '<x/>' },
        ]),
      '(.docx)',
    ],
    [
      'an encrypted entry',
      () => zipOf([...entries, { name: 'x', content: 'x', claims: { flags: 1 } }]),
      'encrypted',
    ],
    [
      'more than 1,000 entries',
      () => zipOf([...entries, ...Array.from({ length: 1_000 }, (_, n) => ({ name: `f${n}`, content: '' }))]),
      'archive of 1004 parts',
    ],
    ['a claim of 2^50 entries', () => zipOf(entries, { entries: 0xffff, zip64Entries: 2n ** 50n }), 'parts'],
    [
      'a claim of 2^63 entries',
      () => zipOf(entries, { entries: 0xffff, zip64Entries: 2n ** 63n }),
      /parts|cannot be read/,
    ],
    [
      'two entries of one name',
      () => zipOf([...entries, { name: 'XL/workbook.xml', content: '<x/>' }]),
      'two parts',
    ],
    [
      'a path that leaves the archive',
      () => zipOf([...entries, { name: '../../etc/passwd', content: 'x' }]),
      'cannot be read',
    ],
    ['an absolute path', () => zipOf([...entries, { name: '/etc/passwd', content: 'x' }]), 'cannot be read'],
    ['an entry of 200 MB', () => rows(' '.repeat(200 * MEGABYTE)), 'inflates to more than 100 MB'],
    [
      'many entries that are too much together',
      () =>
        zipOf([
          ...entries,
          ...Array.from({ length: 30 }, (_, n) => ({
            name: `f${n}`,
            content: '',
            claims: { size: 4 * MEGABYTE },
          })),
        ]),
      'inflates to more than 100 MB',
    ],
    [
      'an entry larger than it says',
      () =>
        zipOf(
          entries.map((entry) =>
            entry.name.includes('sheet1') ? { ...entry, claims: { size: 10 } } : entry,
          ),
        ),
      'cannot be read',
    ],
    [
      'an entry smaller than it says',
      () =>
        zipOf(
          entries.map((entry) =>
            entry.name.includes('sheet1') ? { ...entry, claims: { size: 9_999 } } : entry,
          ),
        ),
      'cannot be read',
    ],
    [
      'an entry with another check sum',
      () =>
        zipOf(
          entries.map((entry) => (entry.name.includes('sheet1') ? { ...entry, claims: { crc: 7 } } : entry)),
        ),
      'check sum',
    ],
    [
      'entities that grow',
      () =>
        withSheet(
          `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
        ),
      'document type',
    ],
    ['an entity of its own', () => rows('<row><c t="str"><v>&evil;</v></c></row>'), 'is no XML'],
    ['half of its XML', () => withSheet('<worksheet><sheetData><row><c><v>1</v></c>'), 'is no XML'],
    ['bytes that are no text', () => withSheet(Buffer.from([0x3c, 0xff, 0xfe])), 'not UTF-8'],
    [
      'another encoding',
      () => withSheet('<?xml version="1.0" encoding="windows-1256"?><worksheet/>'),
      'not in UTF-8',
    ],
    ['elements without end', () => rows('<a>'.repeat(1_000_000)), 'elements within elements'],
    [
      'attributes without end',
      () => rows(`<row ${Array.from({ length: 5_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
      'attributes',
    ],
    [
      'a text without end',
      () => rows(`<row><c t="str"><v>${'x'.repeat(30 * MEGABYTE)}</v></c></row>`),
      'longer than any cell',
    ],
    ['a comment without end', () => rows(`<!--${'x'.repeat(30 * MEGABYTE)}-->`), 'longer than any cell'],
    [
      'a long cell',
      () => rows(`<row><c t="str"><v>${'x'.repeat(40_000)}</v></c></row>`),
      'holds 40000 characters',
    ],
    ['a million cells in a row', () => rows(`<row>${'<c/>'.repeat(1_000_000)}</row>`), 'which no sheet has'],
    [
      '300 filled cells in a row',
      () => rows(`<row>${'<c><v>1</v></c>'.repeat(300)}</row>`),
      'more than 200 cells',
    ],
    [
      'a column beyond the last',
      () => rows('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
      '"XFE1", which no sheet has',
    ],
    ['a row beyond the last', () => rows('<row r="1048577"/>'), 'row "1048577"'],
    ['a row that is no number', () => rows('<row r="1e3x"/>'), 'row "1e3x"'],
    ['rows out of order', () => rows('<row r="5"/><row r="5"/>'), 'row 5 comes after row 5'],
    ['cells out of order', () => rows('<row r="1"><c r="B1"/><c r="A1"/></row>'), 'out of order'],
    [
      'a row of large cells',
      () => rows(`<row>${`<c t="str"><v>${'x'.repeat(30_000)}</v></c>`.repeat(3)}</row>`),
      'larger than 64 kB',
    ],
  ])('%s', async (_what, make, sentence) => {
    const reading = rowsOf(make());
    await expect(reading).rejects.toThrow(sentence);
    await expect(reading).rejects.toMatchObject({ name: 'UnreadableSpreadsheetError' });
  });

  it('one sheet under many names, which is inflated at each look', async () => {
    const blank = `<worksheet><sheetData>${`<row/><!--${'x'.repeat(900_000)}-->`.repeat(6)}</sheetData></worksheet>`;
    const many = workbookEntries({
      sheets: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`s${n}`, ''])),
    });
    const bytes = zipOf(
      many.map(({ name, content }) => {
        if (name.includes('sheet1.')) return { name, content: blank };
        return { name, content: String(content).replace(/sheet\d+\.xml/g, 'sheet1.xml') };
      }),
    );
    await expect(rowsOf(bytes)).rejects.toThrow('inflates to more than 100 MB');
  });

  it('a cell that refers to a missing text', async () => {
    await expect(
      textsOf({ sheets: { a: '<row><c t="s"><v>7</v></c></row>' }, sharedStrings: '<si><t>x</t></si>' }),
    ).rejects.toThrow('not there');
  });

  it('one large text that a thousand cells of a row refer to', async () => {
    const sheet = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`;
    await expect(
      textsOf({ sheets: { a: sheet }, sharedStrings: `<si><t>${'x'.repeat(30_000)}</t></si>` }),
    ).rejects.toThrow('larger than 64 kB');
  });

  it('texts that would fill the memory', async () => {
    await expect(
      textsOf({ sheets: { a: '' }, sharedStrings: `<si><t>${'x'.repeat(32_000)}</t></si>`.repeat(1_200) }),
    ).rejects.toThrow('more text than any table');
    await expect(textsOf({ sheets: { a: '' }, sharedStrings: '<si/>'.repeat(2_000_001) })).rejects.toThrow(
      'more text than any table',
    );
  });

  it('a missing file, with the error of the system', async () => {
    await expect(openXlsx(join(folder, 'none.xlsx')).rows().next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
