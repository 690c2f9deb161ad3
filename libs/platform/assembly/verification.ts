import { join } from 'node:path';
import { unfinishedImports, type UnfinishedImport } from '@misaq/platform/imports/unfinished.js';
import { LookAlikeFinder, type Twins } from '@misaq/operations/look-alike-ids.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { endOfLog, type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import type { LogReport } from '@misaq/platform/event-store/verify.js';
import type { Rebuilt } from '@misaq/platform/projections/rebuild.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';
import { structuralProblemsOf } from './structure-in-process.js';
import type { System } from './system.js';

/** How far a reading of the whole log has come. */
export type OnReading = (progress: {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}) => void;

/** What a check of everything found. */
export interface Verification {
  readonly log: LogReport;
  /** What SQLite finds wrong with the file; null when that was not looked at. */
  readonly structure: readonly string[] | null;
  readonly unfinishedImports: readonly UnfinishedImport[];
  /** Ids and names that look alike, which is no damage; empty when the log itself has faults. */
  readonly twins: readonly Twins[];
  /** Empty when the log itself has faults: there is nothing to compare with then. */
  readonly readModels: readonly Rebuilt[];
  /** The worst of it; absent when nothing is wrong. */
  readonly refusal?: Refusal<EdgeRefusalName>;
}

export interface VerificationExtent {
  /** Whether SQLite checks the structure of its file too, which reads all of the file. */
  readonly structure: boolean;
  /** Whether imports that did not end are looked for, which reads the log once more in this thread; by default they are. */
  readonly imports?: boolean;
  /** Whether ids and names that look alike are looked for, which reads the log once more too; by default they are. */
  readonly twins?: boolean;
  /** Aborted when nobody wants to know any more; the check of the log then rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Reads the whole log, checks its order and its hashes, and compares the read models with what it gives. Changes
 * nothing and repairs nothing; work goes on meanwhile.
 *
 */
export async function verifySystem(
  system: System,
  {
    structure: withStructure,
    imports: withImports = true,
    twins: withTwins = true,
    signal,
  }: VerificationExtent,
  onReading: OnReading,
): Promise<Verification> {
  const { file } = system.store;
  const structure =
    withStructure && file !== undefined
      ? await structuralProblemsOf(join(system.folder, 'log.sqlite'), file)
      : null;
  const total = Number(await endOfLog(system.store)) + 1;
  const log = await system.checkLog((done) => {
    onReading({ phase: 'checking the log', done, total });
  }, signal);
  const sound = log.faultCount === 0 && (structure ?? []).length === 0;
  // A log with faults is not one to make tables of.
  const readModels = sound ? await compared(system, onReading) : [];
  const imports =
    withImports && log.faultCount === 0
      ? await unfinishedImports(system.store, join(system.folder, 'imports'))
      : [];
  const twins = withTwins && log.faultCount === 0 ? await twinsIn(system.store) : [];
  const refusal = worst(log, sound, imports, readModels);
  return {
    log,
    structure,
    unfinishedImports: imports,
    twins,
    readModels,
    ...(refusal !== undefined && { refusal }),
  };
}

async function twinsIn(store: Pick<EventStore, 'readAll'>): Promise<readonly Twins[]> {
  const finder = new LookAlikeFinder();
  for await (const batch of store.readAll(LOG_START)) for (const event of batch) finder.look(event);
  return finder.twins(store);
}

async function compared(system: System, onReading: OnReading): Promise<readonly Rebuilt[]> {
  const { runner } = await system.readModels();
  return runner.verify(undefined, reading(onReading));
}

function worst(
  log: LogReport,
  sound: boolean,
  imports: readonly UnfinishedImport[],
  readModels: readonly Rebuilt[],
): Refusal<EdgeRefusalName> | undefined {
  if (!sound) return edgeRefusal('log_damaged', { faultCount: log.faultCount });
  const lost = imports.find(({ rowsWait }) => !rowsWait);
  if (lost !== undefined)
    return edgeRefusal('import_rows_lost', { importId: lost.importId, file: lost.file });
  return stoppedOne(readModels) ?? differingOne(readModels);
}

/** Says that a read model stands still, when one does. */
export function stoppedOne(readModels: readonly Rebuilt[]): Refusal<EdgeRefusalName> | undefined {
  const stopped = readModels.find(({ stop }) => stop !== undefined);
  return stopped && edgeRefusal('read_models_stopped', { readModel: stopped.name });
}

function differingOne(readModels: readonly Rebuilt[]): Refusal<EdgeRefusalName> | undefined {
  const different = readModels.find(({ comparison }) => (comparison?.differing ?? 0) > 0);
  return different && edgeRefusal('read_models_differ', { readModel: different.name });
}

/** Progress of a projection runner as that of any long reading. */
export function reading(
  onReading: OnReading,
): (at: { readonly position: bigint; readonly end: bigint }) => void {
  return ({ position, end }) => {
    onReading({ phase: 'reading the log', done: Number(position) + 1, total: Number(end) + 1 });
  };
}
