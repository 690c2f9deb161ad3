import {
  FIRST_YEAR,
  type ImportKindDefinition,
  LAST_YEAR,
  planned,
  TEXT_LENGTH_MAX,
} from '@misaq/platform/imports/import-kind.js';
import { resolutionRefusals } from './domain/refusals.js';

declare module '@misaq/platform/imports/columns.js' {
  interface OwnColumns {
    readonly resolution_id: true;
    readonly resolution_text: true;
    readonly adopted_on: true;
  }
}

export const resolutionKinds = {
  resolutions: {
    nameFa: 'مصوبات',
    columns: ['province', 'year', 'resolution_id', 'agency', 'resolution_text', 'adopted_on'],
    ownColumns: {
      resolution_id: {
        headersFa: ['شناسه مصوبه'],
        fa: 'شماره مصوبه، یکتا در هر استان و سال',
        en: 'The number of the resolution, unique in its province and year',
        example: 'R-1401-1',
      },
      resolution_text: {
        headersFa: ['متن مصوبه'],
        fa: 'تکلیفی که مصوبه تعیین کرده است',
        en: 'What the resolution obliges the agency to',
        example: 'گزارش ماهانه',
      },
      adopted_on: {
        headersFa: ['تاریخ تصویب'],
        fa: 'تاریخ تصویب',
        en: 'The day of adoption',
        example: '1401-10-05',
      },
    },
    act: 'plan-commitments',
    lanes: { RecordResolution: 'none' },
    day: 'adopted_on',
    key: 'resolution_id',
    refusals: resolutionRefusals,
    places: { resolution_outside_year: 'year', resolution_recorded_otherwise: 'key' },
    read(row) {
      const province = row.identifier('province');
      const adoptedOn = row.day('adopted_on');
      const fields = row.complete({
        province,
        year: row.wholeNumber('year', FIRST_YEAR, LAST_YEAR),
        resolutionId: row.identifier('resolution_id'),
        agency: row.organisation('agency', province, adoptedOn),
        text: row.text('resolution_text', TEXT_LENGTH_MAX),
        adoptedOn,
      });
      return fields && planned(row, fields.adoptedOn, { type: 'RecordResolution', ...fields });
    },
  },
} satisfies Readonly<Record<string, ImportKindDefinition>>;
