import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { day, identifier } from '@misaq/platform/command-line/values.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';

export function registerVoidJob(command: Command, shell: VerbShell): void {
  command
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
        command: { type: 'VoidRegistration', jobId, voidedOn, reason },
      });
      return recorded(result, `the registration of job ${jobId} is void from ${formatJalali(voidedOn)}`);
    });
  });
}
