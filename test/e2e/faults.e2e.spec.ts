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

// Each answer is a process of its own.
import.meta.jest.setTimeout(60_000);

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

  /** No verb may show a stack trace, whatever is wrong. */
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
    // These write, and make no sense as the first thing that is recorded.
    ['policy', 'adopt', '--pool', POOL, '--from', '1401-07-01', '--days', '20', '--reason', 'x', ...DEPUTY],
    ['calendar', 'closure', '--province', 'p', '--date', '1401-10-25', '--reason', 'x', ...LABOUR],
    ['record', 'payments', '--pool', POOL, '--facility_id', 'F1', ...LABOUR],
    COMMITMENTS,
  ])('says that there is no data where there is none, and makes nothing: %s', (...words) => {
    const data = join(folders.make(), 'none');
    expect(misaqJson(data, words)).toMatchObject({
      status: 1,
      json: { refusal: 'no_data_directory', dataDirectory: data },
    });
    expect(existsSync(data)).toBe(false);
  });

  it('says that it begins a log, to whoever has mistyped the directory of one', () => {
    const data = join(folders.make(), 'new');
    const words = ['principal', 'add', 'sara', '--name', 'Sara'];
    expect(misaq(data, words)).toMatchObject({ status: 0, stderr: textWith(`began a new log in ${data}`) });
    expect(misaq(data, words).stderr).not.toContain('began');
  });

  it('lets one process at a time work, and tells the second one who it is', async () => {
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

  it('stops at SIGTERM with everything acknowledged recorded, and goes on with the next command', async () => {
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

  it('does not open a file that is no log, and changes nothing in it', () => {
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

  it('notices a file that was cut', () => {
    const data = dataDirectory();
    truncateSync(join(data, 'log.sqlite'), 20_000);
    const answer = misaqJson(data, ['verify']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged' } });
    expectClear(answer);
  });

  it('finds a changed byte in the middle of the log when it verifies', () => {
    const data = dataDirectory();
    // Beyond what is looked at when the log is opened.
    expect(misaq(data, COMMITMENTS).status).toBe(0);
    changeOneLetter(join(data, 'log.sqlite'), 'بانک ملت');
    const answer = misaqJson(data, ['verify']);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'log_damaged' } });
    expect(answer.json.faults.length).toBeGreaterThan(0);
    expectClear(answer);
  });

  it('does not start on a log of another person key, nor when the key is gone', () => {
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

  it('takes no person key that anyone could guess', () => {
    const data = join(folders.make(), 'data');
    expect(misaqJson(data, ORGANISATIONS, { MISAQ_PERSON_KEY: 'short' })).toMatchObject({
      status: 1,
      json: { refusal: 'person_key_unusable' },
    });
    expect(existsSync(data)).toBe(false);
  });

  it('says so when a file stands where the directory should be', () => {
    const file = join(folders.make(), 'a-file');
    writeFileSync(file, '');
    const answer = misaqJson(file, ORGANISATIONS);
    expect(answer).toMatchObject({ status: 1, json: { refusal: 'store_unavailable', ...CLEAR } });
    expectClear(answer);
  });

  it('writes a backup into a new file only, and the copy works where it is restored', () => {
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

  it('is not troubled by a reader that has seen enough', () => {
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

  it('says that the disk is full, and keeps what was acknowledged', () => {
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
    // The next command that writes finishes what was accepted before the disk was full.
    expect(misaqJson(data, COMMITMENTS)).toMatchObject({ status: 0, json: { rows: 627, rejected: 0 } });
    expect(misaqJson(data, ['commitments', '1401']).json.assigned).toBe(45_794);
  });

  it('says that the directory may not be written', () => {
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

/** Changes the last letter of a text wherever it stands first in a file. */
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
