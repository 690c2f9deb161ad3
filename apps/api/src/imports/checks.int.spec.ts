import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import { createChecks } from './checks.js';

const MEGABYTE = 1024 * 1024;
const from = (id: string): FastifyRequest => ({ bearer: { actor: { id } }, headers: {} }) as FastifyRequest;

async function outcome(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return `${error.refusal.name} ${String(error.retryAfterSeconds)}`;
  }
}

describe('Checks of files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misaq-checks-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function fileOf(bytes: number): string {
    const path = join(folder, `of-${String(bytes)}`);
    writeFileSync(path, Buffer.alloc(bytes, 'a'));
    return path;
  }

  it('have sixteen places for one sender, and sixty-four for all', async () => {
    const checks = createChecks({ msPerSecond: 0, limits: { rows: 0, persons: 0 } });
    const leave = checks.admit(from('s0'));
    for (let n = 1; n < 16; n += 1) checks.admit(from('s0'));
    expect(await outcome(() => checks.admit(from('s0')))).toBe('too_many_requests 5');
    for (let n = 16; n < 64; n += 1) checks.admit(from(`s${String(Math.floor(n / 16))}`));
    expect(await outcome(() => checks.admit(from('somebody')))).toBe('checks_busy 5');
    leave();
    leave();
    expect(await outcome(() => checks.admit(from('somebody')))).toBe('done');
    expect(await outcome(() => checks.admit(from('somebody-else')))).toBe('checks_busy 5');
  });

  it('go on two at once, one of each sender, and a file that needs nearly all memory goes on alone', async () => {
    const checks = createChecks({
      msPerSecond: 0,

      limits: { rows: 0, persons: 0 },
      memoryBytes: 100 * MEGABYTE,
    });
    const underWay: string[] = [];
    const seen: string[] = [];
    const check = async (who: string, bytes: number): Promise<void> => {
      const turn = await checks.turnFor(from(who), fileOf(bytes));
      await turn(async () => {
        underWay.push(who);
        seen.push([...underWay].sort().join('+'));
        await new Promise((resolve) => setImmediate(resolve));
        underWay.splice(underWay.indexOf(who), 1);
      });
    };
    await Promise.all([check('a', 10), check('a', 10), check('a', 10), check('b', 10), check('b', 10)]);
    expect(seen.some((each) => each === 'a+b')).toBe(true);
    expect(seen.filter((each) => !['a', 'b', 'a+b'].includes(each))).toEqual([]);
    seen.length = 0;
    await Promise.all([check('a', 9 * MEGABYTE), check('b', 10), check('c', 10)]);
    expect(seen.filter((each) => each.includes('a'))).toEqual(['a']);
  });

  it('of a file that this process has no memory for are not made', async () => {
    const checks = createChecks({
      msPerSecond: 0,

      limits: { rows: 0, persons: 0 },
      memoryBytes: 20 * MEGABYTE,
    });
    expect(await outcome(() => checks.turnFor(from('a'), fileOf(2 * MEGABYTE)))).toMatch('unreadable_file');
    expect(await outcome(() => checks.turnFor(from('a'), fileOf(MEGABYTE)))).toBe('done');
  });

  it('cost their sender time, and nobody else', async () => {
    const checks = createChecks({ msPerSecond: 100, limits: { rows: 0, persons: 0 } });
    const turn = await checks.turnFor(from('a'), fileOf(10));
    await turn((onWork) => {
      // A hundred seconds of its share are in reserve.
      onWork?.(11_000);
      return Promise.resolve();
    });
    expect(await outcome(() => checks.admit(from('a')))).toBe('too_many_requests 10');
    expect(await outcome(() => turn(() => Promise.resolve()))).toBe('too_many_requests 10');
    expect(await outcome(() => checks.admit(from('b')))).toBe('done');
  });
});
