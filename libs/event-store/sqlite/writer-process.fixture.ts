import { transformSync } from '@swc/core';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LIBS = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const PARTS = ['event-store', 'event-store/sqlite', 'sqlite'];

/** Makes the store and the writing program runnable by plain Node in a folder; gives the program's path. */
export function buildWriter(into: string): string {
  for (const part of PARTS) {
    mkdirSync(join(into, part), { recursive: true });
    for (const name of readdirSync(join(LIBS, part))) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts') || name === 'contract.ts') continue;
      const { code } = transformSync(readFileSync(join(LIBS, part, name), 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      });
      const found = code.replaceAll('@misaq/', `${pathToFileURL(into).href}/`);
      writeFileSync(join(into, part, name.replace(/[.]ts$/, '.js')), found);
    }
  }
  writeFileSync(join(into, 'package.json'), '{"type":"module"}');
  symlinkSync(join(LIBS, '../node_modules'), join(into, 'node_modules'));
  return join(into, 'event-store', 'sqlite', 'crash-writer.fixture.js');
}

export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** A running writer. */
export interface Writer {
  readonly pid: number | undefined;
  readonly acknowledged: readonly Acknowledged[];
  /** Resolves when it has opened the log; rejects when it ended without. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with the error it reported, if any. */
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
    // A line that the kill cut short was not said.
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
  // Whoever waits for `ended` alone must not be bothered by this one.
  ready.catch(() => undefined);
  return { pid: child.pid, acknowledged, ready, ended, kill: () => child.kill('SIGKILL') };
}
