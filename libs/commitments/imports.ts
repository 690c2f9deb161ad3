import { COMMITTED_JOBS_MAX } from './domain/plan.js';
import { commitmentRefusals } from './domain/refusals.js';
import {
  FIRST_YEAR,
  type ImportKindDefinition,
  LAST_YEAR,
  type Place,
  planned,
} from '@misaq/platform/imports/import-kind.js';

const PLACES: Readonly<Record<string, Place>> = {
  effective_day_out_of_order: 'day',
  conflicts_with_recorded: 'key',
};

export const commitmentKinds = {
  commitments: {
    nameFa: 'تعهدات',
    place: 2,
    columns: ['province', 'year', 'version', 'agency', 'sector', 'county', 'jobs', 'notified_on'],
    act: 'plan-commitments',
    lanes: { AssignCommitment: 'none' },
    day: 'notified_on',
    key: 'jobs',
    refusals: commitmentRefusals,
    places: PLACES,
    read(row) {
      const province = row.identifier('province');
      const notifiedOn = row.day('notified_on');
      const fields = row.complete({
        province,
        year: row.wholeNumber('year', FIRST_YEAR, LAST_YEAR),
        version: row.identifier('version'),
        agency: row.organisation('agency', province, notifiedOn),
        sector: row.organisation('sector', province, notifiedOn),
        county: row.organisation('county', province, notifiedOn),
        jobs: row.wholeNumber('jobs', 1, COMMITTED_JOBS_MAX),
        notifiedOn,
      });
      return fields && planned(row, fields.notifiedOn, { type: 'AssignCommitment', ...fields });
    },
  },
} satisfies Readonly<Record<string, ImportKindDefinition>>;
