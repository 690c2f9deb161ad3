/**
 * A program of its own that imports a file and kills itself with SIGKILL in front of an append:
 *   node cut-off-import-program.fixture.js sqlite|esdb FOLDER-OR-OPTIONS SPOOL-FOLDER FILE NUMBER-OF-THE-APPEND
 * The options are those of `openEventStoreDb`, as JSON.
 */
import {
  type EventStoreDbOptions,
  openEventStoreDb,
} from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { importsOn, LABOUR } from './imports.fixture.js';

const [kind, where = '', spool = '', path = '', nth = ''] = process.argv.slice(2);
const isShared = kind === 'esdb';
const store = isShared
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
await importsOn(cut, spool, undefined, { isShared }).imports.run({ kind: 'jobs', path, actor: LABOUR });
throw new Error(`the import ended before its append ${nth}`);
