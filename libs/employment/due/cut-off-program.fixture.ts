/**
 * A separate program that performs one act on a person and a job, and kills itself with SIGKILL before an append:
 * - node cut-off-program.fixture.js sqlite|esdb FOLDER-OR-OPTIONS NAME-OF-THE-ACT NUMBER-OF-THE-APPEND CLOCK
 *
 * The options are those of `openEventStoreDb`, as JSON. The clock is in ms since the epoch.
 */
import {
  type EventStoreDbOptions,
  openEventStoreDb,
} from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { CommandRunner } from '@misaq/platform/commands/command-runner.js';
import { Employment } from '../employment.js';
import { noTables } from '@misaq/platform/subjects/command-tables.js';
import { SUBJECTS } from '@misaq/subjects.js';
import { type CutOffAct, perform } from './cut-off-acts.fixture.js';

const [kind, where = '', act = '', nth = '', clockMs = ''] = process.argv.slice(2);
const store =
  kind === 'esdb'
    ? await openEventStoreDb(JSON.parse(where) as EventStoreDbOptions)
    : openSqliteEventStore({ folder: where });
let appends = 0;
const cut: typeof store = {
  ...store,
  append: (...given) => {
    appends += 1;
    if (appends === Number(nth)) process.kill(process.pid, 'SIGKILL');
    return store.append(...given);
  },
};
const clock = { now: () => Number(clockMs) };
const runner = new CommandRunner(cut, clock, { isShared: kind === 'esdb' });
const router = new CommandRouter({ subjects: SUBJECTS, streams: runner, clock, tables: noTables(SUBJECTS) });
await perform(new Employment({ router, tables: noTables(SUBJECTS) }), act as CutOffAct);
throw new Error(`${act} ended before its append ${nth}`);
