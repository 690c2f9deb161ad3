import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Sheet } from '@misaq/platform/spreadsheets/port.js';
import { type ColumnName, columnOf } from './columns.js';
import { GUIDE_SHEET } from './guide-sheet.js';
import { persianHeader } from './headers.js';
import { importKind } from './import-kinds.js';

export interface TemplateColumn {
  readonly column: ColumnName;
  /** The header it has in the template. */
  readonly headerFa: string;
  readonly explanationFa: string;
  readonly explanationEn: string;
  /** Invented. */
  readonly example: string;
  readonly optional: boolean;
}

/** An empty file of a kind, explained. */
export interface ImportTemplate {
  readonly kind: ImportKind;
  readonly nameFa: string;
  readonly columns: readonly TemplateColumn[];
}

export function importTemplate(kind: ImportKind): ImportTemplate {
  const definition = importKind(kind);
  const { columns, nameFa, mayBeEmpty = [] } = definition;
  return {
    kind,
    nameFa,
    columns: columns.map((column) => {
      const { fa, en, example, optional } = columnOf(definition, column);
      return {
        column,
        headerFa: persianHeader(kind, column),
        explanationFa: fa,
        explanationEn: en,
        example,
        optional: optional === true || mayBeEmpty.includes(column),
      };
    }),
  };
}

const WIDTH_MIN = 14;

/**
 * The sheets of a template: an empty one to fill in, whose cells keep what is typed as text, and one that explains its
 * columns and is never read.
 */
export function templateSheets(template: ImportTemplate): readonly Sheet[] {
  return [{ ...emptyTable(template), name: template.nameFa, rightToLeft: true }, guide(template)];
}

/** Before the cells of the example in a CSV file, so that a row left in by mistake is refused and never recorded. */
const EXAMPLE_MARK = 'نمونه: ';

/** A template in a file that has one table only: its one row is an example, and is refused when it is left in. */
export function templateTable(template: ImportTemplate): Pick<Sheet, 'columns' | 'rows'> {
  return {
    ...emptyTable(template),
    rows: [template.columns.map(({ example }) => EXAMPLE_MARK + example)],
  };
}

function emptyTable({ columns }: ImportTemplate): Pick<Sheet, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ headerFa, example }) => ({
      header: headerFa,
      kind: 'text',
      width: Math.max(WIDTH_MIN, headerFa.length + 4, example.length + 4),
    })),
    rows: [],
  };
}

function guide({ columns }: ImportTemplate): Sheet {
  return {
    name: GUIDE_SHEET,
    rightToLeft: true,
    columns: [
      { header: 'ستون', kind: 'text', width: 24 },
      { header: 'توضیح', kind: 'text', width: 70 },
      { header: 'نمونه (ساختگی)', kind: 'text', width: 30 },
      { header: 'اجباری', kind: 'text', width: 10 },
      { header: 'Column', kind: 'text', width: 20 },
      { header: 'What belongs there', kind: 'text', width: 70 },
    ],
    rows: columns.map(({ column, headerFa, explanationFa, explanationEn, example, optional }) => [
      headerFa,
      explanationFa,
      example,
      optional ? 'خیر' : 'بله',
      column,
      explanationEn,
    ]),
  };
}
