import '@misaq/platform/node/umask.js';
import '@misaq/platform/node/memory.js';
import { changeToUsersFolder } from '@misaq/platform/node/users-folder.js';
import { buildProgram } from './program.js';
import { run } from './run.js';
import { createShell } from './create-shell.js';

changeToUsersFolder(process.env);

const { stdout, stderr, env: environment, argv } = process;
const shell = createShell(
  { stdout, stderr, environment },
  async () => (await import('../../../libs/subjects.js')).ALL_SUBJECTS,
);
const words = argv.slice(2);
await run(() => buildProgram(shell, words), shell, words);
