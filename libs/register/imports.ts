import { registerRefusals } from './domain/refusals.js';
import { choices } from '@misaq/platform/imports/cells.js';
import {
  type ImportKindDefinition,
  type Place,
  planned,
  TEXT_LENGTH_MAX,
} from '@misaq/platform/imports/import-kind.js';

const ORGANISATION_KINDS = choices({
  agency: ['دستگاه', 'دستگاه اجرایی'],
  bank: ['بانک', 'بانک عامل'],
  sector: ['بخش', 'بخش اقتصادی'],
  county: ['شهرستان'],
});
const OWNERSHIPS = choices({ state: ['public', 'دولتی'], private: ['خصوصی'] });

const PLACES: Readonly<Record<string, Place>> = {
  name_taken: 'name',
  organisation_retired: 'id',
  effective_day_out_of_order: 'day',
  conflicts_with_recorded: 'key',
};

export const registerKinds = {
  organisations: {
    nameFa: 'سازمان‌ها',
    place: 1,
    beginsLog: true,
    columns: ['province', 'id', 'kind', 'name', 'ownership', 'active_from'],
    act: 'manage-register',
    lanes: { RegisterOrganisation: 'none' },
    day: 'active_from',
    key: 'id',
    refusals: registerRefusals,
    places: PLACES,
    read(row) {
      const fields = row.complete({
        province: row.identifier('province'),
        kind: row.choice('kind', ORGANISATION_KINDS),
        id: row.identifier('id'),
        name: row.text('name', TEXT_LENGTH_MAX),
        ownership: row.has('ownership') ? row.choice('ownership', OWNERSHIPS) : null,
        activeFrom: row.day('active_from'),
      });
      if (fields === undefined) return undefined;
      const { ownership, ...rest } = fields;
      const command = {
        type: 'RegisterOrganisation',
        ...rest,
        ...(ownership !== null && { ownership }),
      } as const;
      return planned(row, fields.activeFrom, command);
    },
  },
} satisfies Readonly<Record<string, ImportKindDefinition>>;
