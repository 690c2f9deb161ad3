import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Rebuilt } from '@misaq/projections/runner.js';
import type { UnfinishedImport } from '@misaq/application/imports/unfinished.js';
import type { Refusal } from '@misaq/domain/kernel/decision.js';
import type { LogReport } from '@misaq/event-store/verify.js';
import { done, EXIT, refused, type Outcome } from '../output/outcome.js';
import { rebuiltItem, verificationItem } from '@misaq/wire/operations.js';
import { table } from '../output/table.js';
import { grouped } from '@misaq/wire/grouped.js';
import type { Screen } from '../output/screen.js';
import { RefusedError, type Session } from '../session.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import type { Shell } from '../shell.js';
import { type OnReading, reading, stoppedOne, verifySystem } from '../../../composition/src/verification.js';

export function registerOperate(program: Command, shell: Shell): void {
  const rebuilding = program
    .command('rebuild')
    .description('build all read models from the log beside the ones that serve, compare, swap')
    .addHelpText('after', '\nExample:\n  misaq rebuild');
  rebuilding.action(() => shell.run(rebuilding, rebuild));
  const verifying = program
    .command('verify')
    .description('read the whole log and check order and hashes; compare the read models with it')
    .addHelpText('after', '\nChanges nothing and repairs nothing.\n\nExample:\n  misaq verify');
  verifying.action(() => shell.run(verifying, verify));
  const backing = program
    .command('backup')
    .description('copy the log into a new file')
    .requiredOption('--to <file>', 'the file; it must not exist')
    .addHelpText(
      'after',
      `
To restore: put the file into an empty folder as log.sqlite, with the person key of the original beside it
(person.key, or MISAQ_PERSON_KEY). The key is not in the backup: keep the two apart.

Example:
  misaq backup --to /mnt/backup/misaq-1401-11-02.sqlite`,
    );
  backing.action(() => shell.run(backing, (session) => backup(session, backing.opts<{ to: string }>().to)));
}

async function rebuild(session: Session): Promise<Outcome> {
  session.require('operate');
  const system = await session.open('read');
  const { runner } = await system.readModels();
  const started = performance.now();
  const rebuilt = await runner.rebuild(undefined, reading(showing(session)));
  const seconds = (performance.now() - started) / 1000;
  const { position } = await system.store.health();
  const answer = { position, milliseconds: Math.round(seconds * 1000), readModels: rebuilt.map(rebuiltItem) };
  const text = (screen: Screen): string =>
    `${rebuiltTable(screen, rebuilt)}\n\nRead ${grouped(position + 1n)} events in ${seconds.toFixed(1)} s.`;
  const stopped = stoppedOne(rebuilt);
  return stopped === undefined ? done(answer, text) : asRefused(stopped, answer, text);
}

function showing({ progress }: Session): OnReading {
  return ({ phase, done: read, total }) => {
    progress.show(phase, read, total);
  };
}

function rebuiltTable(screen: Screen, rebuilt: readonly Rebuilt[]): string {
  return table(
    screen,
    [{ title: 'read model' }, { title: 'rows that differ', align: 'right' }, { title: 'state' }],
    rebuilt.map(({ name, comparison, swapped, stop }) => [
      name,
      comparison === undefined ? 'not compared' : grouped(comparison.differing),
      stop !== undefined ? 'stopped' : swapped ? 'new one serves' : 'as before',
    ]),
  );
}

async function verify(session: Session): Promise<Outcome> {
  session.require('operate');
  const system = await session.open('read');
  const found = await verifySystem(system, { structure: true }, showing(session));
  const answer = verificationItem(found);
  const text = (screen: Screen): string =>
    [
      verifyText(screen, found.log, found.structure ?? [], found.readModels),
      ...found.unfinishedImports.map(unfinishedText),
    ].join('\n');
  return found.refusal === undefined ? done(answer, text) : asRefused(found.refusal, answer, text);
}

function unfinishedText({ kind, file, accepted, rowsWait }: UnfinishedImport): string {
  const next = rowsWait
    ? 'the next command that writes finishes it'
    : 'its rows are gone: import the file again, what was applied stays as it is';
  return `The import of ${file} (${kind}, ${grouped(accepted)} rows) was accepted and is not finished; ${next}.`;
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

function verifyText(
  screen: Screen,
  log: LogReport,
  structure: readonly string[],
  readModels: readonly Rebuilt[],
): string {
  const lines = [
    `${grouped(log.events)} events in ${grouped(log.streams)} streams: order, revisions and the chain of hashes were checked.`,
    ...(log.faultCount === 0 ? ['No fault.'] : [`${grouped(log.faultCount)} faults:`]),
    ...log.faults.map(({ kind, position, stream, detail }) =>
      [
        `  ${kind}`,
        ...(position === undefined ? [] : [`at position ${position.toString()}`]),
        stream ?? '',
        detail,
      ].join(' '),
    ),
    ...structure.map((problem) => `  structure of the file: ${problem}`),
  ];
  return readModels.length === 0
    ? lines.join('\n')
    : `${lines.join('\n')}\n\n${rebuiltTable(screen, readModels)}`;
}

async function backup(session: Session, to: string): Promise<Outcome> {
  session.require('operate');
  const system = await session.open('read');
  const { file: log } = system.store;
  if (log === undefined) throw new RefusedError(edgeRefusal('backup_elsewhere'));
  const { file, position, bytes } = await log.backup(resolve(to));
  const { fingerprint } = system.personKey;
  return done(
    { file, position, events: Number(position) + 1, bytes, personKeyFingerprint: fingerprint },
    () =>
      [
        `${file}: ${grouped(position + 1n)} events, ${grouped(bytes)} bytes.`,
        'The person key is not in it and travels apart from it: without the key nobody in it can be found, and nobody registered anew is recognised.',
      ].join('\n'),
  );
}
