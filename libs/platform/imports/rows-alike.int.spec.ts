import { streams } from '@misaq/platform/kernel/streams.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import { importKind, importKinds } from './import-kinds.js';
import { registerAggregate } from '@misaq/register/aggregate.js';
import { today } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { sentOf } from './row-commands.js';
import {
  ALLOCATIONS,
  INTRODUCTIONS,
  jobRow,
  JOBS,
  LABOUR,
  nationalId,
  newProvince,
  PAYMENTS,
  PERSON_KEY,
  POOL,
  REGISTER,
  testClock,
  type TestProvince,
} from './imports.fixture.js';
import { readHeader } from './headers.js';
import { refusalError } from './refusal-error.js';
import { RowReader } from './row-reader.js';
import type { RowError } from './report.js';
import type { Verifier } from '@misaq/employment/verifiers.js';

const BEHZISTI: Actor = { id: 'beh-1', name: 'Behzisti', role: 'agency', organisation: 'behzisti' };
const MELLI: Actor = { id: 'melli-1', name: 'Bank Melli', role: 'bank', organisation: 'bank-melli' };
const INSPECTOR: Actor = { id: 'inspector-1', name: 'Inspector', role: 'inspector' };
const NOT_KEPT = 'east-azerbaijan-1401-none';

const VERIFIERS: readonly Verifier[] = [
  { principalId: 'inspector-1', name: 'Inspector', role: 'inspector' },
  { principalId: 'labour-1', name: 'Labour', role: 'labour' },
];

/** A job of its own person that names a facility. */
const ofFacility = (jobId: string, serial: number, facility: string, programme = 'note16'): string =>
  jobRow(jobId, serial, `,,,1401-12-10,1401-12-01,${facility},${programme}`);

/** Rows of each kind: good ones, the same again, and everything that a row is refused for by what is on record. */
const ROWS: Readonly<Record<ImportKind, readonly string[]>> = {
  organisations: [
    'east-azerbaijan,sarab,county,سراب,,1395-01-01',
    'east-azerbaijan,sarab,county,سراب,,1395-01-01',
    'east-azerbaijan,sarab,county,دیگر,,1395-01-01',
    'east-azerbaijan,bank-new,bank,بانک نو,,1395-01-01',
  ],
  commitments: [
    'east-azerbaijan,1401,baseline,behzisti,services,tabriz,10,1401-02-01',
    'east-azerbaijan,1401,baseline,behzisti,services,tabriz,10,1401-02-01',
    'east-azerbaijan,1401,baseline,behzisti,services,tabriz,11,1401-02-01',
    'east-azerbaijan,1401,baseline,behzisti,services,marand,10,1402-03-01',
  ],
  allocations: [
    `${POOL},A3,behzisti,100,1401-10-01`,
    `${POOL},A3,behzisti,100,1401-10-01`,
    `${POOL},A3,behzisti,101,1401-10-01`,
    `${POOL},A3,relief-committee,100,1401-10-01`,
    `${POOL},A4,behzisti,100,1394-10-01`,
  ],
  introductions: [
    `${POOL},F3,behzisti,bank-melli,10,1401-10-01,tabriz,services,1,${nationalId(3)}`,
    `${POOL},F3,behzisti,bank-melli,10,1401-10-01,tabriz,services,1,${nationalId(3)}`,
    `${POOL},F3,behzisti,bank-melli,11,1401-10-01,tabriz,services,1,${nationalId(3)}`,
    `${POOL},F4,relief-committee,bank-melli,10,1401-10-01,tabriz,services,1,`,
    `${NOT_KEPT},F5,behzisti,bank-melli,10,1401-10-01,tabriz,services,1,`,
    `${POOL},F6,behzisti,bank-melli,10,1394-10-01,tabriz,services,1,`,
  ],
  declines: [
    `${POOL},F9,bank-melli,1401-10-20,no collateral`,
    `${POOL},F1,bank-mellat,1401-10-20,no collateral`,
    `${NOT_KEPT},F1,bank-melli,1401-10-20,no collateral`,
    `${POOL},F3,bank-melli,1401-10-20,no collateral`,
    `${POOL},F3,bank-melli,1401-10-20,no collateral`,
    `${POOL},F3,bank-melli,1401-10-21,no collateral`,
  ],
  payments: [
    `${POOL},F1,bank-melli,10,1401-10-05,R-3`,
    `${POOL},F1,bank-melli,10,1401-10-05,R-3`,
    `${POOL},F1,bank-melli,11,1401-10-05,R-3`,
    `${POOL},F1,bank-melli,10000,1401-10-05,R-4`,
    `${POOL},F2,bank-melli,1,1401-10-05,R-5`,
    `${POOL},F9,bank-melli,1,1401-10-05,R-6`,
    `${NOT_KEPT},F1,bank-melli,1,1401-10-05,R-7`,
    `${POOL},F3,bank-melli,1,1401-10-22,R-8`,
  ],
  reversals: [
    `${POOL},F1,bank-melli,R-9,1401-10-06,came back`,
    `${POOL},F9,bank-melli,R-1,1401-10-06,came back`,
    `${NOT_KEPT},F1,bank-melli,R-1,1401-10-06,came back`,
    `${POOL},F1,bank-melli,R-1,1401-10-06,came back`,
    `${POOL},F1,bank-melli,R-1,1401-10-06,came back`,
    `${POOL},F1,bank-melli,R-1,1401-10-07,came back`,
  ],
  jobs: [
    ofFacility('J3', 13, 'F9'),
    ofFacility('J3', 13, 'F1'),
    ofFacility('J3', 13, 'F2'),
    ofFacility('J3', 13, 'F2'),
    ofFacility('J3', 13, 'F3'),
    ofFacility('J4', 14, 'F9', 'rural'),
    ofFacility('J5', 15, 'F9', ''),
    jobRow('J6', 11),
    jobRow('J7', 17).replace('behzisti', 'relief-committee'),
    ofFacility('J8', 11, 'F9'),
  ],
  verifications: [
    'J1,1,verified,inspector-9,1401-04-01,',
    'J1,1,verified,inspector-1,1401-04-01,',
    'J1,1,verified,inspector-1,1401-04-01,',
    'J1,1,verified,inspector-9,1401-04-01,',
    'J1,3,verified,labour-1,1401-05-01,',
    'J1,2,verified,labour-1,1401-05-01,',
    'J2,1,rejected,somebody,1401-04-01,closed',
    'J9,1,rejected,inspector-1,1401-04-01,closed',
    'J2,1,rejected,inspector-1,1401-04-01,closed',
    'J2,1,verified,inspector-1,1401-04-01,',
    'J1,2,verified,inspector-1,1401-05-01,',
  ],
  'job-endings': ['J9,1401-09-01,', 'J1,1401-02-01,', 'J1,1401-09-01,', 'J1,1401-09-01,', 'J1,1401-09-02,'],
};

const SENDERS: readonly Actor[] = [LABOUR, BEHZISTI, MELLI, INSPECTOR];

/** The result of a row or a command: its state or its refusal, as a file reports it. */
type Became = string | { readonly code: string; readonly column: string; readonly message?: string };

/** A file of one row that is only checked. */
async function ofFile(province: TestProvince, kind: ImportKind, row: string, actor: Actor): Promise<Became> {
  const content = `${importKind(kind).columns.join(',')}\n${row}\n`;
  const outcome = await province.importing(kind, content, { actor, dryRun: true });
  if (outcome.kind === 'unreadable') throw new Error(outcome.message);
  const { report } = outcome;
  const [error] = report.errors;
  // The role imports no such file at all: no row of it is looked at.
  if (error === undefined && outcome.kind === 'refused') return outcome.refusal.name;
  if (error === undefined) return report.duplicates > 0 ? 'stands' : 'done';
  return became(error);
}

/** Of another's a file names the organisation as the row does, and a command as the register does. */
function became({ code, column, message }: RowError): Became {
  return code === 'not_own' ? { code, column } : { code, column, message };
}

/** The same row as one command, as every other sender sends it. */
async function ofCommand(
  province: TestProvince,
  kind: ImportKind,
  row: string,
  actor: Actor,
  n: number,
): Promise<Became> {
  const register = await province.runner.state(registerAggregate, streams.register('east-azerbaijan'));
  const reader = new RowReader(2, row.split(','), readHeader(kind, importKind(kind).columns), {
    today: today(testClock),
    personKey: PERSON_KEY,
    registerOf: () => register,
  });
  const planned = importKind(kind).read(reader);
  const [unread] = reader.errors;
  if (unread !== undefined) return became(unread);
  if (planned === undefined) throw new Error(`${row} was not read`);
  const result = await province.router.send(sentOf(planned), { commandId: newCommandId(n), actor }, 'http');
  if (result.kind === 'done') return result.events.length === 0 ? 'stands' : 'done';
  if (result.refusal.name === 'not_permitted') return result.refusal.name;
  return became(refusalError(kind, planned, result.refusal));
}

describe('A row of a file and the same as one command', () => {
  let province: TestProvince;
  beforeAll(async () => {
    province = newProvince(() => Promise.resolve(VERIFIERS));
    await province.given('organisations', REGISTER);
    await province.given('allocations', ALLOCATIONS);
    await province.given('introductions', INTRODUCTIONS);
    await province.given('payments', PAYMENTS);
    await province.given('jobs', JOBS);
  });
  afterAll(() => province.close());

  let n = 0;
  it.each(importKinds())('are answered alike: %s', async (kind) => {
    const outcomes = new Set<string>();
    for (const row of ROWS[kind] ?? [])
      for (const actor of SENDERS.toReversed()) {
        const file = await ofFile(province, kind, row, actor);
        const command = await ofCommand(province, kind, row, actor, (n += 1));
        expect([row, actor.id, command]).toEqual([row, actor.id, file]);
        outcomes.add(typeof file === 'object' ? file.code : file);
      }
    expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'stands', 'not_permitted']));
    expect(outcomes.size).toBeGreaterThan(3);
  });
});
