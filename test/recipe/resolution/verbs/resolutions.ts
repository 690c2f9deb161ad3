import type { Command } from 'commander';
import { done } from '@misaq/platform/command-line/outcome.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';
import { jalaliYear } from '@misaq/platform/command-line/values.js';
import { resolutions } from '../boards/resolutions/question.js';

export function registerResolutions(command: Command, shell: VerbShell): void {
  withProvince(command.argument('<year>', 'Jalali year', jalaliYear('YEAR')));
  command.action((year: number) =>
    shell.run(command, async (session) => {
      const backend = await session.reach('read');
      const province = await provinceOf(backend, command.opts<{ province?: string }>().province);
      const {
        item: { items },
      } = await backend.ask(resolutions, { province, year });
      const lines = items.map(({ resolutionId, agency, text }) => `${resolutionId} ${agency}: ${text}`);
      return done({ items }, () => lines.join('\n'));
    }),
  );
}
