import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { readServerFile } from '@misaq/platform/node/server-file.js';
import { ROOT } from './misaq.fixture.js';

/** The server as an operator starts it: a process of its own on the built program, and a data directory. */

const programOf = (name: string): string => join(ROOT, 'tools', `${name}.mjs`);

/** The folder of these tests. */
export const HERE = join(ROOT, 'test', 'e2e');

export interface StartOptions {
  /** Settings beside those of {@link FOR_TESTS}. */
  readonly settings?: NodeJS.ProcessEnv;
  /** Words behind `npm start --`. */
  readonly words?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** What is started; the server unless told. */
  readonly program?: 'serve' | 'worker';
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that was started, whatever becomes of it. */
export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

export interface RunningServer extends Started {
  readonly url: string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

/** Nobody is held up by limits, and nothing is written that is not looked at. */
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

/** @throws Error with what it said when it ends before it listens */
export async function startServer(folder: string, options: StartOptions = {}): Promise<RunningServer> {
  const started = start(folder, options);
  const { process: child, ended, stderr, stdout } = started;
  for (;;) {
    const file = readServerFile(folder);
    // One of an earlier process stays behind when that was killed.
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

/** The token of the first admin, from the file that a server without a terminal names in what it says. */
export function firstAdminIn(said: string): string | undefined {
  const path = /MISAQ_TOKEN="\$\(cat '([^']+)'\)"/.exec(said)?.[1];
  return path === undefined ? undefined : readFileSync(path, 'utf8').trim();
}

/** Makes the first admin of a new data directory; gives the token once the server has said it. */
export async function firstAdmin({ stderr, process: child }: RunningServer): Promise<string> {
  for (;;) {
    const token = firstAdminIn(stderr());
    if (token !== undefined) return token;
    if (child.exitCode !== null) throw new Error(`the server has ended: ${stderr()}`);
    await pause(10);
  }
}
