import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { canMount, smallDisks } from '../../../../test/e2e/small-disk.fixture.js';
import { type ExportLimits, openExports } from './exports.js';
import type { ExportHolder } from './kept-export.js';

const AN_HOUR_MS = 3_600_000;
const LIMITS: ExportLimits = { keptMs: AN_HOUR_MS, perPrincipal: 3, bytes: 1_000_000 };
const LABOUR: ExportHolder = { actor: { id: 'a', name: 'A. Ahmadi', role: 'labour' } };
const AGENCY: ExportHolder = {
  actor: { id: 'a', name: 'A. Ahmadi', role: 'agency', organisation: 'behzisti' },
  province: 'east-azerbaijan',
};
const OTHER: ExportHolder = { actor: { id: 'b', name: 'B. Bahrami', role: 'labour' } };
const SEAL_KEY = Buffer.alloc(32, 7);
const JOBS = { path: '/api/v1/jobs', form: 'csv' } as const;
const NEVER = new AbortController().signal;

let folder: string;
let nowMs: number;
let logged: string[];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'misaq-kept-')), 'exports');
  nowMs = Date.UTC(2023, 0, 22);
  logged = [];
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

/** Exports as a process opens them at its start. */
const opened = (limits: Partial<ExportLimits> = {}, at = folder) =>
  openExports({
    folder: at,
    node: 'a',
    clock: { now: () => nowMs },
    limits: { ...LIMITS, ...limits },
    sealKey: SEAL_KEY,
    log: (message) => logged.push(message),
  });
type Opened = ReturnType<typeof opened>;

const content = (source: Readable) => ({
  source,
  rows: () => 2,
  name: 'jobs.csv',
  type: 'text/csv',
  position: '17',
});
const make = (exports: Opened, exportId: string, of: string, signal = NEVER) =>
  exports.make(exportId, content(Readable.from([of], { objectMode: false })), signal);
/** A stream of this many bytes, in pieces. */
const bytes = (count: number): Readable =>
  Readable.from(
    (function* () {
      for (let left = count; left > 0; left -= 10_000) yield Buffer.alloc(Math.min(left, 10_000), 'x');
    })(),
    { objectMode: false },
  );
const refusedAs = (name: string) => ({ refusal: { name } });

describe('An export that is kept', () => {
  it('survives a restart with its file, for its asker in the same office', async () => {
    const exports = opened();
    const { exportId } = await exports.add(AGENCY, JOBS);
    await make(exports, exportId, 'a,b\r\n1,2\r\n');
    const again = opened();
    const found = again.find(exportId);
    expect(found).toEqual(exports.find(exportId));
    expect(found).toMatchObject({
      asked: JOBS,
      by: AGENCY,
      outcome: { kind: 'done', rows: 2, position: '17' },
    });
    expect(await text(await again.open(exportId))).toBe('a,b\r\n1,2\r\n');
    expect(again.of(AGENCY).map((each) => each.exportId)).toEqual([exportId]);
    expect([again.of(LABOUR), again.of(OTHER), again.of({ ...AGENCY, province: 'tehran' })]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await again.waiting()).toEqual([]);
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('that is not made is made by the next process, in order of request; a failed one is not', async () => {
    const exports = opened();
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) {
      ids.push((await exports.add(LABOUR, JOBS)).exportId);
      nowMs += 1;
    }
    await exports.fail(ids[1]!, { name: 'role_revoked', figures: {} });
    const again = opened();
    expect(await again.waiting()).toEqual([ids[0], ids[2]]);
    expect(again.find(ids[1]!)?.outcome).toMatchObject({ kind: 'failed', refusal: { name: 'role_revoked' } });
  });

  it('loses only what a killed process left incomplete', async () => {
    const exports = opened();
    const [waits, isMade] = [await exports.add(LABOUR, JOBS), await exports.add(LABOUR, JOBS)];
    await make(exports, isMade.exportId, 'whole');
    const left = {
      [`${waits.exportId}.file.part`]: 'half of',
      [`${waits.exportId}.file`]: 'whole, and not yet on record',
      'a-0000.json.part': '{',
      'a-0000.file': 'nobody’s',
      'a-1111.json': '{"exportId":"a-1111"}',
      'a-2222.json': '{"exportId":"a-',
      'a-2222.file': 'x',
    };
    for (const [name, of] of Object.entries(left)) writeFileSync(join(folder, name), of);
    const again = opened();
    expect(readdirSync(folder).toSorted()).toEqual(
      [`${waits.exportId}.json`, `${isMade.exportId}.json`, `${isMade.exportId}.file`].toSorted(),
    );
    expect(await again.waiting()).toEqual([waits.exportId]);
    expect(await text(await again.open(isMade.exportId))).toBe('whole');
    expect(logged).toHaveLength(2);
  });

  it('disappears with its file when it expires', async () => {
    const exports = opened();
    const { exportId } = await exports.add(LABOUR, JOBS);
    await make(exports, exportId, 'x');
    nowMs += AN_HOUR_MS - 1;
    expect(exports.find(exportId)).toBeDefined();
    nowMs += 1;
    expect([exports.find(exportId), exports.of(LABOUR)]).toEqual([undefined, []]);
    expect(await exports.waiting()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('counts towards the limit of a principal, whatever the office, also for simultaneous requests', async () => {
    const exports = opened();
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => exports.add(n % 2 === 0 ? LABOUR : AGENCY, JOBS)),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(LIMITS.perPrincipal);
    await expect(exports.add(LABOUR, JOBS)).rejects.toMatchObject({
      refusal: { name: 'too_many_exports', figures: { kept: 3, max: 3 } },
    });
    await exports.add(OTHER, JOBS);
    const [own] = exports.of(LABOUR);
    await exports.remove(own!.exportId);
    await exports.add(LABOUR, JOBS);
    nowMs += AN_HOUR_MS;
    await exports.add(LABOUR, JOBS);
  });

  it('takes no more space than the common limit allows, and frees it when it is refused', async () => {
    const exports = opened({ bytes: 25_000 });
    const [first, second] = [await exports.add(LABOUR, JOBS), await exports.add(LABOUR, JOBS)];
    await exports.make(first.exportId, content(bytes(20_000)), NEVER);
    const tooMuch = exports.make(second.exportId, content(bytes(1_000_000)), NEVER);
    await expect(tooMuch).rejects.toMatchObject({ ...refusedAs('exports_full'), passing: false });
    expect(readdirSync(folder).filter((name) => !name.endsWith('.json'))).toEqual([`${first.exportId}.file`]);
    await exports.make(second.exportId, content(bytes(5_000)), NEVER);
    await expect(exports.add(LABOUR, JOBS)).rejects.toMatchObject(refusedAs('exports_full'));
    await exports.remove(first.exportId);
    await exports.add(LABOUR, JOBS);
  });

  it('has no file when its source fails in the middle', async () => {
    const exports = opened();
    const { exportId } = await exports.add(LABOUR, JOBS);
    const breaking = Readable.from(
      (function* () {
        yield 'some of it';
        throw new Error('the table is damaged');
      })(),
      { objectMode: false },
    );
    await expect(exports.make(exportId, content(breaking), NEVER)).rejects.toThrow('the table is damaged');
    expect(readdirSync(folder)).toEqual([`${exportId}.json`]);
    expect(await exports.waiting()).toEqual([exportId]);
  });

  it('leaves nothing when it is deleted while it is made', async () => {
    const exports = opened();
    const { exportId } = await exports.add(LABOUR, JOBS);
    const ending = new AbortController();
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(100));
      },
    });
    const making = exports.make(exportId, content(endless), ending.signal);
    while (!existsSync(join(folder, `${exportId}.file.part`))) await new Promise(setImmediate);
    await exports.remove(exportId);
    ending.abort();
    await expect(making).rejects.toThrow();
    expect([readdirSync(folder), endless.destroyed]).toEqual([[], true]);
    // Also when its last byte comes after the deletion.
    const late = await exports.add(LABOUR, JOBS);
    const source = new Readable({ read: () => undefined });
    const made = exports.make(late.exportId, content(source), NEVER);
    await exports.remove(late.exportId);
    source.push('all of it');
    source.push(null);
    await made;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not given when its file has another length', async () => {
    const exports = opened();
    const { exportId } = await exports.add(LABOUR, JOBS);
    await make(exports, exportId, 'all of it');
    const file = join(folder, `${exportId}.file`);
    expect(readFileSync(file, 'utf8')).toBe('all of it');
    writeFileSync(file, 'all');
    await expect(exports.open(exportId)).rejects.toMatchObject(refusedAs('exports_unavailable'));
    rmSync(file);
    await expect(exports.open(exportId)).rejects.toMatchObject(refusedAs('exports_unavailable'));
  });

  it('keeps its reported state after any sequence of acts and restarts, and no file lacks a record', async () => {
    const acts = fc.array(
      fc.record({
        what: fc.constantFrom('add', 'make', 'fail', 'remove', 'restart', 'wait'),
        which: fc.nat(3),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        rmSync(folder, { recursive: true, force: true });
        let exports = opened({ perPrincipal: 100 });
        const told = new Map<string, { outcome: string | undefined; expiresAt: number }>();
        for (const { what, which } of all) {
          const exportId = [...told.keys()][which];
          const one = exportId === undefined ? undefined : exports.find(exportId);
          if (what === 'add') {
            const added = await exports.add(LABOUR, JOBS);
            told.set(added.exportId, { outcome: undefined, expiresAt: added.expiresAt });
          } else if (what === 'restart') exports = opened({ perPrincipal: 100 });
          else if (what === 'wait') nowMs += AN_HOUR_MS / 3;
          else if (one !== undefined && exportId !== undefined) {
            if (what === 'remove') {
              await exports.remove(exportId);
              told.delete(exportId);
            } else if (what === 'make') await make(exports, exportId, exportId);
            else await exports.fail(exportId, { name: 'exports_full', figures: {} });
            const now = told.get(exportId);
            if (now !== undefined) now.outcome = what === 'make' ? 'done' : 'failed';
          }
        }
        exports = opened({ perPrincipal: 100 });
        const standing = [...told].filter(([, { expiresAt }]) => expiresAt > nowMs);
        await exports.waiting();
        expect(
          exports
            .of(LABOUR)
            .map(({ exportId }) => exportId)
            .toSorted(),
        ).toEqual(standing.map(([exportId]) => exportId).toSorted());
        const files: string[] = [];
        for (const [exportId, { outcome }] of standing) {
          expect(exports.find(exportId)?.outcome?.kind).toBe(outcome);
          files.push(`${exportId}.json`);
          if (outcome !== 'done') continue;
          files.push(`${exportId}.file`);
          expect(await text(await exports.open(exportId))).toBe(exportId);
        }
        expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

(canMount() ? describe : describe.skip)('An export on a disk that is full', () => {
  const disks = smallDisks();
  afterAll(() => {
    disks.removeAll();
  });

  it('fails with the reason, leaves no half file, and is made when there is space', async () => {
    const disk = join(disks.mount('size=256k'), 'exports');
    const exports = opened({}, disk);
    const { exportId } = await exports.add(LABOUR, JOBS);
    const full = {
      refusal: { name: 'exports_unavailable', figures: { reason: 'the disk is full' } },
      passing: true,
    };
    await expect(exports.make(exportId, content(bytes(500_000)), NEVER)).rejects.toMatchObject(full);
    expect(readdirSync(disk)).toEqual([`${exportId}.json`]);
    writeFileSync(join(disk, '..', 'filler'), '');
    fillUp(join(disk, '..', 'filler'));
    await expect(exports.add(LABOUR, JOBS)).rejects.toMatchObject(full);
    await exports.fail(exportId, full.refusal);
    expect(exports.find(exportId)?.outcome).toMatchObject({ kind: 'failed', refusal: full.refusal });
    rmSync(join(disk, '..', 'filler'));
    await exports.make(exportId, content(bytes(50_000)), NEVER);
    expect(statSync(join(disk, `${exportId}.file`)).size).toBe(50_000);
  });
});

function fillUp(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(4_096), { flag: 'a' });
  } catch {
    // The disk is full now.
  }
}

describe('The file of an export', () => {
  const CONTENT = 'a,b\r\n1,2\r\n';
  let exports: Opened;
  let exportId: string;
  const fileOf = (id = exportId): string => join(folder, `${id}.file`);
  const recordOf = (id = exportId): string => join(folder, `${id}.json`);

  beforeEach(async () => {
    exports = opened();
    ({ exportId } = await exports.add(AGENCY, JOBS));
    await make(exports, exportId, CONTENT);
  });

  it.each([
    [
      'was edited',
      () => {
        writeFileSync(fileOf(), CONTENT.replace('1', '9'));
      },
    ],
    [
      'is a link to another file',
      () => {
        renameSync(fileOf(), join(folder, '..', 'elsewhere'));
        symlinkSync(join(folder, '..', 'elsewhere'), fileOf());
      },
    ],
    [
      'has another name too',
      () => {
        linkSync(fileOf(), join(folder, '..', 'elsewhere'));
      },
    ],
  ])('is not given when it %s, now and after a restart', async (_, tamper) => {
    tamper();
    await expect(exports.open(exportId)).rejects.toMatchObject(refusedAs('export_altered'));
    await expect(opened().open(exportId)).rejects.toMatchObject(refusedAs('export_altered'));
  });

  it('is not given for another export whose record replaced its own', async () => {
    const other = await exports.add(OTHER, JOBS);
    await make(exports, other.exportId, CONTENT.replace('1', '9'));
    writeFileSync(fileOf(), readFileSync(fileOf(other.exportId)));
    await expect(exports.open(exportId)).rejects.toMatchObject(refusedAs('export_altered'));
    writeFileSync(recordOf(), readFileSync(recordOf(other.exportId)));
    expect(opened().find(exportId)).toBeUndefined();
    expect(logged).toEqual([expect.stringContaining('is of another export')]);
  });

  it.each([
    ['its holder', '"province":"east-azerbaijan"', '"province":"tehran"'],
    ['its position', '"position":"17"', '"position":"18"'],
    ['its hash', '"sha256":"', '"sha256":"0'],
  ])('is deleted at the start when its record names another %s', (_, from, to) => {
    writeFileSync(recordOf(), readFileSync(recordOf(), 'utf8').replace(from, to));
    expect(opened().find(exportId)).toBeUndefined();
    expect(existsSync(fileOf())).toBe(false);
    expect(logged).toEqual([expect.stringContaining('bears no seal of this node')]);
  });
});
