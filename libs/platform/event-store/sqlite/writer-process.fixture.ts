import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { buildParts } from '../../../../test/support/run-by-node.fixture.js';

/**
 * Compiles the store and the writer program into a folder, so that plain Node can run them. Returns the program's path.
 */
export function buildWriter(into: string): string {
  buildParts(into, ['platform/event-store', 'platform/node', 'platform/sqlite']);
  return join(into, 'platform/event-store/sqlite/crash-writer.fixture.js');
}

export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** A running writer process. */
export interface Writer {
  readonly pid: number | undefined;
  readonly acknowledged: readonly Acknowledged[];
  /** Resolves when the writer has opened the log; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when the writer has ended, with the error it reported, if any. */
  readonly ended: Promise<{ name: string; message: string } | undefined>;
  kill(): void;
}

export function startWriter(program: string, folder: string, run: number, userId?: number): Writer {
  const args = [program, folder, String(run), ...(userId === undefined ? [] : [String(userId)])];
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, args);
  const acknowledged: Acknowledged[] = [];
  let refused: { name: string; message: string } | undefined;
  let errors = '';
  let isReady = false;
  let nowReady: () => void;
  const readySoon = new Promise<void>((resolve) => {
    nowReady = resolve;
  });

  function hear(line: string): void {
    const said = JSON.parse(line) as {
      ready?: true;
      acknowledged?: [string, number, string];
      refused?: { name: string; message: string };
    };
    if (said.ready === true) {
      isReady = true;
      nowReady();
    }
    if (said.refused !== undefined) refused = said.refused;
    if (said.acknowledged !== undefined) {
      const [stream, revision, id] = said.acknowledged;
      acknowledged.push({ stream, revision, id });
    }
  }

  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    // A line that the kill cut off does not count.
    rest = lines.pop() ?? '';
    lines.forEach(hear);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<typeof refused>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (refused !== undefined || signal === 'SIGKILL') resolve(refused);
      else reject(new Error(`the writer ended by itself: ${errors}`));
    });
  });
  const ready = Promise.race([
    readySoon,
    ended.then((error) => {
      if (!isReady) throw new Error(`the writer ended before it was ready: ${error?.message ?? errors}`);
    }),
  ]);
  // Prevents an unhandled rejection in tests that only await `ended`.
  ready.catch(() => undefined);
  return { pid: child.pid, acknowledged, ready, ended, kill: () => child.kill('SIGKILL') };
}
