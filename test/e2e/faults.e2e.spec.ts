import type { ChildProcess } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  aNumber,
  aText,
  DEPUTY,
  environment,
  LABOUR,
  misaq,
  misaqJson,
  POOL,
  ROOT,
  SAMPLES,
  startMisaq,
  temporaryFolders,
  textWith,
} from './misaq.fixture.js';
import { canMount, smallDisks } from './small-disk.fixture.js';

// Each command runs as a separate process.
jest.setTimeout(60_000);

const ORGANISATIONS = ['import', 'organisations', join(SAMPLES, '01-organisations.csv'), ...LABOUR];
const COMMITMENTS = ['import', 'commitments', join(SAMPLES, '02-commitments-1401-baseline.csv'), ...LABOUR];
const CLEAR = { message: aText };

describe('faults of the data directory', () => {
  const folders = temporaryFolders();
  afterAll(() => {
    folders.removeAll();
  });

  function dataDirectory(): string {
    const data = join(folders.make(), 'data');
    expect(misaq(data, ORGANISATIONS).status).toBe(0);
    return data;
  }

  /** Checks that the verb printed no stack trace. */
  function expectClear({ stderr }: { readonly stderr: string }): void {
    expect(stderr).not.toMatch(/^ +at /m);
  }

  it.each([
    ['pool', POOL],
    ['history', '--agency', 'x'],
    ['banks'],
    ['commitments', '1401'],
    ['verify'],
    ['rebuild'],
    ['review', '--pool', POOL, '--as-of', '1401-11-02', ...LABOUR],
    ['reviews'],
    ['pools'],
    ['principals'],
    // These commands write, but are useless as the first of a log.
    ['policy', 'adopt', '--pool', POOL, '--from', '1401-07-01', '--days', '20', '--reason', 'x', ...DEPUTY],
    ['calendar', 'closure', '--province', 'p', '--date', '1401-10-25', '--reason', 'x', ...LABOUR],
    ['record', 'payments', '--pool', POOL, '--facility_id', 'F1', ...LABOUR],
    COMMITMENTS,
  ])('reports missing data, and creates nothing: %s', (...words) => {
    const data = join(folders.make(), 'none');
    expect(misaqJson(data, words)).toMatchObject({
      status: 1,
      json: { refusal: 'no_data_directory', dataDirectory: data },
    });
    expect(existsSync(data)).toBe(false);
  });

  it('reports that it begins a log, so that a mistyped directory is noticed', () => {
    const data = join(folders.make(), 'new');
    const words = ['principal', 'add', 'sara', '--name', 'Sara'];
    expect(misaq(data, words)).toMatchObject({ status: 0, stderr: textWith(`began a new log in ${data}`) });
    expect(misaq(data, words).stderr).not.toContain('began');
  });

  it('lets one process work at a time, and names it to the second one', async () => {
    const data = folders.make();
    const holder = startMisaq(data, ['demo']);
    try {
      await untilLocked(data, holder);
      const second = misaqJson(data, ['pools']);
      expect(second).toMatchObject({
        status: 1,
        json: { refusal: 'data_directory_in_use', processId: holder.pid, ...CLEAR },
      });
      expectClear(second);
      const text = misaq(data, ['pools']);
      expect(text.status).toBe(1);
      expect(text.stderr).toContain(data);
      expectClear(text);
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    expect(misaq(data, ['pools']).status).toBe(0);
  });

  it('stops at SIGTERM with everything acknowledged recorded, and continues with the next command', async () => {
    const data = folders.make();
    const stopped = startMisaq(data, ['demo']);
    await untilLocked(data, stopped);
    let said = '';
    stopped.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    stopped.kill('SIGTERM');
    const [code] = (await once(stopped, 'exit')) as [number];
    expect(code).toBe(143);
    expect(said).toContain('everything acknowledged is recorded');
    expect(misaqJson(data, ['verify'])).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });

  it('refuses to open a file that is no log, and changes nothing in it', () => {
    const data = dataDirectory();
    writeFileSync(
      join(data, 'log.sqlite'),
      'this is a letter and no database, and long enough to be looked at as one',
    );
    const answer = misaqJson(data, ['pools']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged', ...CLEAR } });
    expectClear(answer);
  });

  it('notices that the end of the log is missing', () => {
    const data = dataDirectory();
    const earlier = join(folders.make(), 'earlier.sqlite');
    expect(misaq(data, ['backup', '--to', earlier]).status).toBe(0);
    expect(misaq(data, COMMITMENTS).status).toBe(0);
    for (const name of readdirSync(data)) if (name.startsWith('log.sqlite')) rmSync(join(data, name));
    copyFileSync(earlier, join(data, 'log.sqlite'));
    const answer = misaqJson(data, ['pools']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged' } });
    expectClear(answer);
  });

  it('notices a truncated file', () => {
    const data = dataDirectory();
    truncateSync(join(data, 'log.sqlite'), 20_000);
    const answer = misaqJson(data, ['verify']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged' } });
    expectClear(answer);
  });

  it('finds a changed byte in the middle of the log when it verifies', () => {
    const data = dataDirectory();
    // In a part that is not checked at opening.
    expect(misaq(data, COMMITMENTS).status).toBe(0);
    changeOneLetter(join(data, 'log.sqlite'), 'بانک ملت');
    const answer = misaqJson(data, ['verify']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged' } });
    expect(answer.json.faults.length).toBeGreaterThan(0);
    expectClear(answer);
  });

  it('refuses to start with another person key, or without the key', () => {
    const data = dataDirectory();
    const other = misaqJson(data, ['pools'], { MISAQ_PERSON_KEY: 'another key of enough letters' });
    expect(other).toMatchObject({ status: 1, json: { refusal: 'wrong_person_key', ...CLEAR } });
    expectClear(other);
    rmSync(join(data, 'person.key'));
    const gone = misaqJson(data, ['pools']);
    expect(gone).toMatchObject({ status: 1, json: { refusal: 'person_key_unusable' } });
    expectClear(gone);
    expect(existsSync(join(data, 'person.key'))).toBe(false);
  });

  it('refuses a person key that can be guessed', () => {
    const data = join(folders.make(), 'data');
    expect(misaqJson(data, ORGANISATIONS, { MISAQ_PERSON_KEY: 'short' })).toMatchObject({
      status: 1,
      json: { refusal: 'person_key_unusable' },
    });
    expect(existsSync(data)).toBe(false);
  });

  it('reports a file in place of the directory', () => {
    const file = join(folders.make(), 'a-file');
    writeFileSync(file, '');
    const answer = misaqJson(file, ORGANISATIONS);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'store_unavailable', ...CLEAR } });
    expectClear(answer);
  });

  it('writes a backup into a new file only, and the restored copy works', () => {
    const data = dataDirectory();
    const file = join(folders.make(), 'copy.sqlite');
    const { json } = misaqJson(data, ['backup', '--to', file]);
    expect(json).toMatchObject({ file, bytes: aNumber, personKeyFingerprint: aText });
    expect(misaqJson(data, ['backup', '--to', file])).toMatchObject({
      status: 1,
      json: { refusal: 'backup_exists', file },
    });
    const restored = join(folders.make(), 'restored');
    mkdirSync(restored);
    copyFileSync(file, join(restored, 'log.sqlite'));
    copyFileSync(join(data, 'person.key'), join(restored, 'person.key'));
    expect(misaqJson(restored, ['verify'])).toMatchObject({
      status: 0,
      json: { events: json.events, faultCount: 0 },
    });
  });

  it('tolerates a reader of its output that closes early', () => {
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        `"${process.execPath}" --no-warnings tools/run.mjs holidays --year 1402 --json | head -c 10; exit 0`,
      ],
      { cwd: ROOT, encoding: 'utf8', env: environment(folders.make()) },
    );
    expect(status).toBe(0);
    expect(stderr).not.toContain('EPIPE');
  });
});

(canMount() ? describe : describe.skip)('a disk that is full or may not be written', () => {
  const disks = smallDisks();
  afterAll(() => {
    disks.removeAll();
  });

  it('reports a full disk, and keeps what was acknowledged', () => {
    const disk = disks.mount('size=20m');
    const data = join(disk, 'data');
    expect(misaq(data, ORGANISATIONS).status).toBe(0);
    spawnSync('sh', ['-c', 'head -c 200k /dev/zero > spare; cat /dev/zero > filler; rm spare'], {
      cwd: disk,
    });
    const full = misaqJson(data, COMMITMENTS);
    expect(full).toMatchObject({ status: 1, json: { message: aText } });
    expect(['store_unavailable', 'import_interrupted']).toContain(full.json.refusal);
    expect(full.stderr).not.toMatch(/^ +at /m);
    rmSync(join(disk, 'filler'));
    // The next writing command finishes the import that was accepted before the disk was full.
    expect(misaqJson(data, COMMITMENTS)).toMatchObject({ status: 0, json: { rows: 627, rejected: 0 } });
    expect(misaqJson(data, ['commitments', '1401']).json.assigned).toBe(45_794);
  });

  it('reports a directory that may not be written', () => {
    const disk = disks.mount('size=20m');
    const data = join(disk, 'data');
    expect(misaq(data, ORGANISATIONS).status).toBe(0);
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    for (const words of [ORGANISATIONS, ['pools']]) {
      const answer = misaqJson(data, words);
      expect(answer).toMatchObject({ status: 1, json: { refusal: 'store_unavailable' } });
      expect(answer.stderr).not.toMatch(/^ +at /m);
    }
  });
});

async function untilLocked(data: string, holder: ChildProcess): Promise<void> {
  while (!existsSync(join(data, 'log.sqlite'))) {
    if (holder.exitCode !== null) throw new Error(`the process that should hold ${data} has ended`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Changes the last letter of the first occurrence of a text in a file. */
function changeOneLetter(file: string, text: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(size);
    readSync(descriptor, bytes, 0, size, 0);
    const at = bytes.indexOf(Buffer.from(text));
    expect(at).toBeGreaterThan(0);
    writeSync(descriptor, Buffer.from('ن'), 0, 2, at + Buffer.byteLength(text) - 2);
  } finally {
    closeSync(descriptor);
  }
}
