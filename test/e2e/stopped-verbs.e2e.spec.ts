import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { Database } from '@misaq/platform/sqlite/database.js';
import { environment, misaq, ROOT, SAMPLES, temporaryFolders } from './misaq.fixture.js';

/** Adds thousands of meaningless events to a log. */
async function grow(folder: string, thousands: number): Promise<void> {
  const store = openSqliteEventStore({ folder });
  for (let each = 0; each < thousands; each += 1) {
    const events = Array.from({ length: 1_000 }, () => ({
      id: randomUUID().replaceAll('-', ''),
      type: 'Filler',
      data: '{}',
      metadata: '{}',
    }));
    await store.append(`filler-${String(each)}`, NO_STREAM, events);
  }
  await store.close();
}

/** Whether a process has the log of a folder open. */
function isLocked(folder: string): boolean {
  return readdirSync(folder).includes('log.sqlite-wal');
}

function namesBeside(path: string): readonly string[] {
  return readdirSync(dirname(path)).filter(
    (name) => name.startsWith(basename(path)) || name.endsWith('.part'),
  );
}

/** Longer than any verb needs to stop, and shorter than its whole work takes. */
const ANSWERED_MS = 15_000;

describe('A verb that gets a stop signal', () => {
  const folders = temporaryFolders();
  const sockets: Socket[] = [];
  let data: string;
  /** Accepts connections and never answers. */
  let silent: Server;
  let address: string;

  beforeAll(async () => {
    data = folders.make();
    const file = join(SAMPLES, '01-organisations.csv');
    expect(misaq(data, ['import', 'organisations', file, '--as', 'labour-1:labour']).status).toBe(0);
    silent = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    address = `127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    folders.removeAll();
  });

  /** Starts a verb, waits until it works, sends the signal, and returns how it ended. */
  async function stopped(
    words: readonly string[],
    signal: NodeJS.Signals,
    settings: NodeJS.ProcessEnv,
    isAtWork: () => boolean,
  ): Promise<unknown> {
    const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'tools', 'run.mjs'), ...words], {
      cwd: ROOT,
      env: environment(data, settings),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'close');
    while (!isAtWork() && child.exitCode === null) await wait(10);
    expect([words[0], child.exitCode]).toEqual([words[0], null]);
    child.kill(signal);
    const killed = setTimeout(() => child.kill('SIGKILL'), ANSWERED_MS);
    const [code, bySignal] = (await ended) as [number | null, NodeJS.Signals | null];
    clearTimeout(killed);
    return bySignal ?? code;
  }

  const signals = [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const;

  it.each(signals)('ends while it waits for a server that does not answer (%s)', async (signal, code) => {
    const store = { MISAQ_EVENT_STORE_URL: `esdb://${address}?tls=false` };
    const server = { MISAQ_URL: `http://${address}`, MISAQ_TOKEN: 'x', MISAQ_DATA_DIR: '' };
    for (const [words, settings] of [
      [['pools'], store],
      [['verify'], store],
      [['copy', '--from', data, '--to', `esdb://${address}?tls=false`], {}],
      [['pools'], server],
      [['backup', '--to', join(data, 'b.sqlite')], server],
    ] as const) {
      const before = sockets.length;
      expect([words[0], await stopped(words, signal, settings, () => sockets.length > before)]).toEqual([
        words[0],
        code,
      ]);
    }
    expect(readdirSync(data).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('ends within a second while SQLite checks the structure of a large log', async () => {
    const large = folders.make();
    cpSync(data, large, { recursive: true });
    await grow(large, 400);
    const backup = join(large, 'copy.sqlite');
    cpSync(join(large, 'log.sqlite'), backup);
    const began = performance.now();
    const db = new Database(join(large, 'log.sqlite'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
    const checkMs = performance.now() - began;
    const into = join(large, 'restored');
    for (const [words, isOpen] of [
      [['verify', '--data', large], () => isLocked(large)],
      [['restore', '--from', backup, '--data', into], () => namesBeside(into).length > 0],
    ] as const)
      for (const [signal, code] of signals) {
        // Reading connections and killed processes leave these files behind.
        for (const left of ['-wal', '-shm']) rmSync(join(large, `log.sqlite${left}`), { force: true });
        let since: number | undefined;
        let told = 0;
        // The log is checked first; after half of the time SQLite is in the middle of its own check.
        const isAtWork = (): boolean => {
          if (since === undefined && isOpen()) since = performance.now();
          told = performance.now();
          return since !== undefined && told - since > checkMs / 2;
        };
        expect([words[0], signal, await stopped(words, signal, {}, isAtWork)]).toEqual([
          words[0],
          signal,
          code,
        ]);
        expect([words[0], signal, performance.now() - told < Math.max(1_000, checkMs / 4)]).toEqual([
          words[0],
          signal,
          true,
        ]);
        expect(namesBeside(into)).toEqual([]);
      }
  });

  it.each(signals)('leaves nothing half-written (%s)', async (signal, code) => {
    const folder = join(folders.make(), 'in');
    mkdirSync(folder);
    const words = ['bench', '--events', '2000000', '--jobs', '900000', '--data', folder];
    expect(await stopped(words, signal, {}, () => readdirSync(folder).length > 0)).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
