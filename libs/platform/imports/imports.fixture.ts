import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolState } from '@misaq/credit/domain/state.js';
import type { JobState } from '@misaq/employment/domain/job.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { openXlsx } from '@misaq/platform/spreadsheets/saxes/open-xlsx.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import { jobAggregate } from '@misaq/employment/aggregate.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { CommandRunner } from '@misaq/platform/commands/command-runner.js';
import { personKey } from '@misaq/platform/node/person-key.js';
import { type ImportRequest, Imports } from './imports.js';
import type { ImportOutcome, ImportReport } from './report.js';
import { noTables } from '@misaq/platform/subjects/command-tables.js';
import { SUBJECTS } from '@misaq/subjects.js';
import type { KnownVerifiers } from '@misaq/employment/verifiers.js';

export const LABOUR: Actor = { id: 'labour-1', name: 'اداره کل کار', role: 'labour' };
export const PERSON_KEY = personKey('a key for tests');
export const POOL = 'east-azerbaijan-1401-note16';

/** 1 Tir 1402, noon in Tehran. */
const NOW = Date.UTC(2023, 5, 22, 8, 30);

export const testClock: Clock = { now: () => NOW };

export const REGISTER = `province,id,kind,name,ownership,active_from
east-azerbaijan,relief-committee,agency,کمیته امداد,,1395-01-01
east-azerbaijan,behzisti,agency,بهزیستی,state,1395-01-01
east-azerbaijan,bank-melli,bank,بانک ملی,state,1395-01-01
east-azerbaijan,bank-mellat,bank,بانک ملت,private,1395-01-01
east-azerbaijan,services,sector,خدمات,,1395-01-01
east-azerbaijan,industry,sector,صنعت,,1395-01-01
east-azerbaijan,tabriz,county,تبریز,,1395-01-01
east-azerbaijan,marand,county,مرند,,1395-01-01
`;

/** A valid national ID out of a prefix that is not issued. */
export function nationalId(serial: number): string {
  const nine = `999${String(serial).padStart(6, '0')}`;
  const sum = nine.split('').reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const remainder = sum % 11;
  return `${nine}${remainder < 2 ? remainder : 11 - remainder}`;
}

/** Imports on a store, put together as an application does it. */
export function importsOn(
  store: EventStore,
  spoolFolder: string,
  knownVerifiers?: KnownVerifiers,
  { clock = testClock, isShared = false }: { readonly clock?: Clock; readonly isShared?: boolean } = {},
) {
  const runner = new CommandRunner(store, clock, { isShared });
  const tables = { ...noTables(SUBJECTS), ...(knownVerifiers !== undefined && { knownVerifiers }) };
  const router = new CommandRouter({ subjects: SUBJECTS, streams: runner, clock, tables });
  const parts = {
    router,
    tables,
    clock,
    isShared,
    personKey: PERSON_KEY,
    spoolFolder,
    openSpreadsheet: openXlsx,
  };
  return { runner, router, imports: new Imports(parts) };
}

export async function storedEvents(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of store.readAll(LOG_START)) events.push(...batch.map(readStored));
  return events;
}

/** A province that begins with nothing, on a log of its own in a temporary folder. */
export function newProvince(knownVerifiers?: KnownVerifiers) {
  const folder = mkdtempSync(join(tmpdir(), 'misaq-imports-'));
  const store = openSqliteEventStore({ folder });
  const spoolFolder = join(folder, 'spool');
  const { runner, router, imports } = importsOn(store, spoolFolder, knownVerifiers);
  let files = 0;

  const write = (content: string | Buffer): string => {
    files += 1;
    const path = join(folder, `file-${files}.csv`);
    writeFileSync(path, content);
    return path;
  };

  const importing = (
    kind: ImportKind,
    content: string | Buffer,
    options: Partial<ImportRequest> = {},
  ): Promise<ImportOutcome> => imports.run({ kind, path: write(content), actor: LABOUR, ...options });

  return {
    folder,
    spoolFolder,
    store,
    runner,
    router,
    imports,
    write,
    importing,
    /** The report of a file that was understood as a file, whether or not it was refused. */
    async report(...request: Parameters<typeof importing>): Promise<ImportReport> {
      const outcome = await importing(...request);
      if (outcome.kind === 'unreadable') throw new Error(outcome.message);
      return outcome.report;
    },
    /** Imports a file of which every row must be new and good. */
    async given(kind: ImportKind, content: string): Promise<void> {
      const report = await this.report(kind, content);
      if (report.applied === 0 || report.applied !== report.rows)
        throw new Error(`not every row was applied: ${JSON.stringify(report)}`);
    },
    events: () => storedEvents(store),
    async position(): Promise<bigint> {
      return (await store.health()).position;
    },
    pool: (): Promise<PoolState> => Promise.resolve(runner.state(poolAggregate, streams.creditPool(POOL))),
    job: (jobId: string): Promise<JobState> =>
      Promise.resolve(runner.state(jobAggregate, streams.job(jobId))),
    async close(): Promise<void> {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type TestProvince = ReturnType<typeof newProvince>;

export const ALLOCATIONS = `pool,allocation_id,agency,amount_toman,notified_on
${POOL},A1,relief-committee,1000,1401-09-27
${POOL},A2,behzisti,505,1401-09-27
`;

export const INTRODUCTIONS = `pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id
${POOL},F1,relief-committee,bank-melli,400,1401-09-28,tabriz,services,2,${nationalId(1)}
${POOL},F2,behzisti,bank-mellat,300,1401-09-29,marand,industry,1,
`;

export const PAYMENTS = `pool,facility_id,bank,amount_toman,paid_on,bank_reference
${POOL},F1,bank-melli,250,1401-10-03,R-1
${POOL},F2,bank-mellat,300,1401-10-04,R-2
`;

export const JOBS_HEADER =
  'province,year,job_id,agency,sector,county,national_id,gender,education,priority_group,registered_on,started_on,facility_id,programme';

/** A row of a file of jobs. */
export function jobRow(jobId: string, personSerial: number, ends = ',,,1401-03-10,1401-03-01,,'): string {
  return `east-azerbaijan,1401,${jobId},behzisti,services,tabriz,${nationalId(personSerial)},female${ends}`;
}

export const JOBS = `${JOBS_HEADER}
${jobRow('J1', 11)}
${jobRow('J2', 12, ',bachelor,jobless-graduate,1401-03-11,1401-03-02,,')}
`;
