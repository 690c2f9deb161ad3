import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { day, identifier } from '../arguments/values.js';
import type { Shell } from '../shell.js';
import { VERBS } from '../verb-list.js';
import { recorded } from './recorded.js';

export function registerVoidJob(program: Command, shell: Shell): void {
  const command = program
    .command('void-job')
    .description(VERBS['void-job'].summary)
    .requiredOption('--job <id>', 'the job', identifier('--job'))
    .requiredOption('--on <day>', 'the day of the decision', day('--on'))
    .requiredOption('--reason <text>', 'why')
    .addHelpText(
      'after',
      '\nExample:\n  misaq void-job --job EA1401-00001 --on 1401-06-01 --reason "registered twice" --as labour-1:labour',
    );
  command.action(() => {
    const {
      job: jobId,
      on: voidedOn,
      reason,
    } = command.opts<{ job: string; on: PlainDate; reason: string }>();
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const result = await backend.send({
        to: 'job',
        command: { type: 'VoidRegistration', jobId, voidedOn, reason },
      });
      return recorded(result, `the registration of job ${jobId} is void from ${formatJalali(voidedOn)}`);
    });
  });
}
