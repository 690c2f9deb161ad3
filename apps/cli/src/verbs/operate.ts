import { join } from 'node:path';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Rebuilt } from '@misaq/projections/runner.js';
import { unfinishedImports, type UnfinishedImport } from './unfinished-imports.js';
import { verifyLog, type LogReport } from '@misaq/event-store/verify.js';
import { done, EXIT, refused, type Outcome } from '../output/outcome.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import { table } from '../output/table.js';
import { grouped } from '@misaq/wire/grouped.js';
import type { Screen } from '../output/screen.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import type { System } from '../../../composition/src/system.js';

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
  const rebuilt = await runner.rebuild(undefined, progressOf(session));
  const seconds = (performance.now() - started) / 1000;
  const { position } = await system.store.health();
  const readModels = rebuilt.map(rebuiltItem);
  const answer = { position, milliseconds: Math.round(seconds * 1000), readModels };
  const text = (screen: Screen): string =>
    `${rebuiltTable(screen, rebuilt)}\n\nRead ${grouped(position + 1n)} events in ${seconds.toFixed(1)} s.`;
  const stopped = rebuilt.find(({ stop }) => stop !== undefined);
  if (stopped !== undefined)
    return asRefused('read_models_stopped', { readModel: stopped.name }, answer, text);
  return done(answer, text);
}

function progressOf({
  progress,
}: Session): (at: { readonly position: bigint; readonly end: bigint }) => void {
  return ({ position, end }) => {
    progress.show('reading the log', Number(position), Number(end));
  };
}

function rebuiltItem({ name, position, comparison, swapped, stop }: Rebuilt) {
  return {
    name,
    position,
    swapped,
    differences: comparison === undefined ? null : comparison.differing,
    examples: comparison?.examples ?? [],
    stop: stop ?? null,
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
  const structure = system.store.structuralProblems();
  const { position: end } = await system.store.health();
  const log = await verifyLog(system.store, (events) => {
    session.progress.show('checking the log', events, Number(end) + 1);
  });
  const readModels = log.faultCount === 0 && structure.length === 0 ? await compared(system, session) : [];
  const imports =
    log.faultCount === 0 ? await unfinishedImports(system.store, join(system.folder, 'imports')) : [];
  const answer = {
    events: log.events,
    streams: log.streams,
    position: log.position,
    structure,
    faultCount: log.faultCount,
    faults: log.faults,
    unfinishedImports: imports,
    readModels: readModels.map(rebuiltItem),
  };
  const text = (screen: Screen): string =>
    [verifyText(screen, log, structure, readModels), ...imports.map(unfinishedText)].join('\n');
  if (log.faultCount > 0 || structure.length > 0)
    return asRefused('log_damaged', { faultCount: log.faultCount }, answer, text);
  const lost = imports.find(({ rowsWait }) => !rowsWait);
  if (lost !== undefined)
    return asRefused('import_rows_lost', { importId: lost.importId, file: lost.file }, answer, text);
  const stopped = readModels.find(({ stop }) => stop !== undefined);
  if (stopped !== undefined)
    return asRefused('read_models_stopped', { readModel: stopped.name }, answer, text);
  const different = readModels.find(({ comparison }) => (comparison?.differing ?? 0) > 0);
  if (different !== undefined)
    return asRefused('read_models_differ', { readModel: different.name }, answer, text);
  return done(answer, text);
}

function unfinishedText({ kind, file, accepted, rowsWait }: UnfinishedImport): string {
  const next = rowsWait
    ? 'the next command that writes finishes it'
    : 'its rows are gone: import the file again, what was applied stays as it is';
  return `The import of ${file} (${kind}, ${grouped(accepted)} rows) was accepted and is not finished; ${next}.`;
}

async function compared(system: System, session: Session): Promise<readonly Rebuilt[]> {
  const { runner } = await system.readModels();
  return runner.verify(undefined, progressOf(session));
}

/** What was found is answered in any case; a fault makes it a refusal. */
function asRefused(
  name: Parameters<typeof edgeRefusal>[0],
  figures: Parameters<typeof edgeRefusal>[1],
  answer: object,
  text: (screen: Screen) => string,
): Outcome {
  const refusal = refused(edgeRefusal(name, figures));
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
  const { file, position, bytes } = await system.store.backup(resolve(to));
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
