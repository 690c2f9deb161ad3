import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { outsideProvince, ownOrganisation } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { FacilityPaid } from '@misaq/credit/domain/facility-events.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { parsePool, streams } from '@misaq/platform/kernel/streams.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import { initialRegister, type RegisterState } from '@misaq/register/domain/register.js';
import { createSlice, type Slice } from '@misaq/platform/scheduling/slices.js';
import type { OpenSpreadsheet } from '@misaq/platform/spreadsheets/port.js';
import { registerAggregate } from '@misaq/register/aggregate.js';
import { type Clock, today } from '@misaq/platform/kernel/clock.js';
import type { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { CommandTables } from '@misaq/platform/commands/command-route.js';
import type { CommandStreams } from '@misaq/platform/commands/command-streams.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import { type FileHashes, fileHashes } from './file-hashes.js';
import type { Header } from './columns.js';
import { readHeader } from './headers.js';
import { packRow, type PlannedRow, unpackRow } from './planned-row.js';
import { refusalError } from './refusal-error.js';
import { payerOf, Rehearsal } from './rehearsal.js';
import { ErrorList, type OnProgress, type RowError, type RowRemark } from './report.js';
import { RemarkList } from './remarks.js';
import { type ReadingContext, RowReader } from './row-reader.js';
import { importKind } from './import-kinds.js';
import { RowsByDay } from './rows-by-day.js';
import { trimmed } from './cells.js';
import { openTable } from './table-file.js';
import { UnreadableFileError } from './utf8-check.js';

/** Half a million rows take about 300 MB while they are checked; a year of a large province is a tenth of that. */
export const ROWS_MAX = 500_000;
/** Progress is told after so many rows. */
const ROWS_A_REPORT = 500;

export interface CheckingParts {
  readonly router: CommandRouter;
  readonly clock: Clock;
  readonly tables: CommandTables;
  readonly personKey: PersonKey;
  readonly openSpreadsheet: OpenSpreadsheet;
}

/** A file after its check: what it holds, and what would become of it. */
export interface CheckedFile {
  readonly hashes: FileHashes;
  /** Rows to apply, packed, in the order of application. */
  readonly acceptedRows: readonly string[];
  readonly rows: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly errors: readonly RowError[];
  readonly remarks: readonly RowRemark[];
  /** Rows that named a person whose state was looked up. */
  readonly persons: number;
  /** False when the header is wrong, so that no row could be read. */
  readonly readable: boolean;
}

export interface RowsRead {
  readonly rows: number;
  /** Rows that name a person whose state will be looked up. */
  readonly persons: number;
}

export interface FileToCheck {
  readonly kind: ImportKind;
  readonly path: string;
  readonly actor: Actor;
  /** Leaves bad rows out instead of refusing the file for them. */
  readonly partial?: boolean;
  /** Whether nothing is recorded, whatever is found. */
  readonly dryRun?: boolean;
  /** Called when the rows are read, before any is tried on what others recorded. What it throws is thrown. */
  readonly beforeTrial?: (read: RowsRead) => Promise<void>;
  readonly onProgress?: OnProgress;
  /** Told of the milliseconds of work as they are spent. */
  readonly onWork?: (ms: number) => void;
}

/**
 * Reads a file and tries each of its rows against the state and the rows before it, in order of business date, then row.
 * Writes nothing. Others have their turn at least every few milliseconds.
 *
 * @throws UnreadableFileError; whatever `onWork` throws
 */
export async function checkFile(parts: CheckingParts, file: FileToCheck): Promise<CheckedFile> {
  const slice = createSlice(file.onWork);
  try {
    return await checkInSlices(parts, file, slice);
  } finally {
    slice.end();
  }
}

async function checkInSlices(
  parts: CheckingParts,
  { kind, path, actor, partial = false, dryRun = false, beforeTrial, onProgress }: FileToCheck,
  slice: Slice,
): Promise<CheckedFile> {
  const errors = new ErrorList();
  const remarks = new RemarkList();
  const { hashes, unchecked, rows, badRows, readable } = await readRows(
    parts,
    { kind, path, actor },
    { errors, remarks, slice },
  );
  const { namesPersons, hidesCreditFromBanks } = importKind(kind);
  const persons = namesPersons === true ? unchecked.size : 0;
  await beforeTrial?.({ rows, persons });
  // How an agency stands is not a bank's to find out by trying. What is left out of a partial file is told row by row,
  // because the rest of it is recorded.
  const hidesCredit = hidesCreditFromBanks === true && actor.role === 'bank' && (dryRun || !partial);
  if (hidesCredit && dryRun && readable) remarks.creditNotChecked();
  const { clock, tables } = parts;
  const rehearsal = new Rehearsal({ router: parts.router, clock, tables }, actor, hidesCredit);
  const { payers, duplicates, ...tried } = await tryRows(kind, unchecked, rehearsal, {
    ...{ errors, remarks, slice, hidesCredit, onProgress },
  });
  let { acceptedRows, refusals } = tried;
  const isWhole = badRows + refusals === 0;
  if (!dryRun && isWhole && rehearsal.shortOfCredit.size > 0) {
    const { affordable, short } = await byCredit(
      acceptedRows,
      (nth) => rehearsal.shortOfCredit.has(payers[nth] ?? ''),
      slice,
    );
    refusals += short.length;
    // For which of its payments the credit would suffice is not told: their amounts could spell it out to the rial.
    for (const packed of short) {
      errors.add([refusalError(kind, unpackRow(packed), SHORT_OF_CREDIT)]);
      await slice.pauseWhenOver();
    }
    acceptedRows = affordable;
  }
  onProgress?.({ phase: 'checking', done: unchecked.size, total: unchecked.size });
  await remarks.sameRows(unchecked.inOrder(), slice);
  const rejected = badRows + refusals;
  return {
    hashes,
    acceptedRows,
    rows,
    duplicates,
    rejected,
    errors: await errors.listed(slice),
    remarks: await remarks.listed(slice),
    persons,
    readable,
  };
}

interface TriedRows {
  readonly acceptedRows: string[];
  /** Of the accepted rows, in their order; only where credit is hidden. */
  readonly payers: readonly string[];
  readonly duplicates: number;
  readonly refusals: number;
}

/** Tries the rows in the order in which they will be applied. */
async function tryRows(
  kind: ImportKind,
  unchecked: RowsByDay,
  rehearsal: Rehearsal,
  { errors, remarks, slice, hidesCredit, onProgress }: Reporting & TryingOptions,
): Promise<TriedRows> {
  const acceptedRows: string[] = [];
  const payers: string[] = [];
  let duplicates = 0;
  let refusals = 0;
  let tried = 0;
  for (const packed of unchecked.inOrder()) {
    await slice.pauseWhenOver();
    const planned = unpackRow(packed);
    const result = await rehearsal.attempt(planned);
    if (result.kind === 'refused') {
      refusals += 1;
      errors.add([refusalError(kind, planned, result.refusal)]);
    } else if (result.repeated) {
      duplicates += 1;
      remarks.standing(planned, result.remark);
    } else {
      acceptedRows.push(packed);
      if (hidesCredit) payers.push(payerIn(planned, result.events));
    }
    tried += 1;
    if (tried % ROWS_A_REPORT === 0) onProgress?.({ phase: 'checking', done: tried, total: unchecked.size });
  }
  return { acceptedRows, payers, duplicates, refusals };
}

interface Reporting {
  readonly errors: ErrorList;
  readonly remarks: RemarkList;
  readonly slice: Slice;
}

interface TryingOptions {
  readonly hidesCredit: boolean;
  readonly onProgress: OnProgress | undefined;
}

/** Divides rows by whether the credit of their agency suffices. */
async function byCredit(
  rows: readonly string[],
  isShort: (nth: number) => boolean,
  slice: Slice,
): Promise<{ readonly affordable: string[]; readonly short: readonly string[] }> {
  const [affordable, short]: [string[], string[]] = [[], []];
  for (const [nth, packed] of rows.entries()) {
    (isShort(nth) ? short : affordable).push(packed);
    await slice.pauseWhenOver();
  }
  return { affordable, short };
}

const SHORT_OF_CREDIT = { name: 'credit_exhausted', figures: {} } as const;

function payerIn({ pool }: PlannedRow, events: readonly DomainEvent[]): string {
  const [paid] = events as readonly { readonly data: FacilityPaid }[];
  return payerOf(pool, paid?.data.agency ?? '');
}

interface ReadRows {
  readonly hashes: FileHashes;
  readonly unchecked: RowsByDay;
  readonly rows: number;
  readonly badRows: number;
  readonly readable: boolean;
}

async function readRows(
  { router, clock, personKey, openSpreadsheet }: CheckingParts,
  { kind, path, actor }: FileToCheck,
  { errors, remarks, slice }: Reporting,
): Promise<ReadRows> {
  const file = await openTable(path, openSpreadsheet);
  const registers = new Map<string, RegisterState>();
  const context: ReadingContext = {
    today: today(clock),
    personKey,
    registerOf: (province) => registers.get(province),
    ...ownOf(actor),
  };
  const read = importKind(kind).read;
  const unchecked = new RowsByDay();
  let header: Header | undefined;
  let rows = 0;
  let badRows = 0;
  for await (const { number, cells, faults, values, hidden } of file.rows()) {
    await slice.pauseWhenOver();
    if (header === undefined) {
      // A workbook leaves blank rows out: what stands further down is no header, as in a CSV file.
      header = readHeader(kind, number === 1 ? cells : [], faults);
      errors.add(header.errors);
      continue;
    }
    // The rest is read all the same, so that a file that is no table further down is called so.
    if (header.errors.length > 0) continue;
    if (faults.length === 0 && cells.every((cell) => trimmed(cell) === '')) continue;
    rows += 1;
    if (rows > ROWS_MAX)
      throw new UnreadableFileError(`The file has more than ${ROWS_MAX} rows; give it in parts.`);
    const reader = new RowReader(number, cells, header, context, faults, values);
    if (hidden) remarks.hidden(number);
    const province = provinceOf(reader);
    const outside = province === undefined ? undefined : outsideProvince(actor, 'import', province);
    // Before it is understood by a register that its sender may not read.
    if (outside !== undefined) {
      badRows += 1;
      errors.add([refusalError(kind, { row: number }, outside)]);
      continue;
    }
    if (province !== undefined && !registers.has(province))
      registers.set(province, await loadRegister(router.streams, province));
    const planned = read(reader);
    remarks.add(reader.remarks);
    if (planned === undefined) {
      badRows += 1;
      errors.add(reader.errors);
    } else {
      unchecked.add(planned.on, packRow(planned));
    }
  }
  if (header === undefined) throw new UnreadableFileError('The file is empty.');
  const hashes = fileHashes(personKey, file.hash());
  return { hashes, unchecked, rows, badRows, readable: header.errors.length === 0 };
}

function ownOf(actor: Actor): Pick<ReadingContext, 'own'> {
  return actor.role === 'agency' || actor.role === 'bank'
    ? { own: { kind: actor.role, id: ownOrganisation(actor) } }
    : {};
}

/** The province whose register the row names organisations of; undefined when it names none that could be one. */
function provinceOf(reader: RowReader): string | undefined {
  const province = reader.has('pool')
    ? parsePool(asciiDigits(reader.cell('pool')))?.province
    : asciiDigits(reader.cell('province'));
  return province !== undefined && isIdentifier(province) ? province : undefined;
}

const EMPTY_REGISTER = initialRegister();

async function loadRegister(all: CommandStreams, province: string): Promise<RegisterState> {
  const register = await all.peek(registerAggregate, streams.register(province));
  return register.organisations.size === 0 ? EMPTY_REGISTER : register;
}
