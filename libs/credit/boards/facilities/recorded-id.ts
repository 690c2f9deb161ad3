import { identityKey, isSameText } from '@misaq/platform/kernel/spelling.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import { searchKey } from './search-key.js';

/** Only facilities of this agency, introduced to this bank, in pools of this province. */
export interface FacilityOwner {
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
  readonly province?: string | undefined;
}

/**
 * The recorded spelling of the id of a facility of any pool, found by an index; undefined when the owner has none. An id
 * of somebody else causes the same query as an id that nothing bears, and the query finds nothing either way.
 */
export function recordedFacilityId(
  tables: TableReader,
  given: string,
  { agency = '', bank = '', province = '' }: FacilityOwner = {},
): string | undefined {
  const rows = tables.all<{ pool: string; facilityId: string }>(
    'SELECT DISTINCT facilityId, pool FROM facilities ' +
      "WHERE searchKey = ? AND (? = '' OR agency = ?) AND (? = '' OR bank = ?) " +
      // Pools are named after their provinces.
      "AND (? = '' OR substr(pool, 1, length(?) + 1) = ? || '-')",
    searchKey(given),
    ...[agency, agency, bank, bank, province, province, province],
  );
  const own = rows
    .filter(({ pool }) => province === '' || parsePool(pool)?.province === province)
    .map(({ facilityId }) => facilityId);
  const key = identityKey(given);
  return [given, key].find((id) => own.includes(id)) ?? own.find((id) => isSameText(id, given));
}
