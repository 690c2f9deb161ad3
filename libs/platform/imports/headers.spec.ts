import { importKind, importKinds } from './import-kinds.js';
import '@misaq/subjects.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import { headerNames, readHeader } from './headers.js';

describe('the header of a file', () => {
  it('may have its columns in any order, case and script', () => {
    const { places, errors } = readHeader('declines', ['دلیل', 'تاريخ رد', 'BANK', 'Facility ID', 'pool']);
    expect(errors).toEqual([]);
    expect([...places].sort()).toEqual([
      ['bank', 2],
      ['declined_on', 1],
      ['facility_id', 3],
      ['pool', 4],
      ['reason', 0],
    ]);
  });

  it.each(importKinds())('of %s gives every column one meaning under each of its names', (kind) => {
    const names = headerNames(kind);
    const columns = new Set(names.values());
    for (const column of importKind(kind).columns) {
      const ofColumn = [...names].filter(([, each]) => each === column).map(([name]) => name);
      // English and Persian; a name that two columns claimed would have gone to the second.
      expect(ofColumn.some((name) => name === foldForSearch(column))).toBe(true);
      expect(ofColumn.some((name) => /[\u0600-\u06ff]/.test(name))).toBe(true);
    }
    const withRial = (importKind(kind).columns as readonly string[]).includes('amount_toman') ? 1 : 0;
    expect(columns.size).toBe(importKind(kind).columns.length + withRial);
  });

  it('takes amount_rial for amount_toman, or both', () => {
    const rial = ['pool', 'allocation_id', 'agency', 'amount_rial', 'notified_on'];
    expect(readHeader('allocations', rial).errors).toEqual([]);
    expect(readHeader('allocations', [...rial, 'amount_toman']).errors).toEqual([]);
  });

  it('is refused for an unknown, a doubled and a missing column, all of them named', () => {
    const { errors } = readHeader('job-endings', ['job_id', 'job_id', 'ended_no']);
    expect(errors).toEqual([
      { row: 1, column: 'job_id', code: 'doubled_column', message: 'The column job_id stands there twice.' },
      {
        row: 1,
        column: 'ended_no',
        code: 'unknown_column',
        message: 'A file of job-endings has no column «ended_no». Did you mean ended_on?',
      },
      {
        row: 1,
        column: 'ended_on',
        code: 'missing_column',
        message: 'The column ended_on (تاریخ پایان) is missing.',
      },
      { row: 1, column: 'reason', code: 'missing_column', message: 'The column reason (دلیل) is missing.' },
    ]);
  });

  it('knows no column by the name of something of the language', () => {
    const { errors } = readHeader('job-endings', [
      '__proto__',
      'constructor',
      'job_id',
      'ended_on',
      'reason',
    ]);
    expect(errors.map(({ code, column }) => [code, column])).toEqual([
      ['unknown_column', '__proto__'],
      ['unknown_column', 'constructor'],
    ]);
  });

  it('may end in empty cells, as spreadsheets leave them', () => {
    const { errors, width } = readHeader('job-endings', ['job_id', 'ended_on', 'reason', '', ' ']);
    expect({ errors, width }).toEqual({ errors: [], width: 3 });
  });
});
