import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { readlink, stat } from 'node:fs/promises';
import { request as open } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeSmallProvince, misaq, ROOT, startMisaq, temporaryFolders } from './misaq.fixture.js';
import { firstAdmin, startServer } from './server.fixture.js';

/*
 * Files of an installation contain persons, money and keys. The tests run with the usual umask, which lets everybody
 * read, and check the files that processes create.
 */

const folders = temporaryFolders();
beforeAll(() => {
  process.umask(0o022);
});
afterAll(() => {
  folders.removeAll();
});

/** Everything in a folder that other users may access, with its mode. */
function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const mode = lstatSync(join(folder, name)).mode & 0o777;
    return (mode & 0o077) === 0 ? [] : [`${name} ${mode.toString(8)}`];
  });
}

/** Whether a process has a file of a folder open with at least this many bytes. */
async function holds(processId: number | undefined, folder: string, bytes: number): Promise<boolean> {
  const descriptors = `/proc/${String(processId)}/fd`;
  for (const each of readdirSync(descriptors)) {
    const path = join(descriptors, each);
    const named = await readlink(path).catch(() => '');
    if (named.startsWith(folder) && (await stat(path)).size >= bytes) return true;
  }
  return false;
}

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('Files that processes create', () => {
  it('is for their user alone: command line, server and worker', async () => {
    const here = folders.make();
    const data = join(here, 'data');
    makeSmallProvince(data, folders.make());
    const copies = join(here, 'copies');
    mkdirSync(copies, { mode: 0o700 });
    for (const words of [
      ['backup', '--to', join(copies, 'log.sqlite')],
      ['pool', 'p-1401-n16', '--export', join(copies, 'pool.csv')],
      ['template', 'jobs', '--to', join(copies, 'jobs.xlsx')],
      ['restore', '--from', join(copies, 'log.sqlite'), '--data', join(here, 'restored')],
      ['rebuild'],
    ])
      expect(misaq(data, words)).toMatchObject({ status: 0 });
    expect(openToOthers(here)).toEqual([]);

    const server = await startServer(data, { settings: { MISAQ_PERSON_KEY: '' }, words: ['--admin', 'a'] });
    await firstAdmin(server);
    expect(readdirSync(data)).toEqual(
      expect.arrayContaining(['log.sqlite-wal', 'log.sqlite-shm', 'person.key', 'server.json', 'uploads']),
    );
    expect(openToOthers(here)).toEqual([]);
    await server.end('SIGTERM');
    expect(openToOthers(here)).toEqual([]);
  });

  it('are for their user alone: a demo', async () => {
    const here = folders.make();
    const demo = join(here, 'demo');
    const running = startMisaq(demo, ['demo', '--exit']);
    const ended = new Promise((resolve) => running.once('close', resolve));
    while (!existsSync(join(demo, 'log.sqlite-wal'))) await pause(20);
    expect(openToOthers(here)).toEqual([]);
    running.kill('SIGKILL');
    await ended;
    expect(openToOthers(here)).toEqual([]);
  });

  it('are protected by a umask that every program sets first', () => {
    for (const program of ['api', 'cli', 'worker'])
      expect(readFileSync(join(ROOT, 'apps', program, 'src', 'main.ts'), 'utf8')).toMatch(
        /^import '@misaq\/platform\/node\/umask.js';\n/,
      );
  });
});

describe('A file in a data directory that is open to others', () => {
  it('is named at the start, with its mode and the remedy, until it is closed', async () => {
    const data = join(folders.make(), 'data');
    makeSmallProvince(data, folders.make());
    expect(misaq(data, ['pool', 'p-1401-n16']).stderr).not.toContain('chmod');
    chmodSync(data, 0o755);
    chmodSync(join(data, 'log.sqlite'), 0o644);
    const { status, stderr } = misaq(data, ['pool', 'p-1401-n16']);
    expect(status).toBe(0);
    for (const words of [`${data} (755)`, `${join(data, 'log.sqlite')} (644)`, `chmod -R go= ${data}`])
      expect(stderr).toContain(words);
    const server = await startServer(data, { settings: { MISAQ_PERSON_KEY: '' } });
    await server.end('SIGTERM');
    expect(server.stdout()).toContain(`${data} (755)`);
    for (const [path, mode] of [
      [data, 0o700],
      [join(data, 'log.sqlite'), 0o600],
    ] as const)
      chmodSync(path, mode);
    expect(misaq(data, ['pool', 'p-1401-n16']).stderr).not.toContain('chmod');
  });
});

describe('A process that is killed', () => {
  it('leaves nothing of a file that was being sent', async () => {
    const data = join(folders.make(), 'data');
    const server = await startServer(data, { words: ['--admin', 'a'] });
    const token = await firstAdmin(server);
    const { hostname, port } = new URL(server.url);
    const sending = open({
      hostname,
      port,
      method: 'POST',
      path: '/api/v1/imports/organisations',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'content-length': '100000' },
    });
    sending.on('error', () => undefined);
    sending.write(`province,id,kind,name\n${'x'.repeat(50_000)}`);
    while (!(await holds(server.process.pid, join(data, 'uploads'), 50_000))) await pause(20);
    await server.end('SIGKILL');
    expect(readdirSync(join(data, 'uploads'))).toEqual([]);
  });

  it('has its remains removed by the next process that takes the lock, also the command line', () => {
    const data = join(folders.make(), 'data');
    makeSmallProvince(data, folders.make());
    for (const folder of ['uploads', 'exports', 'imports', 'read-models'])
      mkdirSync(join(data, folder), { recursive: true });
    const left = [
      'uploads/9d8e',
      'uploads/backup-1',
      'imports/i.ndjson.part',
      'exports/e.file.part',
      'exports/f.file',
      'read-models/credit-board.new.sqlite',
      'log.sqlite.new-journal',
      'log.checkpoint.new',
      'server.json',
    ];
    const dead = deadProcess();
    const beside = join(data, '..', `data.${String(dead)}-0123abcd.part`);
    const ours = join(data, '..', `data.${String(process.pid)}-0123abcd.part`);
    for (const name of left) writeFileSync(join(data, name), 'left behind', { mode: 0o600 });
    for (const folder of [beside, ours]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'log.sqlite'), 'half a log');
    }
    const kept = ['exports/g.file', 'exports/g.json', 'imports/whole.txt'];
    for (const name of kept) writeFileSync(join(data, name), 'kept', { mode: 0o600 });
    expect(misaq(data, ['verify']).status).toBe(0);
    const there = (): string[] => readdirSync(data, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => there().includes(name))).toEqual([]);
    expect(there()).toEqual(expect.arrayContaining(kept));
    expect(readdirSync(join(data, '..'))).toEqual(['data', `data.${String(process.pid)}-0123abcd.part`]);
  });

  it('leaves no half backup or table under its name, and the next process removes the rest', () => {
    const data = join(folders.make(), 'data');
    makeSmallProvince(data, folders.make());
    const to = folders.make();
    writeFileSync(join(to, `log.sqlite.${String(deadProcess())}-0123abcd.part`), 'half a backup');
    writeFileSync(join(to, `pool.csv.${String(deadProcess())}-0123abcd.part`), 'half a table');
    expect(misaq(data, ['backup', '--to', join(to, 'log.sqlite')]).status).toBe(0);
    expect(misaq(data, ['pool', 'p-1401-n16', '--export', join(to, 'pool.csv')])).toMatchObject({
      status: 0,
    });
    expect(readdirSync(to).sort()).toEqual(['log.sqlite', 'pool.csv']);
  });
});
