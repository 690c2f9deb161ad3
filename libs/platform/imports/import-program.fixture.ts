/**
 * A program of its own that finishes what an earlier one left and then imports a file:
 *   node import-program.fixture.js FOLDER KIND FILE
 * It says `done` on stdout when the file has been imported.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { importsOn, LABOUR } from './imports.fixture.js';

const [folder = '', kind = '', path = ''] = process.argv.slice(2);
const store = openSqliteEventStore({ folder });
const { imports } = importsOn(store, join(folder, 'spool'));
await imports.resume();
const outcome = await imports.run({ kind: kind, path, actor: LABOUR });
if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
await store.close();
writeSync(1, 'done');
