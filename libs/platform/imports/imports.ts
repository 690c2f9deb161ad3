import { basename } from 'node:path';
import { may } from '@misaq/access/domain/roles.js';
import {
  type ImportAccepted,
  type ImportKind,
  LATE_REFUSALS_LISTED_MAX,
} from '@misaq/imports/domain/events.js';
import type { CheckLimits, CheckReason } from '@misaq/imports/domain/checks.js';
import type { ImportCommand } from '@misaq/imports/domain/import.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { withoutNationalIds } from '@misaq/platform/kernel/national-id-in-text.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { importAggregate } from '@misaq/imports/aggregate.js';
import { commandIdOf, type CommandId, newCommandId } from '@misaq/platform/commands/command-id.js';
import { CUT_OFF_AFTER_MS } from '@misaq/employment/due/unfinished-acts.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { applyRows, type RefusedRow } from './apply-rows.js';
import {
  type CheckedFile,
  checkFile,
  type CheckingParts,
  type FileToCheck,
  type RowsRead,
} from './checked-file.js';
import { type FileHashes, importIdOf } from './file-hashes.js';
import { ImportInterruptedError } from './import-interrupted.js';
import { refusalError } from './refusal-error.js';
import type { AcceptOutcome, ImportOutcome, ImportReport, OnProgress, RowError } from './report.js';
import { sendRow } from './row-commands.js';
import { importKind } from './import-kinds.js';
import {
  isSpooled,
  removeSpool,
  SpoolDamagedError,
  spooledIds,
  type SpooledImport,
  spooledImports,
  spooledRows,
  writeSpool,
} from './spool.js';
import { assertIsFile } from './csv-file.js';
import { UnreadableFileError } from './utf8-check.js';

export interface ImportRequest {
  readonly kind: ImportKind;
  readonly path: string;
  /** What the file is called in reports and in the record; without it the name it has in its folder. */
  readonly name?: string;
  readonly actor: Actor;
  /** Only says what would become of the file. */
  readonly dryRun?: boolean;
  /** Leaves bad rows out instead of refusing the file for them. */
  readonly partial?: boolean;
  readonly onProgress?: OnProgress;
  /** Lets the file be checked when there is room for it; at once when left out. What it throws is thrown. */
  readonly inCheckTurn?: InCheckTurn;
  /**
   * What files that record nothing may look at in a day. They are then on record as checks; where it is left out they are
   * neither counted nor recorded, as on a data directory whose log and key the sender can read anyway.
   */
  readonly checkLimits?: CheckLimits;
  /** Called when the file would be accepted now; what it throws is thrown, and nothing is accepted. */
  readonly beforeAcceptance?: () => void;
}

/** @param check makes the check; `onWork` is told of the milliseconds of work as they are spent */
export type InCheckTurn = <Checked>(
  check: (onWork?: (ms: number) => void) => Promise<Checked>,
) => Promise<Checked>;

export interface ImportsOptions extends CheckingParts {
  /** Where accepted rows lie until they are applied; belongs to the process that holds the data directory. */
  readonly spoolFolder: string;
  /** Whether the log is a server's: an append may come into it after nobody waits for its answer any more. */
  readonly isShared?: boolean;
}

class CheckNotAllowedError extends Error {
  override readonly name = 'CheckNotAllowedError';
  constructor(readonly refusal: Refusal) {
    super(refusal.name);
  }
}

/** What is wanted of imports that were accepted. */
interface Finishing {
  /** The last of them; all when left out. */
  readonly through?: string;
  /** Of that one, or of each. */
  readonly onProgress?: OnProgress;
  /** Ends the application between two rows when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Rows that were applied, and how many there are. */
export interface Applied {
  readonly done: number;
  readonly total: number;
}

/** Of so many imports it is remembered how far they are. */
const REMEMBERED_MAX = 100;
/** Rows that were applied are reported after so many. */
const ROWS_A_REPORT = 100;

/**
 * Imports of tables (CSV files and workbooks): everything is checked before anything is written, and what was accepted is applied to its end,
 * whatever happens in between. One import at a time, in the order of acceptance, because one may rest on another.
 */
export class Imports {
  #turn: Promise<unknown> = Promise.resolve();
  #applying: string | undefined;
  /** Of what is being applied, and of what was lately. */
  readonly #progress = new Map<string, Applied>();

  constructor(private readonly options: ImportsOptions) {}

  /**
   * @throws SpoolUnavailableError, StoreUnavailableError when nothing was accepted, also because an import that was
   *   accepted before cannot be applied; ImportInterruptedError when it was
   */
  async run(request: ImportRequest): Promise<ImportOutcome> {
    const { dryRun = false } = request;
    return this.#asked(request, () =>
      dryRun ? this.#check(request) : this.#inTurn(() => this.#import(request)),
    );
  }

  /**
   * Checks and accepts a file and leaves its rows to {@link apply}. Files that were accepted before are applied first,
   * because a file is checked on what they leave.
   *
   * @throws as {@link run} does
   */
  async accept(request: Omit<ImportRequest, 'dryRun'>): Promise<AcceptOutcome> {
    return this.#asked(request, () =>
      this.#inTurn(async () => {
        await this.#finishEarlier();
        const accepted = await this.#accept(request);
        if ('kind' in accepted) return accepted;
        const { spooled, errors, remarks } = accepted;
        return {
          kind: 'accepted',
          report: { ...countsOf(spooled), applied: 0, errors, ...remarked(remarks) },
        };
      }),
    );
  }

  /** What becomes of a request whose actor may send such a file, and whose file is one. */
  async #asked<Outcome>(
    request: ImportRequest,
    work: () => Promise<Outcome | ImportOutcome>,
  ): Promise<Outcome | ImportOutcome> {
    const { kind, path, actor } = request;
    const forbidden = may(actor, importKind(kind).act);
    try {
      await assertIsFile(path);
      // «Not their own» is said row by row.
      if (forbidden?.name === 'not_permitted')
        return { kind: 'refused', refusal: forbidden, report: emptyReport(kind, nameOf(request)) };
      return await work();
    } catch (error) {
      if (error instanceof UnreadableFileError) return { kind: 'unreadable', message: error.message };
      if (error instanceof CheckNotAllowedError)
        return { kind: 'refused', refusal: error.refusal, report: emptyReport(kind, nameOf(request)) };
      throw error;
    }
  }

  /**
   * Finishes imports that were accepted and then interrupted. Call it at the start, in the process that holds the lock of
   * the data directory. Returns a report of each finished import, with the errors of its application only.
   *
   * @throws ImportInterruptedError; SpoolDamagedError for one that is damaged, when the others are finished
   */
  async resume(onProgress?: OnProgress): Promise<ImportReport[]> {
    return this.#inTurn(async () => {
      const { reports, damages } = await this.#finishSpooled({ ...(onProgress && { onProgress }) });
      const [first] = damages;
      if (first !== undefined) throw first;
      return reports;
    });
  }

  /**
   * Applies an import that was accepted, and those that were accepted before it, as far as they are whole; nothing when
   * it stands already. When the signal is aborted it ends soon: at once while it waits for its turn, else between two
   * rows.
   *
   * @throws ImportInterruptedError, SpoolDamagedError
   */
  async apply(
    importId: string,
    { signal, ...finishing }: { readonly signal: AbortSignal; readonly onProgress?: OnProgress },
  ): Promise<readonly ImportReport[]> {
    let begun = false;
    const turn = this.#inTurn(async () => {
      begun = true;
      if (signal.aborted) return [];
      return (await this.#finishSpooled({ ...finishing, signal, through: importId })).reports;
    });
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        if (!begun) resolve([]);
      };
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
      turn.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', leave);
      });
    });
  }

  /** How far an import is that this process is applying, or has applied so lately that its tables may not say so yet. */
  progress(importId: string): Applied | undefined {
    return this.#progress.get(importId);
  }

  /** Imports whose rows wait here and are not being applied, in no order; of some it may turn out that they stand already. */
  async waiting(): Promise<readonly string[]> {
    const ids = await spooledIds(this.options.spoolFolder);
    return ids.filter((id) => id !== this.#applying);
  }

  /** Whether the rows of an import lie here. */
  holds(importId: string): boolean {
    return isSpooled(this.options.spoolFolder, importId);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** @throws CheckNotAllowedError when the day allows no more */
  async #recordCheck(
    { kind, actor, checkLimits: limits }: ImportRequest,
    { rows, persons }: RowsRead,
    why: CheckReason,
  ): Promise<void> {
    if (limits === undefined) return;
    const { router, clock } = this.options;
    const result = await router.send(
      { command: { type: 'RecordCheck', principalId: actor.id, kind, rows, persons, why }, limits },
      { commandId: newCommandId(clock.now()), actor },
      'import',
    );
    if (result.kind === 'refused') throw new CheckNotAllowedError(result.refusal);
  }

  #checked({
    inCheckTurn = (check) => check(),
    ...request
  }: ImportRequest & Pick<FileToCheck, 'beforeTrial'>): Promise<CheckedFile> {
    return inCheckTurn((onWork) => checkFile(this.options, { ...request, ...(onWork && { onWork }) }));
  }

  async #check(request: ImportRequest): Promise<ImportOutcome> {
    const { kind, partial = false } = request;
    const beforeTrial = (read: RowsRead): Promise<void> => this.#recordCheck(request, read, 'dry-run');
    const checked = await this.#checked({ ...request, beforeTrial });
    const report = reportOf(kind, nameOf(request), checked);
    return isRefused(checked, partial) ? fileRefused(report) : { kind: 'done', report };
  }

  async #import(request: ImportRequest): Promise<ImportOutcome> {
    const { kind, onProgress } = request;
    // An import that was interrupted in this process comes first: it was accepted before.
    await this.#finishEarlier();
    const accepted = await this.#accept(request);
    if ('kind' in accepted) return accepted;
    const { spooled, errors, remarks } = accepted;
    const report = await this.#finish(spooled, onProgress);
    return {
      kind: 'done',
      report: {
        ...report,
        kind,
        file: nameOf(request),
        errors: [...errors, ...report.errors],
        ...remarked(remarks),
      },
    };
  }

  /** Up to the point from which the file will be applied; the outcome when it does not come to that. */
  async #accept(
    request: ImportRequest,
  ): Promise<ImportOutcome | ({ spooled: SpooledImport } & Pick<CheckedFile, 'errors' | 'remarks'>)> {
    const { kind, actor, partial = false } = request;
    const { clock, spoolFolder } = this.options;
    const checked = await this.#checked(request);
    const file = nameOf(request);
    const { acceptedRows, hashes, rows, duplicates, rejected, errors, remarks } = checked;
    const report = reportOf(kind, file, checked);
    if (isRefused(checked, partial)) {
      // What is told of persons is what a dry run tells.
      if (checked.persons > 0) await this.#recordCheck(request, checked, 'refused');
      return fileRefused(report);
    }
    const { last, next: importId } = await this.#importIds(kind, hashes);
    // The same file again changes nothing, not even the list of imports.
    if (acceptedRows.length === 0) return { kind: 'done', report: { ...report, importId: last } };

    request.beforeAcceptance?.();
    const content: ImportAccepted = {
      importId,
      kind,
      file,
      fileHash: hashes.keyed,
      fileHashKey: 'person-key',
      rows,
      accepted: acceptedRows.length,
      duplicates,
      rejected,
      ...present({ province: actor.province }),
    };
    const spooled = { ...content, actor, spooledAt: clock.now() };
    await writeSpool(spoolFolder, spooled, acceptedRows);
    await this.#record({ type: 'AcceptImport', ...content }, { commandId: importId, actor });
    return { spooled, errors, remarks };
  }

  /**
   * Ids follow from the file: the one of its last import, null before the first, and the next one, should it now hold rows
   * that can be applied. Imports that an older version recorded under the plain hash came before all others.
   */
  async #importIds(
    kind: ImportKind,
    { keyed, plain }: FileHashes,
  ): Promise<{ readonly last: string | null; readonly next: CommandId }> {
    const older = await this.#importIdsUnder(kind, plain);
    const { last, next } = await this.#importIdsUnder(kind, keyed);
    return { last: last ?? older.last, next };
  }

  async #importIdsUnder(
    kind: ImportKind,
    fileHash: string,
  ): Promise<{ readonly last: string | null; readonly next: CommandId }> {
    let last: string | null = null;
    for (let time = 1; ; time += 1) {
      const next = importIdOf(kind, fileHash, time);
      const { status } = await this.options.router.streams.state(importAggregate, streams.import(next));
      if (status === 'new') return { last, next };
      last = next;
    }
  }

  /** The sender of the next file learns neither who sent the earlier one nor that the own one was accepted. */
  async #finishEarlier(): Promise<void> {
    try {
      await this.#finishSpooled();
    } catch (error) {
      if (!(error instanceof ImportInterruptedError)) throw error;
      const brief = 'a file that was accepted before cannot be applied now, and yours was not accepted';
      throw new StoreUnavailableError(error.message, { cause: error, brief });
    }
  }

  /**
   * One that is damaged holds up no other. Whatever comes after it was checked on the log as it stands without its rows:
   * what would have rested on them is refused by name, and what is recorded is true. Its own rows are applied when the
   * file is restored; those that have become impossible by then are late refusals, as after any interruption.
   *
   * @throws SpoolDamagedError, ImportInterruptedError when it is the one that was asked for
   */
  async #finishSpooled({ through, onProgress, signal }: Finishing = {}): Promise<{
    readonly reports: ImportReport[];
    readonly damages: readonly Error[];
  }> {
    const { router, spoolFolder, clock, isShared = false } = this.options;
    const reports: ImportReport[] = [];
    const { imports: all, damaged } = await spooledImports(spoolFolder);
    const damages: Error[] = [...damaged];
    const asked = damaged.find(({ importId }) => importId === through);
    if (asked !== undefined) throw asked;
    const end = through === undefined ? all.length : all.findIndex((each) => each.importId === through) + 1;
    for (const spooled of all.slice(0, end)) {
      const { importId } = spooled;
      const stream = streams.import(importId);
      const { status } = await router.streams.stateOnRecord(importAggregate, stream, { newest: true });
      const told = through === undefined || importId === through ? onProgress : undefined;
      // Its acceptance may still come into the log: without its rows it would stand there unfinished for ever.
      if (status === 'new' && isShared && clock.now() < spooled.spooledAt + CUT_OFF_AFTER_MS) continue;
      // Never accepted, or completed and only not tidied up.
      if (status !== 'accepted') await removeSpool(spoolFolder, importId);
      else
        try {
          reports.push(await this.#finish(spooled, told, signal));
        } catch (error) {
          if (importId === through || !isDamage(error)) throw error;
          damages.push(error);
        }
    }
    return { reports, damages };
  }

  async #finish(
    spooled: SpooledImport,
    onProgress: OnProgress | undefined,
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    const { spoolFolder } = this.options;
    const { importId, kind, file, accepted, actor } = spooled;
    try {
      const late = await this.#apply(spooled, onProgress, signal);
      const applied = accepted - late.length;
      const refusedRows = late
        .slice(0, LATE_REFUSALS_LISTED_MAX)
        .map(({ planned, refusal }) => ({ row: planned.row, code: refusal.name }));
      await this.#record(
        { type: 'CompleteImport', importId, applied, lateRefusals: late.length, refusedRows },
        { commandId: commandIdOf(`complete ${importId}`), correlationId: importId, actor },
      );
      const errors = await lateErrors(kind, late);
      // What cannot be removed now is removed at the next start: the import is completed.
      await removeSpool(spoolFolder, importId).catch(() => undefined);
      return { ...countsOf(spooled), applied, errors };
    } catch (error) {
      this.#progress.delete(importId);
      throw new ImportInterruptedError(importId, file, error);
    } finally {
      this.#applying = undefined;
    }
  }

  /** Neither can be refused: ids of imports are not used twice, and only what was accepted is completed. */
  async #record(command: ImportCommand, envelope: Envelope): Promise<void> {
    const result = await this.options.router.send({ command }, envelope, 'import');
    if (result.kind === 'refused') throw new Error(`${command.type} was refused: ${result.refusal.name}`);
  }

  async #apply(
    spooled: SpooledImport,
    onProgress: OnProgress | undefined,
    signal: AbortSignal | undefined,
  ): Promise<readonly RefusedRow[]> {
    const { importId, accepted: total, actor } = spooled;
    let done = 0;
    this.#applying = importId;
    const progress = (): void => {
      this.#cameTo(importId, { done, total });
      onProgress?.({ phase: 'applying', done, total });
    };
    progress();
    const late = await applyRows(
      spooledRows(this.options.spoolFolder, importId),
      (row) => sendRow(this.options.router, importId, actor, row),
      () => {
        done += 1;
        if (done % ROWS_A_REPORT === 0) progress();
      },
      signal,
    );
    progress();
    return late;
  }

  #cameTo(importId: string, applied: Applied): void {
    this.#progress.set(importId, applied);
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > REMEMBERED_MAX && oldest !== undefined) this.#progress.delete(oldest);
  }
}

async function lateErrors(kind: ImportKind, late: readonly RefusedRow[]): Promise<readonly RowError[]> {
  const slice = createSlice();
  const errors: RowError[] = [];
  for (const { planned, refusal } of late) {
    errors.push({ ...refusalError(kind, planned, refusal), late: true });
    await slice.pauseWhenOver();
  }
  return errors;
}

function isDamage(error: unknown): error is ImportInterruptedError {
  return error instanceof ImportInterruptedError && error.cause instanceof SpoolDamagedError;
}

function nameOf({ name, path }: ImportRequest): string {
  return withoutNationalIds(name ?? basename(path));
}

/** The part of a report that is known when a file is accepted. */
function countsOf({
  importId,
  kind,
  file,
  rows,
  accepted,
  duplicates,
  rejected,
}: SpooledImport): Omit<ImportReport, 'applied' | 'errors'> & { readonly importId: string } {
  return { importId, kind, file, rows, accepted, duplicates, rejected };
}

function isRefused({ readable, rejected }: CheckedFile, partial: boolean): boolean {
  return !readable || (rejected > 0 && !partial);
}

function fileRefused(report: ImportReport): ImportOutcome {
  const { rows, accepted, duplicates, rejected } = report;
  return {
    kind: 'refused',
    refusal: { name: 'file_refused', figures: { rows, accepted, duplicates, rejected } },
    report,
  };
}

function remarked(remarks: CheckedFile['remarks']): Pick<ImportReport, 'remarks'> {
  return remarks.length === 0 ? {} : { remarks };
}

function reportOf(kind: ImportKind, file: string, checked: CheckedFile): ImportReport {
  const { rows, acceptedRows, duplicates, rejected, errors, remarks } = checked;
  return {
    importId: null,
    kind,
    file,
    rows,
    accepted: acceptedRows.length,
    duplicates,
    rejected,
    applied: 0,
    errors,
    ...remarked(remarks),
  };
}

function emptyReport(kind: ImportKind, file: string): ImportReport {
  return {
    importId: null,
    kind,
    file,
    rows: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    applied: 0,
    errors: [],
  };
}
