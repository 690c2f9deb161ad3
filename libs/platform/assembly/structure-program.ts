import { Database } from '@misaq/platform/sqlite/database.js';
import { structuralProblemsIn } from '@misaq/platform/event-store/sqlite/structure.js';

/* A process that lets SQLite check the structure of one file, prints what it found as JSON, and ends. */

const [, , file = ''] = process.argv;
const db = new Database(file, { readonly: true });
process.stdout.write(JSON.stringify(structuralProblemsIn(db)));
db.close();
