import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** Reads the committed files of the sample province directly, so that their sums do not depend on Misaq's importer. */

export const SAMPLE_FOLDER = fileURLToPath(new URL('../east-azerbaijan/', import.meta.url));

export type Row = Readonly<Record<string, string>>;

export interface ManifestEntry {
  readonly act: 1 | 2;
  readonly kind: string;
  readonly file: string;
  readonly as: string;
}

export const manifest = JSON.parse(
  readFileSync(`${SAMPLE_FOLDER}manifest.json`, 'utf8'),
) as readonly ManifestEntry[];

/** The Persian headers of the declines, as the README of the samples explains them. */
const PERSIAN_HEADERS: Readonly<Record<string, string>> = {
  'منبع اعتبار': 'pool',
  'شناسه تسهیلات': 'facility_id',
  'بانک عامل': 'bank',
  'تاریخ رد': 'declined_on',
  دلیل: 'reason',
};

const asciiDate = (text: string) =>
  text.replace(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))).replaceAll('/', '-');

function read(file: string): readonly Row[] {
  const rows = parse(readFileSync(SAMPLE_FOLDER + file), {
    columns: (headers: string[]) => headers.map((header) => PERSIAN_HEADERS[header] ?? header),
  }) as unknown as Record<string, string>[];
  if (!file.includes('declines')) return rows;
  return rows.map((row) => ({ ...row, declined_on: asciiDate(row.declined_on ?? '') }));
}

const byFile: ReadonlyMap<string, readonly Row[]> = new Map(manifest.map(({ file }) => [file, read(file)]));

export function rowsOf(file: string): readonly Row[] {
  const rows = byFile.get(file);
  if (rows === undefined) throw new Error(`the manifest does not name ${file}`);
  return rows;
}

/** The rows of every file of a kind whose name contains `part`, in the order of import. */
export function rowsOfKind(kind: string, part = ''): readonly Row[] {
  return manifest
    .filter((entry) => entry.kind === kind && entry.file.includes(part))
    .flatMap(({ file }) => rowsOf(file));
}

export function total(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}

export function grouped(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
