import {
  ALLOCATIONS,
  importsOn,
  JOBS_HEADER,
  jobRow,
  LABOUR,
  newProvince,
  REGISTER,
  type TestProvince,
} from '@misaq/platform/imports/imports.fixture.js';
import type { Imports } from '@misaq/platform/imports/imports.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';

/** The log of a province, which can be away: at once, or after so many appends. */
export function logThatGoesAway(store: EventStore) {
  let left = Infinity;
  const log: EventStore = {
    append: (...append) => {
      left -= 1;
      return left < 0
        ? Promise.reject(new StoreUnavailableError('the disk is full'))
        : store.append(...append);
    },
    read: (...from) => store.read(...from),
    readAll: (after) => store.readAll(after),
    follow: (...after) => store.follow(...after),
    at: (positions) => store.at(positions),
    health: () => store.health(),
  };
  return {
    log,
    goAwayAfter: (appends: number): void => {
      left = appends;
    },
    comeBack: (): void => {
      left = Infinity;
    },
  };
}

/** A province with a register, and imports on its log as a process has them after each start. */
export async function openProvince() {
  const province = newProvince();
  await province.given('organisations', REGISTER);
  await province.given('allocations', ALLOCATIONS);
  const { log, ...away } = logThatGoesAway(province.store);
  return {
    ...province,
    ...away,
    importsOfAProcess: (): Imports => importsOn(log, province.spoolFolder).imports,
    /** How often each job was registered, in their order, and how often the import was completed. */
    async effects(): Promise<{ readonly jobs: readonly string[]; readonly completed: number }> {
      const events = await province.events();
      return {
        jobs: events
          .filter(({ type }) => type === 'JobRegistered')
          .map(({ stream }) => stream)
          .sort(),
        completed: events.filter(({ type }) => type === 'ImportCompleted').length - GIVEN,
      };
    },
  };
}

/** Imports that {@link openProvince} makes. */
const GIVEN = 2;

/** Accepts a file of so many jobs; gives the id of the import. */
export async function acceptJobs(
  imports: Imports,
  province: Pick<TestProvince, 'write'>,
  count: number,
): Promise<string> {
  const path = province.write([JOBS_HEADER, ...rows(count)].join('\n'));
  const outcome = await imports.accept({ kind: 'jobs', path, actor: LABOUR });
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.report.importId;
}

const rows = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => jobRow(jobId(index), index));

const jobId = (index: number): string => `J${String(index)}`;

/** What stands when a file of so many jobs has had its effect once. */
export const onceEach = (count: number) => ({
  jobs: Array.from({ length: count }, (_, index) => `job-${jobId(index)}`).sort(),
  completed: 1,
});
