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

/** The log of a province, which a test can make unavailable: at once, or after a number of appends. */
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

/** A province with a register. Opens imports on its log as each new process does. */
export async function openProvince() {
  const province = newProvince();
  await province.given('organisations', REGISTER);
  await province.given('allocations', ALLOCATIONS);
  const { log, ...away } = logThatGoesAway(province.store);
  return {
    ...province,
    ...away,
    importsOfAProcess: (): Imports => importsOn(log, province.spoolFolder).imports,
    /** How often each job was registered, in order of the rows, and how often the import was completed. */
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

/** Number of imports that {@link openProvince} makes. */
const GIVEN = 2;

/** Accepts a file with this many jobs; returns the id of the import. */
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

/** The expected effects when a file with this many jobs was applied once. */
export const onceEach = (count: number) => ({
  jobs: Array.from({ length: count }, (_, index) => `job-${jobId(index)}`).sort(),
  completed: 1,
});
