import { JOB_SORTS, type JobSort } from '../boards/jobs/queries.js';
import { Choice, Day, Id, JalaliYear } from '@misaq/platform/http/request/fields.js';
import { DIRECTIONS, type Direction, PageQuery } from '@misaq/platform/http/request/paging.js';
import { JOB_STATUSES, type JobStatusOnList } from '../boards/jobs/job-status.js';

export class JobsQuery extends PageQuery {
  @Id({ optional: true, example: 'east-azerbaijan' })
  province?: string;
  @JalaliYear({ optional: true, description: 'Jalali year whose commitment the job counts for.' })
  year?: number;
  @Id({ optional: true, example: 'behzisti' })
  agency?: string;
  @Id({ optional: true, example: 'tabriz' })
  county?: string;
  @Id({ optional: true, example: 'services' })
  sector?: string;
  @Choice(JOB_STATUSES, { optional: true })
  status?: JobStatusOnList;
  @Day({ optional: true, description: 'The first day of registration.' })
  registeredFrom?: string;
  @Day({ optional: true, description: 'The last day of registration.' })
  registeredTo?: string;
  @Choice(JOB_SORTS, { optional: true, description: 'By id when left out; ties by province, year and id.' })
  sort?: JobSort;
  @Choice(DIRECTIONS, { optional: true, description: 'Rising when left out.' })
  direction?: Direction;
}
