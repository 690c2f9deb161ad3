import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ALL_SUBJECTS } from '@misaq/subjects.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import { systemClock } from '@misaq/platform/kernel/clock.js';
import { verifySystem } from '@misaq/platform/assembly/verification.js';
import { openService, type Service } from '@misaq/platform/assembly/service.js';
import { type Answered, type Api, openApi, PROVINCE } from '../api.fixture.js';
import { allocation } from '../samples.fixture.js';

const PERSON_KEY = 'a key for pseudonyms in tests';

async function eventsOf({ store }: Pick<Service, 'store'>): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const page of store.readAll(-1n)) all.push(...page);
  return all;
}

describe('An operator', () => {
  let api: Api;
  let commands = 0;

  beforeAll(async () => {
    api = await openApi({ MISAQ_PERSON_KEY: PERSON_KEY });
    for (let n = 0; n < 300; n += 1) await record();
    await api.caughtUp();
  });
  afterAll(async () => {
    expect(readdirSync(join(api.service.folder, 'uploads'))).toEqual([]);
    expect(api.logged.join('')).not.toContain('unexpected error');
    await api.close();
  });

  /** One more command; gives the position that was acknowledged. */
  async function record(): Promise<number> {
    commands += 1;
    const pool = `${PROVINCE}-1401-o${String(commands % 20)}`;
    const body = allocation(`a-${String(commands)}`);
    return (await api.act(`/api/v1/pools/${pool}/allocations`, 'labour', body)).position;
  }

  const operate = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    api.request('POST', `/api/v1/operations/${path}`, { as: 'admin', headers });

  /** Does something while others go on, as eight at a time do; gives what they were answered. */
  async function whileBusy<Result>(
    work: () => Promise<Result>,
    other: () => Promise<unknown>,
  ): Promise<{ readonly result: Result; readonly meanwhile: number }> {
    let busy = true;
    let meanwhile = 0;
    const others = Array.from({ length: 8 }, async () => {
      for (;;) {
        await other();
        if (!busy) return;
        meanwhile += 1;
      }
    });
    try {
      return { result: await work(), meanwhile };
    } finally {
      busy = false;
      await Promise.all(others);
    }
  }

  it('has the log and the tables verified while others write', async () => {
    const { result, meanwhile } = await whileBusy(() => operate('verification'), record);
    expect(result.status).toBe(200);
    expect(result.json).toMatchObject({ faultCount: 0, faults: [], unfinishedImports: [] });
    const { readModels } = result.json as { readModels: readonly { name: string; differences: number }[] };
    expect(readModels.map(({ name, differences }) => [name, differences])).toEqual(
      readModels.map(({ name }) => [name, 0]),
    );
    expect(readModels.length).toBeGreaterThan(8);
    expect(meanwhile).toBeGreaterThan(0);
  });

  it('is told how far it has come', async () => {
    const { text } = await operate('verification', { accept: 'application/x-ndjson' });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toMatchObject({ progress: { phase: 'checking the log' } });
    expect(lines.at(-1)).toMatchObject({ status: 200, body: { faultCount: 0 } });
  });

  it('rebuilds a read model while it answers, and what it answers stays the same', async () => {
    await api.caughtUp();
    const path = `/api/v1/pools/${PROVINCE}-1401-o1`;
    const before = await api.request('GET', path, { as: 'labour' });
    const answers = new Set<string>();
    const { result, meanwhile } = await whileBusy(
      () => operate('projections/credit-board/rebuild'),
      async () => {
        const { status, text } = await api.request('GET', path, { as: 'labour' });
        answers.add(`${String(status)} ${text}`);
      },
    );
    expect([result.status, result.json]).toMatchObject([
      200,
      { readModels: [{ name: 'credit-board', differences: 0, swapped: true, stop: null }] },
    ]);
    expect(meanwhile).toBeGreaterThan(0);
    expect([...answers]).toEqual([`200 ${before.text}`]);
    await record();
    await api.caughtUp();
    const { json } = await api.request('GET', '/api/v1/operations/projections', { as: 'admin' });
    const { projections } = json as { projections: readonly { state: string; lag: number }[] };
    expect(projections.filter(({ state, lag }) => state !== 'running' || lag !== 0)).toEqual([]);
  });

  it('is told by name of a projection that is none', async () => {
    const { status, json } = await operate('projections/credit/rebuild');
    expect([status, json.refusal]).toEqual([400, 'invalid_request']);
  });

  it('takes a backup under load, which verifies and holds all that was acknowledged before', async () => {
    let acknowledged = 0;
    const acknowledge = async (): Promise<void> => {
      acknowledged = Math.max(acknowledged, await record());
    };
    let before = 0;
    const { result: backup, meanwhile } = await whileBusy(async () => {
      while (acknowledged === 0) await wait(1);
      before = acknowledged;
      return operate('backup');
    }, acknowledge);
    expect(backup.status).toBe(200);
    expect(backup.headers).toMatchObject({
      'content-type': 'application/vnd.sqlite3',
      'content-length': String(backup.bytes.length),
      'content-disposition': 'attachment; filename="misaq-backup.sqlite"',
      'misaq-person-key': api.service.personKey.fingerprint,
    });
    expect(meanwhile).toBeGreaterThan(0);

    const folder = mkdtempSync(join(tmpdir(), 'misaq-restored-'));
    try {
      mkdirSync(join(folder, 'data'));
      writeFileSync(join(folder, 'data', 'log.sqlite'), backup.bytes);
      const restored = await openService(ALL_SUBJECTS, join(folder, 'data'), systemClock, {
        MISAQ_PERSON_KEY: PERSON_KEY,
      });
      const verification = await verifySystem(restored, { structure: true }, () => undefined);
      expect(verification.refusal).toBeUndefined();
      expect(verification.structure).toEqual([]);
      const copied = await eventsOf(restored);
      await restored.close();
      expect(String(copied.at(-1)?.position)).toBe(backup.headers['misaq-position']);
      expect(Number(copied.at(-1)?.position)).toBeGreaterThanOrEqual(before);
      const original = await eventsOf(api.service);
      expect(copied).toEqual(original.slice(0, copied.length));
      expect(original.length).toBeGreaterThan(copied.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('leaves no copy behind, also when nobody takes it to the end', async () => {
    for (let time = 0; time < 3; time += 1) {
      const leaving = new AbortController();
      const headers = { authorization: `Bearer ${api.tokens.admin}` };
      const asked = fetch(`${api.url}/api/v1/operations/backup`, {
        method: 'POST',
        headers,
        signal: leaving.signal,
      });
      if (time === 0) leaving.abort();
      const answer = await asked.catch(() => undefined);
      expect(answer?.status).toBe(time === 0 ? undefined : 200);
      leaving.abort();
    }
    while (readdirSync(join(api.service.folder, 'uploads')).length > 0) await wait(5);
  });
});
