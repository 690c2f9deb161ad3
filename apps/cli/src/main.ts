import '../../composition/src/umask.js';
import '../../composition/src/memory.js';
import { standWhereTyped } from '../../composition/src/standing-folder.js';
import { createShell } from './shell.js';
import { buildProgram } from './program.js';
import { run } from './run.js';

standWhereTyped(process.env);

const { stdout, stderr, env: environment, argv } = process;
const shell = createShell({ stdout, stderr, environment });
await run(buildProgram(shell), shell, argv.slice(2));
