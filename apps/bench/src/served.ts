import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import type { Role } from '@misaq/platform/kernel/actor.js';
import { principalWithToken } from '@misaq/platform/assembly/principal-with-token.js';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { openSystem } from '@misaq/platform/assembly/system.js';
import type { LoopDelay } from './loop-delay.js';

/* A server of its own process on a filled log, and the tokens to ask it with. */

export type Tokens = ReadonlyMap<Role, string>;

export async function tokensOn(folder: string): Promise<Tokens> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, {});
  const tokens = new Map<Role, string>();
  for (const role of ['labour', 'inspector'] as const) {
    const made = await principalWithToken(system, { id: `bench-${role}`, name: role, role }, 'bench');
    if ('refusal' in made) throw new Error(`no token: ${made.refusal.name}`);
    tokens.set(role, made.token);
  }
  await system.close();
  return tokens;
}

/** One principal sends as much as many do elsewhere. */
const NO_LIMITS: NodeJS.ProcessEnv = {
  MISAQ_REQUESTS_PER_MINUTE: '100000000',
  MISAQ_WORK_MS_PER_SECOND: '0',
  MISAQ_ANONYMOUS_PER_MINUTE: '100000000',
};

export interface ServerOptions {
  /** Instead of those that lift every limit. */
  readonly settings?: NodeJS.ProcessEnv;
  /** How many files and sockets it may have open; as many as this process when left out. */
  readonly descriptors?: number;
  /** Whether it can be asked for how long its event loop was held ({@link askLoopDelay}). */
  readonly tellsLoopDelay?: boolean;
}

/** For how long the event loop of a server was held since it was asked last. */
export async function askLoopDelay(server: ChildProcess): Promise<LoopDelay> {
  server.send('delay');
  const [told] = (await once(server, 'message')) as [LoopDelay];
  return told;
}

export async function startServer(
  folder: string,
  { settings = NO_LIMITS, descriptors, tellsLoopDelay = false }: ServerOptions = {},
): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const program = fileURLToPath(new URL('../../api/src/main.js', import.meta.url));
  const limit = descriptors === undefined ? '' : `ulimit -n ${String(descriptors)} && `;
  const words = tellsLoopDelay
    ? ['--import', new URL('./loop-delay.js', import.meta.url).href, program]
    : [program];
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...words], {
    stdio: ['ignore', 'ignore', 'inherit', ...(tellsLoopDelay ? (['ipc'] as const) : [])],
    env: {
      PATH: process.env.PATH,
      MISAQ_DATA_DIR: folder,
      MISAQ_PORT: '0',
      // What it writes is part of its work, and goes nowhere here.
      MISAQ_LOG_LEVEL: 'info',
      ...settings,
    },
  });
  process.prependListener('exit', () => void child.kill('SIGKILL'));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}`);
    const running = readServerFile(folder);
    if (running?.processId === child.pid && running !== undefined) {
      const { status } = await fetch(`${running.url}/health/ready`);
      if (status === 200) return { url: running.url, process: child };
    }
    await wait(5);
  }
}
