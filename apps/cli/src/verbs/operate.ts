import type { Command } from 'commander';
import { READ_MODEL_NAMES } from '@misaq/platform/projections/names.js';
import type { UnfinishedImport } from '@misaq/platform/imports/unfinished.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { choice } from '@misaq/platform/command-line/values.js';
import type { Operations } from '../backend/operations.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import { done, refused, type Outcome } from '@misaq/platform/command-line/outcome.js';
import type { RebuiltItem, VerificationItem } from '@misaq/operations/wire.js';
import { FORCE_HELP, FORCE_OPTION } from '@misaq/platform/command-line/file-out.js';
import { table } from '@misaq/platform/command-line/table.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import type { OnReading } from '@misaq/platform/assembly/verification.js';

interface BackupOptions {
  readonly to: string;
  readonly force?: true;
}

export function registerRebuild(command: Command, shell: Shell): void {
  command
    .argument('[name]', 'one of them (default: all)', choice('NAME', READ_MODEL_NAMES))
    .option('--discard', 'throw the read models of the data directory away first, and compare with nothing')
    .addHelpText(
      'after',
      `
«--discard» is for a log that was replaced on purpose, such as by an older backup: nothing starts on it as long as the
read models show more than it holds. It throws away what can prove that the end of the log is missing.

Examples:
  misaq rebuild
  misaq rebuild credit-board
  misaq rebuild --discard`,
    );
  command.action((name: string | undefined) =>
    shell.run(command, (session) =>
      command.opts<{ discard?: true }>().discard === true ? discard(session, name) : rebuild(session, name),
    ),
  );
}

export function registerVerify(command: Command, shell: Shell): void {
  command.addHelpText('after', '\nChanges nothing and repairs nothing.\n\nExample:\n  misaq verify');
  command.action(() => shell.run(command, verify));
}

export function registerBackup(command: Command, shell: Shell): void {
  command
    .requiredOption('--to <file>', 'the file')
    .option(FORCE_OPTION, FORCE_HELP)
    .addHelpText(
      'after',
      `
«misaq restore» makes a data directory of it, which needs the person key of the original (person.key, or
MISAQ_PERSON_KEY). The key is not in the backup: keep the two apart.

Example:
  misaq backup --to /mnt/backup/misaq-1401-11-02.sqlite`,
    );
  command.action(() => shell.run(command, (session) => backup(session, command.opts<BackupOptions>())));
}

async function rebuild(session: Session, name: string | undefined, reached?: Operations): Promise<Outcome> {
  const operations = reached ?? (await session.reach('read')).operations;
  const started = performance.now();
  const { position, readModels, refusal } = await operations.rebuild(name, showing(session));
  const seconds = (performance.now() - started) / 1000;
  const answer = { position, milliseconds: Math.round(seconds * 1000), readModels };
  const text = (screen: Screen): string =>
    `${rebuiltTable(screen, readModels)}\n\nRead the log up to position ${grouped(position)} in ${seconds.toFixed(1)} s.`;
  return refusal === undefined ? done(answer, text) : asRefused(refusal, answer, text);
}

async function discard(session: Session, name: string | undefined): Promise<Outcome> {
  session.hereOnly();
  if (name !== undefined)
    throw new UsageError('all_or_none', '--discard throws all read models away: leave NAME out');
  const { operations } = await session.reach('read');
  await operations.discardReadModels?.();
  return rebuild(session, undefined, operations);
}

function showing({ progress }: Session): OnReading {
  return ({ phase, done: read, total }) => {
    progress.show(phase, read, total);
  };
}

function rebuiltTable(screen: Screen, rebuilt: readonly RebuiltItem[]): string {
  return table(
    screen,
    [{ title: 'read model' }, { title: 'rows that differ', align: 'right' }, { title: 'state' }],
    rebuilt.map(({ name, differences, swapped, stop }) => [
      name,
      differences === null ? 'not compared' : grouped(differences),
      stop !== null ? 'stopped' : swapped ? 'new one serves' : 'as before',
    ]),
  );
}

async function verify(session: Session): Promise<Outcome> {
  const { operations } = await session.reach('read');
  const { item, refusal } = await operations.verify(showing(session));
  const text = (screen: Screen): string => verifyText(screen, item);
  return refusal === undefined ? done(item, text) : asRefused(refusal, item, text);
}

function unfinishedText({ kind, file, accepted, rowsWait }: UnfinishedImport): string {
  const next = rowsWait
    ? 'the next command that writes finishes it'
    : 'its rows are gone: import the file again, what was applied stays as it is';
  return `The import of ${file} (${kind}, ${counted(accepted, 'row')}) was accepted and is not finished; ${next}.`;
}

/** What was found is answered in any case; a fault makes it a refusal. */
function asRefused(why: Refusal, answer: object, text: (screen: Screen) => string): Outcome {
  const refusal = refused(why);
  return {
    exitCode: EXIT.refused,
    json: { ...refusal.json, ...answer },
    text: async (screen) => `${text(screen)}\n\n${await refusal.text(screen)}`,
  };
}

function verifyText(screen: Screen, found: VerificationItem): string {
  const { structure, readModels, unfinishedImports } = found;
  const lines = [
    `${counted(found.events, 'event')} in ${counted(found.streams, 'stream')}: order, revisions and the chain of hashes were checked.`,
    ...(found.faultCount === 0 ? ['No fault.'] : [`${counted(found.faultCount, 'fault')}:`]),
    ...found.faults.map(({ kind, position, stream, detail }) =>
      [
        `  ${kind}`,
        ...(position === undefined ? [] : [`at position ${position.toString()}`]),
        stream ?? '',
        detail,
      ].join(' '),
    ),
    ...(structure ?? []).map((problem) => `  structure of the file: ${problem}`),
    ...(readModels.length === 0 ? [] : ['', rebuiltTable(screen, readModels)]),
    ...unfinishedImports.map(unfinishedText),
    ...found.twins.map(twinsText),
  ];
  return lines.join('\n');
}

function twinsText({ kind, stream, spellings, difference }: VerificationItem['twins'][number]): string {
  const all = spellings.map((each) => `«${each}»`).join(', ');
  return `Two of one look (${kind}, in ${stream}): ${all}: ${difference}. Each is named by its exact spelling.`;
}

async function backup(session: Session, { to, force }: BackupOptions): Promise<Outcome> {
  const { operations } = await session.reach('read');
  const { file, position, bytes, personKeyFingerprint } = await operations.backup({
    path: to,
    force: force === true,
  });
  return done({ file, position, events: Number(position) + 1, bytes, personKeyFingerprint }, () =>
    [
      `${file}: ${counted(position + 1n, 'event')}, ${counted(bytes, 'byte')}.`,
      'The person key is not in it and travels apart from it: without the key nobody in it can be found, and nobody registered anew is recognised. Take webhook.key along as well.',
    ].join('\n'),
  );
}
