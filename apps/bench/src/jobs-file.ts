import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { employmentKinds } from '@misaq/employment/imports.js';
import { addDays, plainDate } from '@misaq/platform/calendar/plain-date.js';
import { AGENCIES, COUNTIES, PROVINCE, SECTORS, YEAR } from './workload.js';

export const JOB_COLUMNS: readonly string[] = employmentKinds.jobs.columns;
const FIRST_DAY = plainDate('2022-04-01');

/** The header and rows of a file of jobs as a labour department would import it. */
export function* jobRows(jobs: number): Generator<readonly string[]> {
  for (let n = 0; n < jobs; n += 1) {
    const day = formatJalali(addDays(FIRST_DAY, n % 300));
    const pick = (some: readonly string[]): string => some[n % some.length] ?? '';
    yield [
      PROVINCE,
      String(YEAR),
      `job-${String(n)}`,
      pick(AGENCIES),
      pick(SECTORS),
      pick(COUNTIES),
      nationalId(n),
      n % 3 === 0 ? 'female' : 'male',
      '',
      '',
      day,
      day,
      '',
      '',
    ];
  }
}

/** The same as CSV; national IDs are of the prefix 999, which is not issued. */
export function jobsFile(jobs: number): string {
  const lines = [JOB_COLUMNS, ...jobRows(jobs)].map((cells) => cells.join(','));
  return `${lines.join('\n')}\n`;
}

function nationalId(n: number): string {
  const digits = `999${String(n).padStart(6, '0')}`;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(digits[index]) * (10 - index);
  const rest = sum % 11;
  return digits + String(rest < 2 ? rest : 11 - rest);
}
