import '../../composition/src/memory.js';
import { createShell } from './shell.js';
import { buildProgram } from './program.js';
import { run } from './run.js';

const { stdout, stderr, env: environment, argv } = process;
const shell = createShell({ stdout, stderr, environment });
await run(buildProgram(shell), shell, argv.slice(2));
