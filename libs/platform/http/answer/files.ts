import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { today } from '@misaq/platform/kernel/clock.js';
import type { PagedRows } from '@misaq/platform/questions/pages.js';
import { csvOf } from '@misaq/platform/spreadsheets/csv.js';
import type { Sheet, WorkbookToWrite } from '@misaq/platform/spreadsheets/port.js';
import { exportSheet, type ExportTable } from '@misaq/platform/questions/export-table.js';
import { CLOCK, READ_MODELS } from '../service.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { FoundTable } from '@misaq/platform/tasks/export-tasks.js';
import { ExportsLater } from './exports-later.js';
import { type Answer, FileAnswer } from './answer.js';
import { Freshness } from '../request/freshness.js';
import { type Form, MEDIA_TYPES } from '../request/negotiation.js';
import { prefersAsync } from '../request/prefer.js';
import { positionsOf } from '../request/positions.js';
import { inSlices } from '@misaq/platform/scheduling/slices.js';
import { SESSION_CHECK, type SessionCheck, whileAuthorised } from '../access/session-check.js';
import { type Make, WORK_BUDGET, type WorkBudget } from '../access/work-budget.js';
import type { Fresh } from '@misaq/platform/questions/common-fields.js';
import type { AnyQuestion } from '@misaq/platform/questions/question.js';

/** What writes workbooks, as it is injected: `@Inject(WRITE_WORKBOOK) writeWorkbook: WriteWorkbook`. */
export const WRITE_WORKBOOK = Symbol('writer of workbooks');
export type WriteWorkbook = (workbook: WorkbookToWrite) => Promise<Readable>;

/** After so many it is looked whether they may still be given. */
const ROWS_A_LOOK = 100;

interface Wanted {
  readonly form: Form;
  /** What the file is named after. */
  readonly parts: readonly string[];
  /** Position of the log that the table shows. */
  readonly position: bigint;
}

/** A table as a file, or the answer when it is made in the background. */
export type TableAnswer = FileAnswer | Answer;

/** Files are for the desks of the province: their headers, words and sentences are Persian. */
export const FILE_LANGUAGE = 'fa';

/** Answers with tables as files: CSV or XLSX, written as fast as they are read and never held whole. */
@Injectable()
export class Files {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly freshness: Freshness,
    private readonly later: ExportsLater,
    @Inject(SESSION_CHECK) private readonly sessionCheck: SessionCheck,
    @Inject(WORK_BUDGET) private readonly budget: WorkBudget,
    @Inject(WRITE_WORKBOOK) private readonly writeWorkbook: WriteWorkbook,
  ) {}

  /**
   * A table in the form that was asked for, with Persian headers. What the asker may see was decided before. With
   * `Prefer: respond-async` the file is made in the background.
   *
   * @param parts what the file is named after, such as the board and the pool
   * @throws RefusedError what `make`, {@link Freshness.reach} and {@link ExportsLater.accept} throw, and `too_many_requests`
   */
  async table<Row>(
    request: FastifyRequest,
    { from, ...fresh }: Fresh & Pick<AnyQuestion, 'from'>,
    parts: readonly string[],
    make: Make<ExportTable<Row>>,
  ): Promise<TableAnswer> {
    await this.freshness.reach(positionsOf(request), fresh, from);
    const readers = from.map((name) => this.models.runner.reader(name));
    const position = readers.map((reader) => reader.position()).reduce((a, b) => (a < b ? a : b));
    const table = await this.budget.dear(request, make);
    const sheet = exportSheet(table, FILE_LANGUAGE);
    const name = [...parts, formatJalali(today(this.clock))];
    // HEAD: no row is read and no export is made.
    if (request.method === 'HEAD')
      return new FileAnswer(Readable.from([]), MEDIA_TYPES[request.form], nameOf(request, name), position);
    if (prefersAsync(request.headers.prefer)) return this.later.accept(request, position);
    // A slow client receives rows long after its request was authorised, so it is checked again.
    const rows = inSlices(whileAuthorised(this.sessionCheck, request, sheet.rows, ROWS_A_LOOK), (ms) => {
      this.budget.spend(request, ms);
    });
    const written = { ...sheet, rows };
    return this.file(request, name, { sheet: written, sheets: [written] }, position);
  }

  /** A table that is written later, row by row. */
  found<Row>(table: ExportTable<Row>, { form, parts, position }: Wanted): FoundTable {
    const sheet = exportSheet(table, FILE_LANGUAGE);
    const name = [...parts, formatJalali(today(this.clock))];
    return {
      name: nameOf({ form }, name),
      type: MEDIA_TYPES[form],
      position,
      total: () => totalOf(table.rows),
      open: async (onRow) => {
        const counted = { ...sheet, rows: inSlices(counting(sheet.rows, onRow), () => undefined) };
        return (await this.file({ form }, name, { sheet: counted, sheets: [counted] })).stream;
      },
    };
  }

  /** @param content what is written where there is one table, and where there can be several */
  async file(
    request: Pick<FastifyRequest, 'form'>,
    parts: readonly string[],
    content: { readonly sheet: Pick<Sheet, 'columns' | 'rows'>; readonly sheets: readonly Sheet[] },
    position?: bigint,
  ): Promise<FileAnswer> {
    const stream =
      request.form === 'csv'
        ? Readable.from(csvOf(content.sheet), { objectMode: false })
        : await this.writeWorkbook({ sheets: content.sheets, writtenAt: this.clock.now() });
    return new FileAnswer(stream, MEDIA_TYPES[request.form], nameOf(request, parts), position);
  }
}

function totalOf(rows: object): number | undefined {
  if (Array.isArray(rows)) return rows.length;
  return 'total' in rows ? (rows as PagedRows<unknown>).total() : undefined;
}

async function* counting<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  onRow: () => void,
): AsyncGenerator<Row> {
  for await (const row of rows) {
    onRow();
    yield row;
  }
}

/** Ids hold characters that no file system takes. */
function nameOf({ form }: Pick<FastifyRequest, 'form'>, parts: readonly string[]): string {
  const extension = form === 'csv' ? 'csv' : 'xlsx';
  return `${parts.map((part) => part.replaceAll(/[^\w.-]+/g, '_')).join('-')}.${extension}`;
}
