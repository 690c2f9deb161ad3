import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aText, misaq, misaqJson, temporaryFolders, textWith } from './misaq.fixture.js';

// Each command runs as a separate process.
jest.setTimeout(60_000);

describe('counting days on the command line', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });
  const nowhere = (): string => join(folders.make(), 'no-such-directory');

  it('counts 20 working days from 1403-02-02 to the end of Ordibehesht, and names the skipped holiday', () => {
    const { status, json } = misaqJson(nowhere(), [
      'working-days',
      '--notified',
      '1403-02-02',
      '--days',
      '20',
    ]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ deadline: '1403-02-31', deadlineIso: '2024-05-20', provisional: false });
    expect(json.holidaysSkipped).toEqual([
      { jalali: '1403-02-15', date: '2024-05-04', names: [textWith('صادق')] },
    ]);
  });

  it('ends earlier where Thursdays are worked', () => {
    const words = ['working-days', '--notified', '2024-04-21', '--days', '20', '--weekend', 'fri'];
    expect(misaqJson(nowhere(), words).json).toMatchObject({
      deadline: '1403-02-26',
      notified: '1403-02-02',
    });
  });

  it('accepts days off in words and Persian digits', () => {
    const words = ['working-days', '--notified', '۱۴۰۳/۰۲/۰۲', '--days', '۲۰', '--weekend', 'thu,fri'];
    expect(misaqJson(nowhere(), words).json.deadline).toBe('1403-02-31');
  });

  it('needs no data directory and creates none', () => {
    const folder = nowhere();
    expect(misaq(folder, ['working-days', '--notified', '1403-02-02', '--days', '20']).status).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });

  it('lists one line for each holiday date, with all its names', () => {
    const { json } = misaqJson(nowhere(), ['holidays', '--year', '1402']);
    expect(json).toMatchObject({ year: 1402, provisional: false });
    const lunar = json.holidays.filter((holiday) => holiday.kinds.includes('lunar'));
    expect(lunar.map(({ jalali }) => jalali)).toEqual([
      '1402-01-23',
      '1402-02-02',
      '1402-02-03',
      '1402-02-26',
      '1402-04-08',
      '1402-04-16',
      '1402-05-05',
      '1402-05-06',
      '1402-06-15',
      '1402-06-23',
      '1402-06-25',
      '1402-07-02',
      '1402-07-11',
      '1402-09-26',
      '1402-11-05',
      '1402-11-19',
      '1402-12-06',
    ]);
    const days = json.holidays.map(({ jalali }) => jalali);
    expect(new Set(days).size).toBe(days.length);
    expect(json.holidays[0]).toMatchObject({ jalali: '1402-01-01', date: '2023-03-21', kinds: ['fixed'] });
  });

  it('marks the holidays of a year with unpublished months as provisional', () => {
    expect(misaqJson(nowhere(), ['holidays', '--year', '1420']).json.provisional).toBe(true);
  });

  it.each([
    ['a day that does not exist', ['working-days', '--notified', '1402-12-30', '--days', '20'], 'not_a_date'],
    ['no working days', ['working-days', '--notified', '1403-02-02', '--days', '0'], 'not_a_whole_number'],
    ['half a day', ['working-days', '--notified', '1403-02-02', '--days', '1.5'], 'not_a_whole_number'],
    [
      'a week without Friday off',
      ['working-days', '--notified', '1403-02-02', '--days', '1', '--weekend', 'thu'],
      'friday_is_off',
    ],
    [
      'a day of no week',
      ['working-days', '--notified', '1403-02-02', '--days', '1', '--weekend', 'someday'],
      'not_a_weekday',
    ],
    ['a missing option', ['working-days', '--days', '20'], 'missing_mandatory_option_value'],
    ['an unknown option', ['holidays', '--year', '1402', '--colour'], 'unknown_option'],
    ['a year of another calendar', ['holidays', '--year', '2024'], 'not_a_whole_number'],
    ['an unknown verb', ['divide-by-taste'], 'unknown_command'],
    ['a role that is none', ['holidays', '--year', '1402', '--as', 'x:king'], 'not_an_actor'],
    ['Misaq itself as a person', ['holidays', '--year', '1402', '--as', 'x:system'], 'not_an_actor'],
  ])('answers %s with exit code 2 and one JSON document with the fault', (_what, words, code) => {
    const { status, json, stderr } = misaqJson(nowhere(), words);
    expect(status).toBe(2);
    expect(json.error).toMatchObject({ code, message: aText });
    expect(stderr).not.toContain('    at ');
  });

  it('prints help with the verbs, the roles and the exit codes', () => {
    const { status, stdout } = misaq(nowhere(), ['--help']);
    expect(status).toBe(0);
    for (const word of [
      'working-days',
      'simulate',
      'history',
      'economic-deputy',
      'MISAQ_DATA_DIR',
      'refused',
    ])
      expect(stdout).toContain(word);
    expect(misaq(nowhere(), ['approve', '--help']).stdout).toContain('--reason');
  });
});
