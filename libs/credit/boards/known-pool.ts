import { isSameText } from '@misaq/platform/kernel/spelling.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';

/**
 * Whether there is a pool for an asker. For an officer of a bank a pool is there when it has a file of the bank, for one
 * of an agency when the agency has a part in it: one that has none tells nothing.
 */
export function isKnownPool(
  { banks, credit }: Pick<ReadModels, 'banks' | 'credit'>,
  pool: string,
  { agency, bank }: { readonly agency?: string; readonly bank?: string },
): boolean {
  if (bank !== undefined) return banks.isPoolOf(bank, pool);
  return credit.isPool(pool, agency === undefined ? {} : { agency });
}

/**
 * The pools of a province and a year; undefined when all are meant.
 * @param own the only province that an officer sees: in another one the same id is another office
 */
export function poolsIn(
  { credit }: Pick<ReadModels, 'credit'>,
  { province, year }: { readonly province?: string | undefined; readonly year?: number | undefined },
  own: string | undefined,
): readonly string[] | undefined {
  if (province === undefined && year === undefined && own === undefined) return undefined;
  return credit
    .pools()
    .pools.filter(
      (each) =>
        (own === undefined || each.province === own) &&
        (province === undefined || isSameText(each.province, province)) &&
        (year === undefined || each.year === year),
    )
    .map(({ pool }) => pool);
}
