import type { Command } from 'commander';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';
import { day, identifier, jalaliYear } from '@misaq/platform/command-line/values.js';

interface Options {
  readonly province?: string;
  readonly year: number;
  readonly id: string;
  readonly agency: string;
  readonly text: string;
  readonly on: PlainDate;
}

export function registerResolve(command: Command, shell: VerbShell): void {
  withProvince(command)
    .requiredOption('--year <year>', 'Jalali year', jalaliYear('--year'))
    .requiredOption('--id <id>', 'its number', identifier('--id'))
    .requiredOption('--agency <id>', 'the agency that it obliges', identifier('--agency'))
    .requiredOption('--text <text>', 'what it obliges the agency to')
    .requiredOption('--on <day>', 'the day of adoption', day('--on'));
  command.action(() => {
    const { province: given, year, id: resolutionId, agency, text, on: adoptedOn } = command.opts<Options>();
    return shell.run(command, async (session) => {
      const backend = await session.reach('write');
      const province = await provinceOf(backend, given);
      const fields = { province, year, resolutionId, agency, text, adoptedOn };
      const result = await backend.send({ command: { type: 'RecordResolution', ...fields } });
      return recorded(result, `resolution ${resolutionId} for ${agency}`);
    });
  });
}
