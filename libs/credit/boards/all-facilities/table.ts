import {
  countColumn,
  dayColumns,
  type ExportColumn,
  type ExportTable,
} from '@misaq/platform/questions/export-table.js';
import { facilityColumns, type FacilityNames } from '../facilities/table.js';
import type { FacilityOnList } from '../facilities/queries.js';
import type { FacilityAnywhereItem } from './wire.js';

/** The columns of a list of one pool, without the days that it counts, and with what a list over pools adds. */
function columns(names: FacilityNames): readonly ExportColumn<FacilityAnywhereItem>[] {
  const common = facilityColumns(names)
    .filter(({ key }) => key !== 'daysWaiting')
    .map((column): ExportColumn<FacilityAnywhereItem> => ({
      ...column,
      of: ({ endedOn, ...row }, language) =>
        column.of({ ...row, ...(endedOn !== null && { endedOn }) } satisfies FacilityOnList, language),
    }));
  return [
    ...common,
    countColumn(
      'workingDaysWaiting',
      'working days waiting',
      'روز کاری انتظار',
      (row) => row.workingDaysWaiting,
    ),
    ...dayColumns<FacilityAnywhereItem>(
      'deadline',
      'time of credit up',
      'پایان مهلت اعتبار',
      (row) => row.deadline,
    ),
    countColumn('workingDaysLeft', 'working days left', 'روز کاری مانده', (row) => row.workingDaysLeft),
  ];
}

/** @param rows as the pages of a list come */
export function allFacilitiesTable(
  rows: AsyncIterable<FacilityAnywhereItem>,
  names: FacilityNames,
): ExportTable<FacilityAnywhereItem> {
  return { nameFa: 'تسهیلات', nameEn: 'facilities', columns: columns(names), rows };
}
