import '@misaq/platform/node/umask.js';
import '@misaq/platform/node/memory.js';
import { changeToUsersFolder } from '@misaq/platform/node/users-folder.js';
import { COMMAND_LINES } from '@misaq/command-lines.js';
import { start } from './start.js';

changeToUsersFolder(process.env);

await start({
  commandLines: COMMAND_LINES,
  load: async () => (await import('../../../libs/subjects.js')).ALL_SUBJECTS,
});
