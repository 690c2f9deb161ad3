import { SUBJECTS } from '@misaq/subjects.js';
import { join } from 'node:path';
import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { NOTE_16, POOL } from '@misaq/credit/domain/credit.fixture.js';
import { anySequence, live } from '@misaq/credit/domain/random-pool.fixture.js';
import type { JobEvent } from '@misaq/employment/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { registered } from '@misaq/register/domain/register.fixture.js';
import { compareFiles } from '@misaq/platform/projections/compare.js';
import { temporaryFolders, testLog, type Happened } from '@misaq/platform/projections/log.fixture.js';
import { inPoolStream, inStream, poolEvents, PROVINCE } from './read-models.fixture.js';
import { READ_MODEL_NAMES } from '@misaq/platform/projections/names.js';
import { openReadModels } from './open-read-models.js';
import { projectionsOf } from './board.js';

const newFolder = temporaryFolders();

const registration = (jobId: string): JobEvent => ({
  type: 'JobRegistered',
  data: {
    jobId,
    province: PROVINCE,
    year: 1403,
    agency: 'behzisti',
    sector: 'services',
    county: 'tabriz',
    registeredOn: day('1403-02-10'),
    personId: `person-of-${jobId}`,
    gender: 'female',
    startedOn: day('1403-02-09'),
  },
});

/** Something of every kind, with the life of a pool in its middle. */
function happened(sequence: Parameters<typeof live>[0]): readonly Happened[] {
  return [
    ...inStream(streams.register(PROVINCE), registered('agency', 'behzisti', 'بهزیستی')),
    ...inStream(streams.job('j-1'), registration('j-1')),
    ...inPoolStream(live(sequence).events),
    ...inStream(streams.job('j-2'), registration('j-2')),
    ...inStream(streams.workingCalendar(PROVINCE), {
      type: 'ClosureDeclared',
      data: { date: day('1403-02-26'), reason: 'cold' },
    }),
  ];
}

describe('the read models', () => {
  it('are the same from any cut of the log into batches as from one pass', async () => {
    const scenario = fc.tuple(anySequence, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(scenario, async ([sequence, cuts]) => {
        const all = happened(sequence);
        const log = testLog();
        const folder = newFolder();
        let written = 0;
        for (const size of [...cuts, all.length]) {
          await log.write(all.slice(written, written + size));
          written += size;
          const models = await openReadModels({ subjects: SUBJECTS, folder, store: log.store });
          await models.runner.catchUp();
          await models.runner.close();
        }
        const inOnePass = newFolder();
        const models = await openReadModels({ subjects: SUBJECTS, folder: inOnePass, store: log.store });
        await models.runner.catchUp();
        expect((await models.runner.health()).filter(({ state }) => state === 'stopped')).toEqual([]);
        await models.runner.close();
        for (const { name, tables } of projectionsOf(SUBJECTS))
          expect([
            name,
            compareFiles(join(folder, `${name}.sqlite`), join(inOnePass, `${name}.sqlite`), tables),
          ]).toEqual([name, { differing: 0, examples: [] }]);
      }),
      { numRuns: 10 },
    );
  });

  it('are the ones that the list of names names', () => {
    expect(projectionsOf(SUBJECTS).map(({ name }) => name)).toEqual(READ_MODEL_NAMES);
  });

  it('rebuilt from the log are what they were', async () => {
    const log = testLog();
    await log.write(inPoolStream(poolEvents(...NOTE_16)));
    const models = await openReadModels({ subjects: SUBJECTS, folder: newFolder(), store: log.store });
    await models.runner.catchUp();
    const before = await models.credit.poolBoard(POOL, day('1403-03-01'));
    const rebuilt = await models.runner.rebuild();
    expect(rebuilt.map(({ comparison, swapped }) => [comparison?.differing, swapped])).toEqual(
      projectionsOf(SUBJECTS).map(() => [0, true]),
    );
    expect(await models.credit.poolBoard(POOL, day('1403-03-01'))).toEqual(before);
    await models.runner.close();
  });

  it('that an event cannot be applied to stand still, while the others go on', async () => {
    const log = testLog();
    const events = inPoolStream(poolEvents(...NOTE_16));
    const impossible: Happened = {
      stream: streams.creditPool(POOL),
      event: {
        type: 'AllocationCorrected',
        data: {
          allocationId: 'never-made',
          agency: 'behzisti',
          previousAmountRial: '1',
          amountRial: '2',
          reason: 'x',
        },
      },
    };
    await log.write([...events, impossible, ...inStream(streams.job('j-1'), registration('j-1'))]);
    const notes: string[] = [];
    const models = await openReadModels({
      subjects: SUBJECTS,
      folder: newFolder(),
      store: log.store,
      log: (note) => notes.push(note),
    });
    await models.runner.catchUp();
    const health = await models.runner.health();
    expect(health.filter(({ state }) => state === 'stopped')).toMatchObject([
      {
        name: 'credit-board',
        position: BigInt(events.length - 1),
        stop: {
          position: BigInt(events.length),
          eventType: 'AllocationCorrected',
          message: 'no lot never-made',
        },
      },
    ]);
    expect(notes).toHaveLength(1);
    expect(models.commitments.commitmentBoard(PROVINCE, 1403)?.totals.net).toBe(1);
    expect((await models.credit.poolBoard(POOL, day('1403-03-01')))?.position).toBe(
      BigInt(events.length - 1),
    );
    await models.runner.close();
  });
});
