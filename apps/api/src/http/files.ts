import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formatJalali } from '@misaq/calendar/jalali.js';
import { today } from '@misaq/application/clock.js';
import { csvOf } from '@misaq/spreadsheets/csv.js';
import type { Sheet } from '@misaq/spreadsheets/port.js';
import { exportSheet, type ExportTable } from '@misaq/wire/exports/export-table.js';
import { SERVICE, type Service } from '../service.js';
import { FileAnswer } from './answer.js';
import { Freshness } from './freshness.js';
import { MEDIA_TYPES } from './negotiation.js';
import type { Asked } from './questions.js';

/** Rows that a list is read by for a file; others get a turn between two pages. */
export const ROWS_A_PAGE = 1_000;

interface PageOfRows<Row, Place> {
  readonly rows: readonly Row[];
  /** Where it ended; undefined on the last. */
  readonly next: Place | undefined;
}

/** Answers with tables as files: CSV or XLSX, written as fast as they are read and never held whole. */
@Injectable()
export class Files {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    private readonly freshness: Freshness,
  ) {}

  /**
   * A table in the form that was asked for, with Persian headers. What may be seen of it was decided before.
   *
   * @param parts what the file is named after, such as the board and the pool
   * @throws RefusedError what `make` and {@link Freshness.reach} throw
   */
  async table<Row>(
    request: FastifyRequest,
    { query, from }: Pick<Asked, 'query' | 'from'>,
    parts: readonly string[],
    make: () => ExportTable<Row> | Promise<ExportTable<Row>>,
  ): Promise<FileAnswer> {
    await this.freshness.reach(query, from);
    const readers = from.map((name) => this.service.models.runner.reader(name));
    const position = readers.map((reader) => reader.position()).reduce((a, b) => (a < b ? a : b));
    const sheet = exportSheet(await make(), 'fa');
    const name = [...parts, formatJalali(today(this.service.clock))];
    return this.file(request, name, { sheet, sheets: [sheet] }, position);
  }

  /** @param content what is written where there is one table, and where there can be several */
  async file(
    { form }: FastifyRequest,
    parts: readonly string[],
    content: { readonly sheet: Pick<Sheet, 'columns' | 'rows'>; readonly sheets: readonly Sheet[] },
    position?: bigint,
  ): Promise<FileAnswer> {
    const csv = form === 'csv';
    const stream = csv
      ? Readable.from(csvOf(content.sheet), { objectMode: false })
      : await workbook({ sheets: content.sheets, writtenAt: this.service.clock.now() });
    return new FileAnswer(stream, MEDIA_TYPES[form], fileName(parts, csv ? 'csv' : 'xlsx'), position);
  }
}

/** All rows of a list that is read page by page. */
export async function* everyPage<Row, Place>(
  page: (after: Place | undefined) => PageOfRows<Row, Place> | Promise<PageOfRows<Row, Place>>,
): AsyncGenerator<Row> {
  let after: Place | undefined;
  do {
    const { rows, next } = await page(after);
    yield* rows;
    after = next;
  } while (after !== undefined);
}

/** The writer of workbooks is large, and many a server is never asked for one. */
async function workbook(content: { readonly sheets: readonly Sheet[]; readonly writtenAt: number }) {
  // Loaded when it is first needed; the build resolves aliases in static imports only.
  const { writeXlsx } = await import('../../../../libs/spreadsheets/exceljs/write-xlsx.js');
  return writeXlsx(content);
}

/** Ids hold characters that no file system takes. */
function fileName(parts: readonly string[], extension: string): string {
  return `${parts.map((part) => part.replaceAll(/[^\w.-]+/g, '_')).join('-')}.${extension}`;
}
