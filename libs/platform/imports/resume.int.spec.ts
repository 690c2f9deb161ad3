import { appendFileSync, chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import {
  ALLOCATIONS,
  importsOn,
  INTRODUCTIONS,
  JOBS_HEADER,
  jobRow,
  LABOUR,
  nationalId,
  newProvince,
  PAYMENTS,
  POOL,
  REGISTER,
  testClock,
  type TestProvince,
} from './imports.fixture.js';
import { ImportInterruptedError } from './import-interrupted.js';
import type { Imports } from './imports.js';

let province: TestProvince;
beforeEach(async () => {
  province = newProvince();
  await province.given('organisations', REGISTER);
  await province.given('allocations', ALLOCATIONS);
  await province.given('introductions', INTRODUCTIONS);
});
afterEach(() => province.close());

/** The store of the province, which gives out after so many appends. */
function failingAfter(appends: number): EventStore {
  let left = appends;
  return {
    append: (...append) => {
      left -= 1;
      return left < 0
        ? Promise.reject(new StoreUnavailableError('the disk is full'))
        : province.store.append(...append);
    },
    read: (...from) => province.store.read(...from),
    readAll: (after) => province.store.readAll(after),
    follow: (...after) => province.store.follow(...after),
    at: (positions) => province.store.at(positions),
    health: () => province.store.health(),
  };
}

const importsFailingAfter = (appends: number): Imports =>
  importsOn(failingAfter(appends), province.spoolFolder).imports;

const jobs = (count: number): string =>
  [JOBS_HEADER, ...Array.from({ length: count }, (_, index) => jobRow(`J${index}`, index))].join('\n');

const typesAfter = async (position: bigint): Promise<readonly string[]> =>
  (await province.events()).filter((event) => event.position > position).map(({ type }) => type);

describe('a store that gives out in the middle of an import', () => {
  it('leaves an import that was accepted and says so, and the next start finishes it', async () => {
    const before = await province.position();
    const request = { kind: 'jobs', path: province.write(jobs(20)), actor: LABOUR } as const;
    const interrupted = importsFailingAfter(8).run(request);
    await expect(interrupted).rejects.toBeInstanceOf(ImportInterruptedError);
    await expect(interrupted).rejects.toThrow(
      /the import of file-\d+\.csv was accepted but stopped before its end: .*the disk is full; nothing of it is lost/,
    );
    const { importId } = (await interrupted.catch((error: unknown) => error)) as ImportInterruptedError;
    expect(await typesAfter(before)).toHaveLength(8);

    const { imports } = importsOn(province.store, province.spoolFolder);
    expect(await imports.resume()).toEqual([
      {
        importId,
        kind: 'jobs',
        file: expect.stringMatching(/^file-\d+\.csv$/) as string,
        rows: 20,
        accepted: 20,
        duplicates: 0,
        rejected: 0,
        applied: 20,
        errors: [],
      },
    ]);
    const types = await typesAfter(before);
    for (const type of ['JobClaimed', 'JobRegistered'])
      expect(types.filter((each) => each === type)).toHaveLength(20);
    expect(types.at(-1)).toBe('ImportCompleted');
    expect(readdirSync(province.spoolFolder)).toEqual([]);
    expect(await imports.resume()).toEqual([]);
  });

  it('is finished in the name of the importer, not of the user who starts the program', async () => {
    const actor = { ...LABOUR, id: 'labour-2', operatingSystemUser: 'sara' };
    const path = province.write(PAYMENTS);
    await expect(importsFailingAfter(1).run({ kind: 'payments', path, actor })).rejects.toThrow('accepted');
    await importsOn(province.store, province.spoolFolder).imports.resume();
    const paid = (await province.events()).filter(({ type }) => type === 'FacilityPaid');
    expect(paid.map(({ metadata }) => metadata.actor)).toEqual([actor, actor]);
  });

  it('in the same process, the next import finishes it first', async () => {
    const path = province.write(PAYMENTS);
    await expect(importsFailingAfter(1).run({ kind: 'payments', path, actor: LABOUR })).rejects.toThrow(
      'accepted',
    );
    const again = await importsOn(province.store, province.spoolFolder).imports.run({
      kind: 'payments',
      path,
      actor: LABOUR,
    });
    expect(again).toMatchObject({ kind: 'done', report: { rows: 2, duplicates: 2, applied: 0 } });
    expect((await province.events()).filter(({ type }) => type === 'FacilityPaid')).toHaveLength(2);
  });

  it('keeps the next import from being accepted, whose sender is told nothing of the one before', async () => {
    const imports = importsFailingAfter(1);
    const path = province.write(PAYMENTS);
    const first = imports.run({ kind: 'payments', path, name: 'theirs.csv', actor: LABOUR });
    const { importId } = (await first.catch((error: unknown) => error)) as ImportInterruptedError;
    const mine = {
      kind: 'jobs',
      path: province.write(jobs(1)),
      actor: { ...LABOUR, id: 'labour-2' },
    } as const;
    for (const next of [imports.run(mine), imports.accept(mine)]) {
      const error = (await next.catch((reason: unknown) => reason)) as StoreUnavailableError;
      expect(error).toBeInstanceOf(StoreUnavailableError);
      // For an operator, and for the asker.
      expect(error.reason).toContain('theirs.csv');
      expect(error.brief).toBe(
        'a file that was accepted before cannot be applied now, and yours was not accepted',
      );
    }
    expect(readdirSync(province.spoolFolder)).toEqual([expect.stringContaining(importId)]);
  });

  it('before the import was accepted, leaves nothing to finish', async () => {
    const before = await province.position();
    const path = province.write(PAYMENTS);
    await expect(
      importsFailingAfter(0).run({ kind: 'payments', path, actor: LABOUR }),
    ).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(readdirSync(province.spoolFolder)).toHaveLength(1);
    expect(await importsOn(province.store, province.spoolFolder).imports.resume()).toEqual([]);
    expect(readdirSync(province.spoolFolder)).toEqual([]);
    expect(await province.position()).toBe(before);
  });

  it('between the last row and the completion, changes no row when it goes on', async () => {
    const path = province.write(PAYMENTS);
    await expect(importsFailingAfter(3).run({ kind: 'payments', path, actor: LABOUR })).rejects.toThrow(
      'accepted',
    );
    const before = await province.position();
    const [report] = await importsOn(province.store, province.spoolFolder).imports.resume();
    expect(report).toMatchObject({ accepted: 2, applied: 2 });
    expect(await typesAfter(before)).toEqual(['ImportCompleted']);
  });
});

describe('a row that becomes impossible between check and application', () => {
  it('is a late refusal: reported as such, counted, and recorded with the completion', async () => {
    const report = await province.report('payments', PAYMENTS, {
      onProgress: ({ phase, done }) => {
        if (phase !== 'applying' || done > 0) return;
        // Sent before the first row, and so decided before it.
        void province.runner.execute(
          poolAggregate,
          streams.creditPool(POOL),
          {
            type: 'DeclineFacility',
            facilityId: 'F2',
            bank: 'bank-mellat',
            declinedOn: plainDate('2022-12-22'),
            reason: 'the applicant did not come',
          },
          { commandId: newCommandId(0), actor: LABOUR },
          () => province.router.contexts.ofPool(POOL, LABOUR),
        );
      },
    });
    expect(report).toMatchObject({ rows: 2, accepted: 2, duplicates: 0, rejected: 0, applied: 1 });
    expect(report.errors).toEqual([
      {
        row: 3,
        column: 'facility_id',
        code: 'facility_not_open',
        message:
          'The facility was declined, withdrawn or closed. (facility id: «F2», status: «declined», on: 1401-10-01)',
        late: true,
      },
    ]);
    expect((await province.events()).at(-1)).toMatchObject({
      type: 'ImportCompleted',
      data: { applied: 1, lateRefusals: 1, refusedRows: [{ row: 3, code: 'facility_not_open' }] },
    });
  });
});

describe('the spool', () => {
  /** Breaks an import off after it was accepted. */
  const interrupted = async (): Promise<string> => {
    const path = province.write(jobs(3));
    await expect(importsFailingAfter(1).run({ kind: 'jobs', path, actor: LABOUR })).rejects.toThrow(
      'accepted',
    );
    const [name = ''] = readdirSync(province.spoolFolder);
    return join(province.spoolFolder, name);
  };

  it('is readable by its owner alone and holds no national ID', async () => {
    const file = await interrupted();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const content = readFileSync(file, 'utf8');
    for (const serial of [0, 1, 2]) expect(content).not.toContain(nationalId(serial));
    // Rows in order between the import and the end mark.
    expect(
      content
        .trim()
        .split('\n')
        .slice(1, -1)
        .map((line) => (JSON.parse(line) as { row: number }).row),
    ).toEqual([2, 3, 4]);
  });

  it.each([
    ['was cut off', (content: string) => content.slice(0, -30)],
    ['lost a row', (content: string) => content.split('\n').toSpliced(2, 1).join('\n')],
    ['was changed', (content: string) => content.replace('J1', 'J9')],
    ['is no text', () => '\u0000'],
  ])('that %s is reported as damaged, and nothing of it is applied', async (_case, damage) => {
    const file = await interrupted();
    const before = await province.position();
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    await expect(province.imports.resume()).rejects.toThrow(/is damaged: .*; restore the file, or remove it/);
    expect(await province.position()).toBe(before);
  });

  it.each([
    ['in its first line', () => 'no JSON'],
    ['behind it', (content: string) => content.slice(0, -30)],
  ])(
    'that is damaged %s holds up no other file, and is applied when it is restored',
    async (_where, damage) => {
      const file = await interrupted();
      const whole = readFileSync(file, 'utf8');
      writeFileSync(file, damage(whole));
      const { imports } = province;
      const other = { kind: 'payments', path: province.write(PAYMENTS), actor: LABOUR } as const;
      expect(await imports.run(other)).toMatchObject({ kind: 'done' });
      const accepted = await imports.accept({
        kind: 'jobs',
        path: province.write([JOBS_HEADER, jobRow('K1', 7)].join('\n')),
        actor: LABOUR,
      });
      if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
      const { importId } = accepted.report;
      const forever = new AbortController().signal;
      expect(await imports.apply(importId, { signal: forever })).toMatchObject([{ applied: 1 }]);
      // It stays where it is, and an asker is told so.
      await expect(imports.apply(basename(file, '.ndjson'), { signal: forever })).rejects.toThrow(
        'is damaged',
      );
      await expect(imports.resume()).rejects.toThrow('is damaged');

      writeFileSync(file, whole);
      expect(await imports.resume()).toMatchObject([{ kind: 'jobs', applied: 3 }]);
      expect(readdirSync(province.spoolFolder)).toEqual([]);
    },
  );

  it('is tidied of what was never accepted', async () => {
    const file = await interrupted();
    await province.imports.resume();
    writeFileSync(`${file}.part`, 'half of a');
    await province.imports.resume();
    expect(readdirSync(province.spoolFolder)).toEqual([]);
  });

  describe('on a shared log, of which an acceptance was answered by nobody', () => {
    /** Sends a file whose acceptance is under way still when nobody waits for it any more; lets it arrive. */
    async function unanswered(nowMs: () => number) {
      let arrive: () => Promise<unknown> = () => Promise.reject(new Error('nothing is under way'));
      const store: EventStore = {
        ...failingAfter(Infinity),
        append: (stream, ...rest) => {
          if (!stream.startsWith('import-')) return province.store.append(stream, ...rest);
          arrive = () => province.store.append(stream, ...rest);
          return Promise.reject(new StoreUnavailableError('no answer came'));
        },
      };
      const open = (on: EventStore) =>
        importsOn(on, province.spoolFolder, undefined, { isShared: true, clock: { now: nowMs } }).imports;
      await expect(
        open(store).run({ kind: 'jobs', path: province.write(jobs(3)), actor: LABOUR }),
      ).rejects.toThrow('no answer came');
      return { imports: open(province.store), arrive: () => arrive() };
    }

    it('keeps the rows for ten minutes, and applies them when it arrives after all', async () => {
      const { imports, arrive } = await unanswered(() => testClock.now());
      expect(await imports.resume()).toEqual([]);
      await arrive();
      expect(await imports.resume()).toMatchObject([{ kind: 'jobs', applied: 3 }]);
      expect(readdirSync(province.spoolFolder)).toEqual([]);
    });

    it('is tidied of them when it has not arrived by then', async () => {
      let nowMs = testClock.now();
      const { imports } = await unanswered(() => nowMs);
      nowMs += 10 * 60_000 - 1;
      expect(await imports.resume()).toEqual([]);
      expect(readdirSync(province.spoolFolder)).toHaveLength(1);
      nowMs += 1;
      expect(await imports.resume()).toEqual([]);
      expect(readdirSync(province.spoolFolder)).toEqual([]);
    });
  });

  it('is tidied of an import that was completed just before a crash', async () => {
    const file = await interrupted();
    const content = readFileSync(file);
    await province.imports.resume();
    const before = await province.position();
    appendFileSync(file, content);
    expect(await province.imports.resume()).toEqual([]);
    expect(readdirSync(province.spoolFolder)).toEqual([]);
    expect(await province.position()).toBe(before);
  });

  it('that cannot be written accepts nothing', async () => {
    const before = await province.position();
    // A file where the folder should be fails for every user, also for one who may write anywhere.
    const blocked = join(province.folder, 'blocked');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o400);
    const path = province.write(PAYMENTS);
    const { imports } = importsOn(province.store, join(blocked, 'spool'));
    await expect(imports.run({ kind: 'payments', path, actor: LABOUR })).rejects.toThrow(
      /rows of imports cannot be kept or read in/,
    );
    expect(await province.position()).toBe(before);
  });
});

describe('several imports at once', () => {
  it('take their turns: the second is checked against what the first left', async () => {
    const path = province.write(PAYMENTS);
    const outcomes = await Promise.all(
      [1, 2].map(() => province.imports.run({ kind: 'payments', path, actor: LABOUR })),
    );
    // Which of them has read its file first is not said.
    const first = outcomes.findIndex((each) => each.kind === 'done' && each.report.applied > 0);
    expect(outcomes[first]).toMatchObject({
      kind: 'done',
      report: { accepted: 2, duplicates: 0, applied: 2 },
    });
    expect(outcomes[1 - first]).toMatchObject({
      kind: 'done',
      report: { accepted: 0, duplicates: 2, applied: 0 },
    });
  });
});
