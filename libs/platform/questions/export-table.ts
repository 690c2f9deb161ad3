import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CellValue, Sheet } from '@misaq/platform/spreadsheets/port.js';

export type ExportLanguage = 'fa' | 'en';

/** `count`, `rial` and `percent` are numbers; everything else is text and stays as it is. */
export type ExportKind = 'id' | 'text' | 'count' | 'rial' | 'percent' | 'day' | 'instant';

/** A column of an export, the same for every format and edge. */
export interface ExportColumn<Row> {
  /** Unique in its table; what a program knows the column by. */
  readonly key: string;
  readonly headerEn: string;
  readonly headerFa: string;
  readonly kind: ExportKind;
  /**
   * Words in the language asked for; all else is the same in both. A method, so that a table of any rows is a table of
   * rows that nobody looks into.
   */
  of(row: Row, language: ExportLanguage): CellValue;
}

/** A table to be exported. What may be seen of it was decided before. */
export interface ExportTable<Row> {
  /** Name of the sheet. */
  readonly nameFa: string;
  readonly nameEn: string;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

const WIDTHS: Readonly<Record<ExportKind, number>> = {
  id: 18,
  text: 32,
  count: 12,
  rial: 22,
  percent: 12,
  day: 13,
  instant: 18,
};
const NUMBERS: ReadonlySet<ExportKind> = new Set<ExportKind>(['count', 'rial', 'percent']);

/** The table as a sheet: Persian and right-to-left, or English. */
export function exportSheet<Row>(
  { nameFa, nameEn, columns, rows }: ExportTable<Row>,
  language: ExportLanguage,
): Sheet {
  const persian = language === 'fa';
  return {
    name: persian ? nameFa : nameEn,
    rightToLeft: persian,
    columns: columns.map(({ headerEn, headerFa, kind }) => {
      const header = persian ? headerFa : headerEn;
      return {
        header,
        kind: NUMBERS.has(kind) ? 'number' : 'text',
        width: Math.max(WIDTHS[kind], header.length + 4),
      };
    }),
    rows: valuesOf(columns, rows, language),
  };
}

async function* valuesOf<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
  language: ExportLanguage,
): AsyncGenerator<readonly CellValue[]> {
  for await (const row of rows) yield columns.map((column) => column.of(row, language));
}

/** A day stands in two columns: Jalali, and ISO under the key + `Iso`. */
export function dayColumns<Row>(
  key: string,
  headerEn: string,
  headerFa: string,
  of: (row: Row) => PlainDate | null | undefined,
): readonly ExportColumn<Row>[] {
  const iso = (row: Row): PlainDate | undefined => of(row) ?? undefined;
  const jalali = (row: Row): CellValue => {
    const day = iso(row);
    return day === undefined ? undefined : formatJalali(day);
  };
  return [
    { key, headerEn, headerFa, kind: 'day', of: jalali },
    {
      key: `${key}Iso`,
      headerEn: `${headerEn} (ISO)`,
      headerFa: `${headerFa} (میلادی)`,
      kind: 'day',
      of: iso,
    },
  ];
}

export function rialColumn<Row>(
  key: string,
  headerEn: string,
  headerFa: string,
  of: (row: Row) => string | null | undefined,
): ExportColumn<Row> {
  return {
    key,
    headerEn: `${headerEn} (rial)`,
    headerFa: `${headerFa} (ریال)`,
    kind: 'rial',
    of: (row) => {
      const rial = of(row) ?? undefined;
      return rial === undefined ? undefined : BigInt(rial);
    },
  };
}

/** Basis points as a percentage of two decimals, as truncated as they are. */
export function percentColumn<Row>(
  key: string,
  headerEn: string,
  headerFa: string,
  of: (row: Row) => number | null | undefined,
): ExportColumn<Row> {
  return {
    key,
    headerEn: `${headerEn} (%)`,
    headerFa: `${headerFa} (٪)`,
    kind: 'percent',
    of: (row) => {
      const basisPoints = of(row) ?? undefined;
      return basisPoints === undefined ? undefined : basisPoints / 100;
    },
  };
}

export function countColumn<Row>(
  key: string,
  headerEn: string,
  headerFa: string,
  of: (row: Row) => number | null | undefined,
): ExportColumn<Row> {
  return { key, headerEn, headerFa, kind: 'count', of: (row) => of(row) ?? undefined };
}

/** Names of organisations by id. */
export type NameOf = (id: string) => string | undefined;
