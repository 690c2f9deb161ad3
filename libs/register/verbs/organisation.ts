import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { ORGANISATION_KINDS, type OrganisationKind } from '../domain/events.js';
import { choice, day, identifier } from '@misaq/platform/command-line/values.js';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import { provinceOf, withProvince } from '@misaq/platform/command-line/province.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbShell } from '@misaq/platform/command-line/session.js';

interface Options {
  readonly province?: string;
  readonly kind: OrganisationKind;
  readonly id: string;
  readonly from: PlainDate;
  readonly reason: string;
}

export function registerOrganisation(organisation: Command, shell: VerbShell): void {
  organisation.addHelpText(
    'after',
    `
New ones are recorded by "misaq record organisations" or imported from a file.

Example:
  misaq organisation retire --kind county --id leylan --from 1402-01-01 --reason "separated" --as labour-1:labour`,
  );
  const renaming = common(
    organisation.command('rename').description('a new name from a day on'),
  ).requiredOption('--name <name>', 'the new name');
  renaming.action(() => {
    const { province, kind, id, from, reason, name } = renaming.opts<Options & { name: string }>();
    return shell.run(renaming, async (session) => {
      const backend = await session.reach('write');
      const where = await provinceOf(backend, province);
      const command = { type: 'RenameOrganisation', province: where, kind, id, name, from, reason } as const;
      const result = await backend.send({ command });
      return recorded(result, `${kind} ${id} is called ${isolated(name)} from ${formatJalali(from)}`);
    });
  });
  const retiring = common(organisation.command('retire').description('no longer active from a day on'));
  retiring.action(() => {
    const { province, kind, id, from, reason } = retiring.opts<Options>();
    return shell.run(retiring, async (session) => {
      const backend = await session.reach('write');
      const where = await provinceOf(backend, province);
      const command = { type: 'RetireOrganisation', province: where, kind, id, from, reason } as const;
      const result = await backend.send({ command });
      return recorded(result, `${kind} ${id} is retired from ${formatJalali(from)}`);
    });
  });
}

function common(command: Command): Command {
  return withProvince(command)
    .requiredOption('--kind <kind>', ORGANISATION_KINDS.join(', '), choice('--kind', ORGANISATION_KINDS))
    .requiredOption('--id <id>', 'its identifier', identifier('--id'))
    .requiredOption('--from <day>', 'the first day it holds', day('--from'))
    .requiredOption('--reason <text>', 'why');
}
