import { JOBS } from './projection.js';
import { JOB_SORTS, type JobFilter, type JobOnList, type JobSort } from './queries.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { type AgencyNameIn, jobTable } from './table.js';
import { type JobDetailItem, jobDetailItem, type JobPage } from './wire.js';
import type { Names } from '@misaq/platform/text/names.js';
import { namesOf } from '@misaq/platform/questions/names.js';
import {
  type Direction,
  everyPage,
  listIn,
  nextOf,
  PAGE_DEFAULT,
  type PageParams,
  placeIn,
  ROWS_A_PAGE,
} from '@misaq/platform/questions/pages.js';
import {
  choiceField,
  choiceListField,
  dayField,
  type Field,
  flagField,
  idField,
  jalaliYearField,
  wholeField,
} from '@misaq/platform/questions/fields.js';
import { directionField, pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Asking, Question } from '@misaq/platform/questions/question.js';
import { refused } from '@misaq/platform/questions/refused.js';
import { agencyScope, holdToOwn, ownersIn, type Scope } from '@misaq/platform/questions/scope.js';
import { type Gender, GENDERS, type Round } from '../../domain/events.js';
import { JOB_STATUSES, type JobStatusOnList } from './job-status.js';

export interface JobsParams extends PageParams {
  readonly province?: string | undefined;
  readonly year?: number | undefined;
  readonly agency?: string | undefined;
  readonly county?: string | undefined;
  readonly sector?: string | undefined;
  readonly status?: JobStatusOnList | undefined;
  readonly statuses?: readonly JobStatusOnList[] | undefined;
  readonly counted?: boolean | undefined;
  readonly gender?: Gender | undefined;
  readonly dueRound?: Round | undefined;
  readonly rejectedFrom?: string | undefined;
  readonly rejectedTo?: string | undefined;
  readonly registeredFrom?: string | undefined;
  readonly registeredTo?: string | undefined;
  readonly sort?: JobSort | undefined;
  readonly direction?: Direction | undefined;
}

/** The registered jobs, with counts over all of them. An agency sees its own. */
export const jobs: Question<JobsParams, JobPage> = {
  name: 'jobs',
  path: 'jobs',
  fields: {
    ...pageFields,
    province: idField({ optional: true, example: 'east-azerbaijan' }),
    year: jalaliYearField({
      optional: true,
      description: 'Jalali year whose commitment the job counts for.',
    }),
    agency: idField({ optional: true, example: 'behzisti' }),
    county: idField({ optional: true, example: 'tabriz' }),
    sector: idField({ optional: true, example: 'services' }),
    status: choiceField(JOB_STATUSES, { optional: true }),
    statuses: choiceListField(JOB_STATUSES, { optional: true, example: 'registered,verified-1' }),
    counted: flagField({
      optional: true,
      description: 'Whether fulfilment counts it: everything but rejected and voided jobs.',
    }),
    gender: choiceField(GENDERS, { optional: true }),
    dueRound: wholeField({
      optional: true,
      min: 1,
      max: 3,
      description: 'Running jobs whose next round it is.',
    }) as Field<Round>,
    rejectedFrom: dayField({ optional: true, description: 'Rejected jobs: the first day of rejection.' }),
    rejectedTo: dayField({ optional: true, description: 'Rejected jobs: the last day of rejection.' }),
    registeredFrom: dayField({ optional: true, description: 'The first day of registration.' }),
    registeredTo: dayField({ optional: true, description: 'The last day of registration.' }),
    sort: choiceField(JOB_SORTS, {
      optional: true,
      description: 'By id when left out; ties by province, year and id.',
    }),
    direction: directionField,
  },
  needs: 'read',
  scope(asker, { agency }) {
    const scope = agencyScope(asker);
    holdToOwn(asker, scope, { agency });
    return scope;
  },
  from: [JOBS],
  find({ models, params, scope }) {
    const list = listIn(jobs, params);
    const after = placeIn(list, params, ['text', 'text', 'whole', 'text']);
    const found = models.jobs.jobs({
      ...filterOf(params, scope),
      limit: params.limit ?? PAGE_DEFAULT,
      ...(after !== undefined && { after }),
    });
    const { jobs: items, next, total, byStatus } = found;
    return { items, next: nextOf(list, next), total, byStatus };
  },
  table: {
    from: [REGISTER],
    file: () => ['jobs'],
    of(asking) {
      const { models, params, scope } = asking;
      const filter = filterOf(params, scope);
      const rows = everyPage<JobOnList, Place>((after) => {
        const page = { ...filter, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const { jobs: items, next, total } = models.jobs.jobs(page);
        return { rows: items, next, total };
      });
      return jobTable(rows, agencyNames(asking));
    },
  },
};

export interface JobParams {
  readonly jobId: string;
}

/** One job with its rounds: verifier, day and reason of each. */
export const job: Question<JobParams, JobDetailItem> = {
  name: 'job',
  path: 'jobs/:jobId',
  fields: {
    jobId: idField({ example: 'job-1' }),
  },
  needs: 'read',
  scope: agencyScope,
  from: [JOBS],
  async find({ models, params: { jobId }, scope, slice }) {
    const read = models.jobs.job(jobId, scope);
    const found = await (slice === undefined ? read : slice.waitFor(read));
    if (found === undefined) throw refused('unknown_job', { jobId });
    return jobDetailItem(found);
  },
};

function filterOf(params: JobsParams, scope: Scope): JobFilter & { readonly descending: boolean } {
  const { limit: _limit, cursor: _cursor, direction, agency, ...wanted } = params;
  const filter = { ...wanted, ...ownersIn({ agency }), ...scope };
  return { ...(filter as JobFilter), descending: direction === 'falling' };
}

function agencyNames({ models: { register }, today }: Asking<object>): AgencyNameIn {
  const provinces = new Map<string, Names>();
  return (province, agency) => {
    let names = provinces.get(province);
    if (names === undefined) provinces.set(province, (names = namesOf(register, province, 'agency', today)));
    return names(agency);
  };
}
