import { join } from 'node:path';
import { unfinishedImports, type UnfinishedImport } from '@misaq/application/imports/unfinished.js';
import { TwinFinder, type Twins } from '@misaq/application/twins.js';
import type { Refusal } from '@misaq/domain/kernel/decision.js';
import { endOfLog, type EventStore, type RecordedEvent } from '@misaq/event-store/port.js';
import { type LogReport, verifyLog } from '@misaq/event-store/verify.js';
import type { Rebuilt } from '@misaq/projections/rebuild.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/wire/refusals.js';
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

/**
 * Reads the whole log, checks its order and its hashes, and compares the read models with what it gives. Changes
 * nothing and repairs nothing; work goes on meanwhile.
 *
 * @param structure whether SQLite looks at its file too, which it does in one turn: nobody is answered meanwhile
 */
export async function verifySystem(
  system: System,
  { structure: withStructure }: { readonly structure: boolean },
  onReading: OnReading,
): Promise<Verification> {
  const structure = withStructure ? (system.store.file?.structuralProblems() ?? null) : null;
  const total = Number(await endOfLog(system.store)) + 1;
  const finder = new TwinFinder();
  const log = await verifyLog(lookedAt(system.store, finder), (done) => {
    onReading({ phase: 'checking the log', done, total });
  });
  const sound = log.faultCount === 0 && (structure ?? []).length === 0;
  // A log with faults is not one to make tables of.
  const readModels = sound ? await compared(system, onReading) : [];
  const imports =
    log.faultCount === 0 ? await unfinishedImports(system.store, join(system.folder, 'imports')) : [];
  const twins = log.faultCount === 0 ? await finder.twins(system.store) : [];
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

/** The same log, each batch of which the finder sees too. */
function lookedAt(store: EventStore, finder: TwinFinder): Pick<EventStore, 'readAll'> {
  return {
    async *readAll(after) {
      for await (const batch of store.readAll(after)) {
        for (const event of batch) look(finder, event);
        yield batch;
      }
    },
  };
}

/** An event that makes no sense is a fault, which the check of the log names. */
function look(finder: TwinFinder, event: RecordedEvent): void {
  try {
    finder.look(event);
  } catch {
    // Twins are not looked for in a log with faults.
  }
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
