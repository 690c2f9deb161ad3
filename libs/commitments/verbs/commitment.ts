import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { COMMITTED_JOBS_MAX } from '../domain/plan.js';
import { BASELINE } from '../domain/events.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { day, identifier, jalaliYear, wholeNumber } from '@misaq/platform/command-line/values.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly province?: string;
  readonly year: number;
  readonly version: string;
  readonly agency: string;
  readonly sector: string;
  readonly county: string;
  readonly on: PlainDate;
  readonly reason: string;
}

export function registerCommitment(commitment: Command, shell: VerbShell): void {
  commitment.addHelpText(
    'after',
    `
Commitments are assigned by "misaq record commitments" or imported from a file.

Example:
  misaq commitment revise --year 1401 --agency behzisti --sector services --county tabriz --jobs 400 \\
    --on 1401-06-01 --reason "moved to another county" --as labour-1:labour`,
  );
  const revising = common(commitment.command('revise').description('another number of jobs')).requiredOption(
    '--jobs <n>',
    'the number of jobs from now on',
    wholeNumber('--jobs', 1, COMMITTED_JOBS_MAX),
  );
  revising.action(() => {
    const { on: revisedOn, jobs, ...key } = revising.opts<Options & { jobs: number }>();
    return shell.run(revising, async (session) => {
      const backend = await session.reach('write');
      const province = await provinceOf(backend, key.province);
      const command = { type: 'ReviseCommitment', ...key, province, jobs, revisedOn } as const;
      const result = await backend.send({ command });
      return recorded(result, `${nameOf(key)}: ${counted(jobs, 'job')} from ${formatJalali(revisedOn)}`);
    });
  });
  const withdrawing = common(commitment.command('withdraw').description('the commitment no longer stands'));
  withdrawing.action(() => {
    const { on: withdrawnOn, ...key } = withdrawing.opts<Options>();
    return shell.run(withdrawing, async (session) => {
      const backend = await session.reach('write');
      const province = await provinceOf(backend, key.province);
      const command = { type: 'WithdrawCommitment', ...key, province, withdrawnOn } as const;
      const result = await backend.send({ command });
      return recorded(result, `${nameOf(key)}: withdrawn on ${formatJalali(withdrawnOn)}`);
    });
  });
}

function common(command: Command): Command {
  return withProvince(command)
    .requiredOption('--year <year>', 'Jalali year', jalaliYear('--year'))
    .option('--version <name>', 'baseline, raised, …', identifier('--version'), BASELINE)
    .requiredOption('--agency <id>', 'agency', identifier('--agency'))
    .requiredOption('--sector <id>', 'sector', identifier('--sector'))
    .requiredOption('--county <id>', 'county', identifier('--county'))
    .requiredOption('--on <day>', 'the day of the decision', day('--on'))
    .requiredOption('--reason <text>', 'why');
}

function nameOf({ year, version, agency, sector, county }: Omit<Options, 'on'>): string {
  return `commitment ${String(year)} (${version}) of ${agency}, ${sector}, ${county}`;
}
