import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { accessRefusals } from '@misaq/access/domain/refusals.js';
import { holdsNationalId } from '@misaq/platform/kernel/national-id.js';
import type { Rial } from '@misaq/platform/kernel/money.js';
import { parsePool, type PoolName } from '@misaq/platform/kernel/streams.js';
import { isIdentifier } from '@misaq/platform/kernel/text.js';
import type { OrganisationKind } from '@misaq/register/domain/events.js';
import { findOrganisation, type RegisterState } from '@misaq/register/domain/register.js';
import type { CellFault, ValueCell } from '@misaq/platform/spreadsheets/port.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import {
  asShown,
  type Choices,
  isFault,
  type Read,
  readAmount,
  readApplicant,
  readChoice,
  readDay,
  readIdentifier,
  readNationalId,
  readText,
  readVerifier,
  readWholeNumber,
  scaledNumber,
  trimmed,
  withoutTimeOfDay,
} from './cells.js';
import { type ColumnName, columnLetters, type Header } from './columns.js';
import type { RemarkCode, RowError, RowRemark } from './report.js';
import { shown } from './shown.js';

/** What cells are understood by, beside themselves. */
export interface ReadingContext {
  readonly today: PlainDate;
  readonly personKey: Pick<PersonKey, 'personId'>;
  /** The register of a province; loaded before a row that names it is read. */
  readonly registerOf: (province: string) => RegisterState | undefined;
  /** The organisation that an officer sends the file for: of others of its kind the register tells them nothing. */
  readonly own?: { readonly kind: OrganisationKind; readonly id: string };
}

/** The fields of a row when all of them are there. */
type Complete<Fields> = { readonly [Field in keyof Fields]: Exclude<Fields[Field], undefined> };

/**
 * One row, cell by cell. Every method gives the value of a cell, or undefined after it has noted what is wrong with it,
 * so that a row is read to its end and everything wrong with it is reported at once.
 */
export class RowReader {
  readonly errors: RowError[] = [];
  readonly remarks: RowRemark[] = [];

  constructor(
    readonly row: number,
    private readonly cells: readonly string[],
    private readonly header: Header,
    private readonly context: ReadingContext,
    private readonly faults: readonly CellFault[] = [],
    private readonly values: readonly ValueCell[] = [],
  ) {
    for (const { place, code, words } of faults) {
      const column = this.#columnAt(place);
      this.#note(column, code, `${column} ${words}`);
    }
    const beyond = cells.slice(header.width).findIndex((cell) => trimmed(cell) !== '');
    if (beyond !== -1)
      this.#note('', 'too_many_cells', `The row has a cell beyond the ${header.width} of the header.`);
  }

  /** The cell as it stands; missing cells at the end of a row are empty, for spreadsheets leave them away. */
  cell(column: ColumnName): string {
    const place = this.header.places.get(column);
    return place === undefined ? '' : trimmed(this.cells[place] ?? '');
  }

  /** A cell with a fault is none that was left empty. */
  has(column: ColumnName): boolean {
    return this.cell(column) !== '' || this.#isFaulty(column);
  }

  /**
   * The fields, when nothing is wrong with the whole row.
   * @throws Error when a field is missing though nothing was noted: a mistake of the program
   */
  complete<Fields extends object>(fields: Fields): Complete<Fields> | undefined {
    if (this.errors.length > 0) return undefined;
    const missing = Object.entries(fields).find(([, value]) => value === undefined);
    if (missing !== undefined) throw new Error(`row ${this.row}: ${missing[0]} was not read`);
    return fields as Complete<Fields>;
  }

  identifier(column: ColumnName): string | undefined {
    return this.#readShown(column, column === 'verifier' ? readVerifier : readIdentifier);
  }

  identifierOrEmpty(column: ColumnName): string | undefined {
    return this.has(column) ? this.identifier(column) : undefined;
  }

  text(column: ColumnName, lengthMax: number): string | undefined {
    return this.#readShown(column, (cell) => readText(cell, lengthMax));
  }

  textOrEmpty(column: ColumnName, lengthMax: number): string | undefined {
    return this.has(column) ? this.text(column, lengthMax) : undefined;
  }

  wholeNumber(column: ColumnName, min: number, max: number): number | undefined {
    return this.#readNumber(column, (cell) => readWholeNumber(cell, min, max));
  }

  choice<Value extends string>(column: ColumnName, said: Choices<Value>): Value | undefined {
    return this.#read(column, (cell) => readChoice(cell, said));
  }

  day(column: ColumnName): PlainDate | undefined {
    const day = this.#read(column, (cell) => readDay(withoutTimeOfDay(cell) ?? cell, this.context.today));
    const cell = this.cell(column);
    if (day !== undefined && (this.#value(column)?.withTime === true || withoutTimeOfDay(cell) !== undefined))
      this.#remark(
        column,
        'time_ignored',
        `${column} ${shown(cell)} has a time of day; only the day is taken.`,
      );
    return day;
  }

  /** Pseudonym of a national ID, which goes no further than here. */
  personId(column: ColumnName): string | undefined {
    const nationalId = this.#readShown(column, readNationalId);
    if (nationalId === undefined) return undefined;
    this.#keepOut(nationalId, column);
    return this.context.personKey.personId(nationalId);
  }

  /** A national ID that stands in another cell of its row as well would be recorded in clear. */
  #keepOut(nationalId: string, its: ColumnName): void {
    for (const column of this.header.places.keys()) {
      if (column === its || !holdsNationalId(this.cell(column), nationalId)) continue;
      this.#note(
        column,
        'national_id_in_text',
        `${column} holds the national ID of ${its}, which is never recorded.`,
      );
    }
  }

  /** Pseudonym of an applicant: of a national ID the same as of the person, else of whatever the agency calls them. */
  applicantOrEmpty(column: ColumnName): string | undefined {
    const text = this.has(column) ? this.#readShown(column, readApplicant) : undefined;
    if (text === undefined) return undefined;
    const nationalId = readNationalId(text);
    if (isFault(nationalId)) return this.context.personKey.personId(text);
    this.#keepOut(nationalId, column);
    return this.context.personKey.personId(nationalId);
  }

  /** Of `amount_toman` or `amount_rial`, whichever is filled; not both. */
  amount(): Rial | undefined {
    const [toman, rial] = [this.has('amount_toman'), this.has('amount_rial')];
    if (toman && rial) {
      this.#note(
        'amount_rial',
        'doubled_amount',
        'The amount stands in amount_toman and in amount_rial; one is enough.',
      );
      return undefined;
    }
    const column = this.amountColumn ?? 'amount_toman';
    return this.#readNumber(column, (cell) => readAmount(cell, column === 'amount_rial' ? 'rial' : 'toman'));
  }

  /** The column in which the amount of this row stands, or would; undefined in a file without amounts. */
  get amountColumn(): 'amount_toman' | 'amount_rial' | undefined {
    const { places } = this.header;
    if (places.has('amount_rial') && (!places.has('amount_toman') || this.has('amount_rial')))
      return 'amount_rial';
    return places.has('amount_toman') ? 'amount_toman' : undefined;
  }

  pool(): { readonly pool: string; readonly name: PoolName } | undefined {
    const pool = this.identifier('pool');
    if (pool === undefined) return undefined;
    const name = parsePool(pool);
    if (name !== undefined && isIdentifier(name.province)) return { pool, name };
    this.#note(
      'pool',
      'not_a_pool',
      `pool ${shown(pool)} is no pool; one is named like east-azerbaijan-1401-note16.`,
    );
    return undefined;
  }

  /**
   * The id of an organisation that is named by its id or by the name it had on the day. Whether it was active then is
   * left to the decision: a row that is on record stays so, even if the organisation was retired since.
   */
  organisation(
    column: ColumnName & OrganisationKind,
    province: string | undefined,
    on: PlainDate | undefined,
  ): string | undefined {
    const given = this.text(column, 200);
    const register = province === undefined ? undefined : this.context.registerOf(province);
    if (given === undefined || register === undefined || province === undefined) return undefined;
    const found = findOrganisation(register, column, given, on ?? this.context.today);
    const { own } = this.context;
    const isEmpty = register.organisations.size === 0;
    if (own?.kind === column && !isEmpty && !this.#isMeant(register, found, own, on)) {
      this.#note(column, 'not_own', `${accessRefusals.not_own.en} (own: ${own.id}, owner: ${shown(given)})`);
      return undefined;
    }
    if (found.kind !== 'unknown') return found.organisation.id;
    const help = isEmpty
      ? ` Nothing is registered in ${shown(province)}.`
      : found.nearest === undefined
        ? ''
        : ` Did you mean ${shown(found.nearest)}?`;
    this.#note(column, 'unknown_organisation', `${column} ${shown(given)} is not in the register.${help}`);
    return undefined;
  }

  /** Whether it is the own one that was found, or was nearly named. */
  #isMeant(
    register: RegisterState,
    found: ReturnType<typeof findOrganisation>,
    { kind, id }: Exclude<ReadingContext['own'], undefined>,
    on: PlainDate | undefined,
  ): boolean {
    if (found.kind !== 'unknown') return found.organisation.id === id;
    if (found.nearest === undefined) return false;
    const nearest = findOrganisation(register, kind, found.nearest, on ?? this.context.today);
    return nearest.kind !== 'unknown' && nearest.organisation.id === id;
  }

  #read<Value extends string | number | bigint>(
    column: ColumnName,
    reading: (cell: string) => Read<Value>,
  ): Value | undefined {
    if (this.#isFaulty(column)) return undefined;
    const cell = this.cell(column);
    const read: Read<Value> = cell === '' ? { code: 'empty', words: 'is empty.' } : reading(cell);
    if (!isFault(read)) return read;
    this.#note(column, read.code, `${column} ${read.words}`);
    return undefined;
  }

  #readNumber<Value extends number | bigint>(
    column: ColumnName,
    reading: (cell: string) => Read<Value>,
  ): Value | undefined {
    return this.#read(column, this.#value(column)?.scaled === true ? scaledNumber : reading);
  }

  /** Of a column of words and ids, where what counts of a number is what the spreadsheet shows. */
  #readShown(column: ColumnName, reading: (cell: string) => Read<string>): string | undefined {
    const value = this.#value(column);
    if (value === undefined) return this.#read(column, reading);
    return this.#read(column, (cell) => {
      const seen = asShown(value, cell);
      return isFault(seen) ? seen : reading(seen);
    });
  }

  #value(column: ColumnName): ValueCell | undefined {
    const at = this.header.places.get(column);
    return this.values.find(({ place }) => place === at);
  }

  #isFaulty(column: ColumnName): boolean {
    const at = this.header.places.get(column);
    return this.faults.some(({ place }) => place === at);
  }

  /** The name of a column; beyond the header, its letters. */
  #columnAt(at: number): string {
    for (const [column, place] of this.header.places) if (place === at) return column;
    return columnLetters(at);
  }

  #remark(column: string, code: RemarkCode, message: string): void {
    this.remarks.push({ row: this.row, column, code, message });
  }

  #note(column: string, code: string, message: string): void {
    this.errors.push({ row: this.row, column, code, message });
  }
}
