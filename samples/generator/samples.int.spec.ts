import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatJalali, parseDate } from '@misaq/platform/calendar/jalali.js';
import { isWorkingDay, shippedCalendar } from '@misaq/platform/calendar/working-calendar.js';
import { SAMPLE_FOLDER, grouped, manifest, rowsOf, rowsOfKind, total } from './sample-files.fixture.js';

const GENERATOR = fileURLToPath(new URL('main.mjs', import.meta.url));
const MEGABYTE = 1_000_000;

/** Columns with days of acts of an office or bank, which must be office days. */
const DATE_COLUMNS = [
  ...['notified_on', 'introduced_on', 'declined_on', 'paid_on', 'reversed_on'],
  ...['registered_on', 'started_on', 'on', 'ended_on'],
];

describe('the files of the sample province', () => {
  it('are what the generator writes, to the byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-samples-'));
    try {
      execFileSync(process.execPath, [GENERATOR, folder], { stdio: 'pipe' });
      const written = readdirSync(folder);
      expect([...written, 'README.md'].sort()).toEqual(readdirSync(SAMPLE_FOLDER).sort());
      const different = written.filter(
        (file) => !readFileSync(join(folder, file)).equals(readFileSync(join(SAMPLE_FOLDER, file))),
      );
      expect(different).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('stay small enough for a repository', () => {
    const sizes = readdirSync(SAMPLE_FOLDER).map((file) => statSync(join(SAMPLE_FOLDER, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(25 * MEGABYTE);
  });

  it('are all named in the manifest, first act first, in the order of their numbers', () => {
    const files = manifest.map(({ file }) => file);
    expect(files).toEqual(
      readdirSync(SAMPLE_FOLDER)
        .filter((file) => file.endsWith('.csv'))
        .sort(),
    );
    expect(manifest.map(({ act }) => act)).toEqual([...manifest.map(({ act }) => act)].sort());
  });

  it('contain only existing working days, none later than their act', () => {
    const calendar = shippedCalendar();
    const last = { 1: '1401-11-01', 2: '1402-01-20' };
    const days = new Map<string, 1 | 2>();
    for (const { act, file } of manifest) {
      for (const row of rowsOf(file)) {
        for (const column of DATE_COLUMNS) {
          const text = row[column];
          if (text !== undefined && !days.has(text)) days.set(text, act);
        }
      }
    }
    expect(days.size).toBeGreaterThan(200);
    const wrong = [...days].filter(([text, act]) => {
      const date = parseDate(text);
      return (
        date === undefined || formatJalali(date) !== text || !isWorkingDay(calendar, date) || text > last[act]
      );
    });
    expect(wrong).toEqual([]);
  });

  it('name only agencies, banks, sectors and counties of the register, and no county that came later', () => {
    const register = grouped(rowsOfKind('organisations'), 'kind');
    const unknown = ['agency', 'bank', 'sector', 'county'].flatMap((kind) => {
      // The sheet with Persian headers names banks by name.
      const known = new Set(register.get(kind)!.flatMap(({ id, name }) => [id, name]));
      const given = new Set(manifest.flatMap(({ file }) => rowsOf(file).map((row) => row[kind])));
      return [...given].filter((name) => name !== undefined && !known.has(name));
    });
    expect(unknown).toEqual([]);
    expect(register.get('agency')).toHaveLength(18);
    expect(register.get('county')).toHaveLength(21);
    expect(register.get('county')!.map(({ id }) => id)).not.toContain('leylan');
    expect(new Set(register.get('bank')!.map(({ ownership }) => ownership))).toEqual(
      new Set(['state', 'private']),
    );
  });
});

describe('the commitments of the sample province', () => {
  it.each([
    ['1401', 'baseline', 45_794],
    ['1401', 'raised', 52_150],
    ['1402', 'baseline', 47_165],
  ])('of %s, %s, sum up to %i jobs', (year, version, jobs) => {
    const rows = rowsOfKind('commitments').filter((row) => row.year === year && row.version === version);
    expect(total(rows, 'jobs')).toBe(jobs);
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.every((row) => Number(row.jobs) >= 1)).toBe(true);
    const keys = rows.map(({ agency, sector, county }) => `${agency}/${sector}/${county}`);
    expect(new Set(keys).size).toBe(rows.length);
  });
});
