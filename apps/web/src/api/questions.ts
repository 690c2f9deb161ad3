import { queryOptions } from '@tanstack/react-query';
import { client, valueOf } from './client.js';
import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];

/** An answer with the position of the log that it shows; undefined where it shows none. */
export interface Answered<Value> {
  readonly value: Value;
  readonly position: string | undefined;
}

interface JsonAnswer<Value> {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': Value } } };
}
/** The addresses of questions: what answers GET with JSON. */
type Asked = {
  [Path in keyof paths]: paths[Path] extends { readonly get: JsonAnswer<unknown> } ? Path : never;
}[keyof paths];
type JsonOf<Path extends Asked> = paths[Path]['get'] extends JsonAnswer<infer Value> ? Value : never;
type QueryOf<Path extends Asked> = paths[Path]['get'] extends {
  readonly parameters: { readonly query?: infer Query };
}
  ? Query
  : never;
type Params = Readonly<Record<string, string>>;

/** The address of a question and what it is asked with. */
interface Given<Path extends Asked> {
  readonly path?: Params;
  readonly query?: QueryOf<Path>;
  /** False for an address that cannot be asked for a position. */
  readonly waits?: boolean;
}

let reached: string | undefined;

/** Keeps the position that an act reached: every question from now on shows it at least, on whatever node it is asked. */
export function keepReached(position: string | number): void {
  reached = String(position);
}

/** Forgets it: the next person may be shown positions in another form. */
export function forgetReached(): void {
  reached = undefined;
}

const POSITION_HEADER = 'misaq-position';

/** A question as TanStack Query asks it: its key is the address with its parameters. */
export function question<Path extends Asked>(address: Path, { path, query, waits = true }: Given<Path> = {}) {
  return queryOptions({
    queryKey: [address, path ?? {}, query ?? {}] as const,
    queryFn: async ({ signal }): Promise<Answered<JsonOf<Path>>> => {
      const atLeast = waits && reached !== undefined ? { atLeast: reached } : {};
      const params = { path: path ?? {}, query: { ...(query as object | undefined), ...atLeast } };
      // The types of a path that is a type parameter cannot be resolved here; callers see them resolved.
      const answer = await client.GET(address as never, { params, signal } as never);
      return {
        value: valueOf<JsonOf<Path>>(answer),
        position: answer.response.headers.get(POSITION_HEADER) ?? undefined,
      };
    },
  });
}

/** Filters, order and place of a list of files. */
export type FacilitiesQuery = NonNullable<
  paths['/api/v1/pools/{pool}/facilities']['get']['parameters']['query']
>;

/** What a list of the files of all pools is held to, its order and the place in it. */
export type AllFacilitiesQuery = NonNullable<paths['/api/v1/facilities']['get']['parameters']['query']>;

/** What a list of jobs is held to, and the place in it. */
export type JobsQuery = NonNullable<paths['/api/v1/jobs']['get']['parameters']['query']>;

/** Of whom the course of a promise is shown, against which version. */
export type CourseQuery = NonNullable<
  paths['/api/v1/provinces/{province}/plans/{year}/course']['get']['parameters']['query']
>;

/** Settings of the rule to try. */
export type SimulationQuery = NonNullable<
  paths['/api/v1/pools/{pool}/simulation']['get']['parameters']['query']
>;

/** Whose history, held to what, and the place in it. */
export type HistoryQuery = NonNullable<paths['/api/v1/history']['get']['parameters']['query']>;

/** The questions of the screens, by what they are about. */
export const ask = {
  freshness: () => question('/api/v1/freshness', { waits: false }),
  ways: () => question('/api/v1/session/ways', { waits: false }),
  ownSessions: () => question('/api/v1/sessions', { waits: false }),
  ownDoor: () => question('/api/v1/session/door', { query: { limit: 20 }, waits: false }),
  demoAccounts: () => question('/api/v1/demo/accounts', { waits: false }),
  pools: () => question('/api/v1/pools'),
  board: (pool: string, asOf?: string) =>
    question('/api/v1/pools/{pool}', { path: { pool }, query: asOf === undefined ? {} : { asOf } }),
  lots: (pool: string, agency: string) =>
    question('/api/v1/pools/{pool}/allocations', { path: { pool }, query: { limit: 500, agency } }),
  facilities: (pool: string, query: FacilitiesQuery) =>
    question('/api/v1/pools/{pool}/facilities', { path: { pool }, query: { limit: 100, ...query } }),
  facility: (pool: string, facilityId: string) =>
    question('/api/v1/pools/{pool}/facilities/{facilityId}', { path: { pool, facilityId } }),
  plan: (province: string, year: number, version?: string) =>
    question('/api/v1/provinces/{province}/plans/{year}', {
      path: { province, year: String(year) },
      query: version === undefined ? {} : { version },
    }),
  course: (province: string, year: number, query: CourseQuery) =>
    question('/api/v1/provinces/{province}/plans/{year}/course', {
      path: { province, year: String(year) },
      query,
    }),
  jobs: (query: JobsQuery) => question('/api/v1/jobs', { query: { limit: 50, ...query } }),
  job: (jobId: string) => question('/api/v1/jobs/{jobId}', { path: { jobId } }),
  simulation: (pool: string, query: SimulationQuery) =>
    question('/api/v1/pools/{pool}/simulation', { path: { pool }, query }),
  queue: (query: AllFacilitiesQuery) => question('/api/v1/facilities', { query: { limit: 50, ...query } }),
  event: (position: string) => question('/api/v1/events/{position}', { path: { position } }),
  history: (query: HistoryQuery) => question('/api/v1/history', { query: { limit: 100, ...query } }),
  banks: () => question('/api/v1/banks'),
  banksOf: (pool: string) => question('/api/v1/pools/{pool}/banks', { path: { pool } }),
  provinces: () => question('/api/v1/provinces'),
  organisations: (province: string) =>
    question('/api/v1/provinces/{province}/organisations', { path: { province }, query: { limit: 500 } }),
  reviews: (pool: string) => question('/api/v1/pools/{pool}/reviews', { path: { pool } }),
  review: (pool: string, reviewId: string) =>
    question('/api/v1/pools/{pool}/reviews/{reviewId}', { path: { pool, reviewId } }),
};
