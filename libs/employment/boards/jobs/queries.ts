import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { evolve, initialJob, type JobState } from '../../domain/job.js';
import type { Gender, JobEvent, Round } from '../../domain/events.js';
import { logEvent } from '@misaq/platform/projections/log-event.js';
import { streamKey, streams } from '@misaq/platform/kernel/streams.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';
import { type Order, type Place, sortedPage } from '@misaq/platform/projections/sorted-page.js';
import { heldFilter, type IdColumn, spellingAmong } from '@misaq/platform/projections/spellings.js';
import { type JobDetail, jobDetail } from './detail.js';
import { isCounted, JOB_STATUSES, type JobStatusOnList } from './job-status.js';

export interface JobFilter {
  readonly province?: string;
  /** Jalali. */
  readonly year?: number;
  readonly agency?: string;
  readonly county?: string;
  readonly sector?: string;
  readonly status?: JobStatusOnList;
  readonly statuses?: readonly JobStatusOnList[];
  /** Whether it counts: rejected and voided jobs do not. */
  readonly counted?: boolean;
  readonly gender?: Gender;
  /** Running jobs whose next round it is. */
  readonly dueRound?: Round;
  /** The first and last day on which it was rejected; only rejected jobs. */
  readonly rejectedFrom?: string;
  readonly rejectedTo?: string;
  /** The first and last day of registration. */
  readonly registeredFrom?: string;
  readonly registeredTo?: string;
}

const ORDERS = {
  jobId: { by: 'jobId' },
  registeredOn: { by: 'registeredOn' },
} as const satisfies Readonly<Record<string, Order>>;

export type JobSort = keyof typeof ORDERS;
export const JOB_SORTS = Object.keys(ORDERS) as readonly JobSort[];

export interface JobPaging {
  /** Default: by id; ties by province, year and id. */
  readonly sort?: JobSort;
  readonly descending?: boolean;
  readonly after?: Place;
  /** Default: 100. */
  readonly limit?: number;
}

export interface JobOnList {
  readonly jobId: string;
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  readonly agency: string;
  readonly county: string;
  readonly sector: string;
  readonly gender: Gender;
  readonly registeredOn: PlainDate;
  readonly status: JobStatusOnList;
  /** Rounds passed. */
  readonly verifiedRounds: number;
  /** The day on which it was rejected, ended or voided; null for a job that runs. */
  readonly goneOn: PlainDate | null;
}

export interface JobList extends Fresh {
  readonly jobs: readonly JobOnList[];
  /** The end of this page; absent on the last one. */
  readonly next?: Place;
  readonly total: number;
  /** Of all that the filter leaves. */
  readonly byStatus: Readonly<Record<JobStatusOnList, number>>;
}

/** Only jobs of this agency, in this province. */
export interface JobOwner {
  readonly agency?: string;
  readonly province?: string;
}

export interface JobQuestions {
  readonly jobs: (options?: JobFilter & JobPaging) => JobList;
  /** A job with its rounds; undefined when no such id is registered by the owner. */
  readonly job: (jobId: string, owner?: JobOwner) => Promise<(JobDetail & Fresh) | undefined>;
}

const COLUMNS =
  'jobId, province, year, agency, county, sector, gender, registeredOn, verified AS verifiedRounds, ' +
  "nullif(goneOn, '') AS goneOn, " +
  "CASE WHEN gone <> '' THEN gone WHEN verified > 0 THEN 'verified-' || verified ELSE 'registered' END AS status";

/** One SQL text for all filters, except for the beginning of the key. */
const wanted = (where: string): string =>
  `SELECT * FROM (SELECT ${COLUMNS} FROM jobs ${where}) ` +
  "WHERE (? = '' OR agency = ?) AND (? = '' OR county = ?) AND (? = '' OR sector = ?) AND (? = '' OR status = ?) " +
  "AND registeredOn >= ? AND (? = '' OR registeredOn <= ?) AND (? = '' OR gender = ?) " +
  "AND (? = '' OR status IN (SELECT value FROM json_each(?))) AND (? = '' OR goneOn >= ?) AND (? = '' OR goneOn <= ?)";

const FILTERED: readonly IdColumn[] = [
  ['jobs', 'province'],
  ['jobs', 'agency'],
  ['jobs', 'county'],
  ['jobs', 'sector'],
];

/** @param store events of a job are few, and read only for a detail view */
export function jobQuestions(tables: TableReader, store: EventStore): JobQuestions {
  return {
    jobs(asked = {}) {
      const options = heldFilter(tables, FILTERED, asked);
      const { sort = 'jobId', descending = false, after, limit = 100 } = options;
      const [where, parameters] = parametersOf(options);
      const { rows, next } = sortedPage<JobOnList & { place: string }>(tables, {
        list: wanted(where),
        parameters,
        order: ORDERS[sort],
        backwards: descending,
        key: ['province', 'year', 'jobId'],
        after,
        limit,
      });
      const counts = tables.all<{ status: JobStatusOnList; jobs: number }>(
        `SELECT status, count(*) AS jobs FROM (${wanted(where)}) GROUP BY status`,
        ...parameters,
      );
      const count = (status: JobStatusOnList): number =>
        counts.find((row) => row.status === status)?.jobs ?? 0;
      return {
        position: tables.position(),
        jobs: rows.map(({ place: _, ...job }) => job),
        ...(next !== undefined && { next }),
        total: counts.reduce((total, { jobs }) => total + jobs, 0),
        byStatus: {
          registered: count('registered'),
          'verified-1': count('verified-1'),
          'verified-2': count('verified-2'),
          'verified-3': count('verified-3'),
          rejected: count('rejected'),
          ended: count('ended'),
          voided: count('voided'),
        },
      };
    },
    async job(jobId, { agency, province } = {}) {
      const position = tables.position();
      const held = spellingAmong(tables, ['jobs', 'jobId'], jobId, {
        ...(agency !== undefined && { agency }),
        ...(province !== undefined && { province }),
      });
      if (held === undefined) return undefined;
      let state: JobState = initialJob();
      const recorded = streams.job(held);
      // The stream of a job is named by its key. An older version named it by the spelling of the id.
      for (const stream of new Set([recorded, streamKey(recorded)])) {
        state = initialJob();
        for await (const batch of store.read(stream))
          for (const event of batch)
            if (event.position <= position) state = evolve(state, logEvent(event) as unknown as JobEvent);
        if (state.status !== 'unregistered') break;
      }
      return state.status === 'unregistered' ? undefined : { position, ...jobDetail(state) };
    },
  };
}

function parametersOf(filter: JobFilter): readonly [where: string, parameters: readonly (string | number)[]] {
  const { province, year, agency = '', county = '', sector = '', status = '' } = filter;
  const { registeredFrom = '', registeredTo = '' } = filter;
  const key = [
    ...(province === undefined ? [] : [['province = ?', province] as const]),
    ...(year === undefined ? [] : [['year = ?', year] as const]),
  ];
  const where = key.length === 0 ? '' : `WHERE ${key.map(([condition]) => condition).join(' AND ')}`;
  const { gender = '', rejectedFrom = '', rejectedTo = '' } = filter;
  const statuses = statusesOf(filter);
  const states = statuses === undefined ? '' : JSON.stringify(statuses);
  const pairs = [gender, states, rejectedFrom, rejectedTo].flatMap((value) => [value, value]);
  const twice = [agency, county, sector, status].flatMap((value) => [value, value]);
  const days = [registeredFrom, registeredTo, registeredTo];
  return [where, [...key.map(([, value]) => value), ...twice, ...days, ...pairs]];
}

/** The statuses that pass all filters by status; undefined when there is none. */
function statusesOf(filter: JobFilter): readonly JobStatusOnList[] | undefined {
  const { statuses, counted, dueRound, rejectedFrom, rejectedTo } = filter;
  const wanted = [
    ...(statuses === undefined ? [] : [statuses]),
    ...(counted === undefined ? [] : [JOB_STATUSES.filter((status) => isCounted(status) === counted)]),
    ...(dueRound === undefined ? [] : [[DUE[dueRound]]]),
    ...((rejectedFrom ?? rejectedTo) === undefined ? [] : [['rejected' as const]]),
  ];
  if (wanted.length === 0) return undefined;
  return JOB_STATUSES.filter((status) => wanted.every((some) => some.includes(status)));
}

/** The status of running jobs that wait for a round. */
const DUE = {
  1: 'registered',
  2: 'verified-1',
  3: 'verified-2',
} as const satisfies Record<Round, JobStatusOnList>;
