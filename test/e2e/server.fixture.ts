import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { ROOT } from './misaq.fixture.js';

/** The server as an operator starts it: a separate process of the built program, with a data directory. */

const programOf = (name: string): string => join(ROOT, 'tools', `${name}.mjs`);

/** The folder of these tests. */
export const HERE = join(ROOT, 'test', 'e2e');

export interface StartOptions {
  /** Settings beside those of {@link FOR_TESTS}. */
  readonly settings?: NodeJS.ProcessEnv;
  /** Arguments after `npm start --`. */
  readonly words?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** The program to start; default: the server. */
  readonly program?: 'serve' | 'worker';
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A started process, running or not. */
export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  /** Its output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

export interface RunningServer extends Started {
  readonly url: string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

/** Disables rate limits, and output that no test reads. */
const FOR_TESTS = {
  MISAQ_PORT: '0',
  MISAQ_REQUESTS_PER_MINUTE: '100000000',
  MISAQ_GUESSES_PER_MINUTE: '100000000',
  MISAQ_WORK_MS_PER_SECOND: '0',
  MISAQ_LOG_LEVEL: 'warn',
  MISAQ_PERSON_KEY: 'a key for pseudonyms in tests',
  MISAQ_DEBUG: '',
} as const;

export function start(
  folder: string,
  { settings = {}, words = [], node = [], program = 'serve' }: StartOptions = {},
): Started {
  const child = spawn(process.execPath, ['--no-warnings', ...node, programOf(program), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...FOR_TESTS, MISAQ_DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (bytes: Buffer) => (said.stdout += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (said.stderr += bytes.toString()));
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  return { process: child, ended, stdout: () => said.stdout, stderr: () => said.stderr };
}

/** @throws Error with its output when it ends before it listens */
export async function startServer(folder: string, options: StartOptions = {}): Promise<RunningServer> {
  const started = start(folder, options);
  const { process: child, ended, stderr, stdout } = started;
  for (;;) {
    const file = readServerFile(folder);
    // A killed process leaves its file behind.
    if (file?.processId === child.pid && file !== undefined)
      return {
        ...started,
        url: file.url,
        end: (signal) => {
          child.kill(signal);
          return ended;
        },
      };
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended before it listened: ${stderr()}${stdout()}`);
    await pause(10);
  }
}

/** The token of the first admin, from the file that a server without a terminal names in its output. */
export function firstAdminIn(said: string): string | undefined {
  const path = /MISAQ_TOKEN="\$\(cat '([^']+)'\)"/.exec(said)?.[1];
  return path === undefined ? undefined : readFileSync(path, 'utf8').trim();
}

/** Creates the first admin of a new data directory; returns the token once the server has announced it. */
export async function firstAdmin({ stderr, process: child }: RunningServer): Promise<string> {
  for (;;) {
    const token = firstAdminIn(stderr());
    if (token !== undefined) return token;
    if (child.exitCode !== null) throw new Error(`the server has ended: ${stderr()}`);
    await pause(10);
  }
}
