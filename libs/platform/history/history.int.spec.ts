import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import {
  allocate,
  approve,
  bn,
  decline,
  DEPUTY,
  introduce,
  NOTE_16,
  pay,
  POOL,
  review,
  reviewId,
} from '@misaq/credit/domain/credit.fixture.js';
import { storedForm } from '@misaq/credit/domain/stored-form.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { registered } from '@misaq/register/domain/register.fixture.js';
import { OFFICER, temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import {
  inPoolStream,
  inStream,
  modelsAfter,
  poolEvents,
  PROVINCE,
} from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { addDays, type PlainDate, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import type { HistoryPaging, HistorySubject } from './queries.js';
import type { HistoryEvent } from './shown-event.js';

/** Order, filter and page of a history. */
type Filter = HistoryPaging;

const newFolder = temporaryFolders();
const BANKER: Actor = { id: 'melli-7', name: 'کارشناس بانک', role: 'bank', organisation: 'bank-melli' };

const JOB = {
  jobId: 'job-1',
  province: PROVINCE,
  year: 1403,
  agency: 'behzisti',
  sector: 'services',
  county: 'tabriz',
  gender: 'female',
  registeredOn: day('1403-02-10'),
} as const;

/** Positions: 0 to 1 the register, 2 to 8 the pool, 9 to 11 a job and its person. */
const HAPPENED = [
  inStream(
    streams.register(PROVINCE),
    registered('agency', 'behzisti', 'بهزیستی'),
    registered('bank', 'bank-melli', 'بانک ملی', 'state'),
  ),
  inPoolStream(poolEvents(allocate('behzisti', bn(100)), allocate('relief-committee', bn(50)))),
  inPoolStream(
    poolEvents(
      allocate('behzisti', bn(100)),
      introduce('F-12', 'behzisti', 2_500_000_000n, day('1403-02-05')),
      introduce('F-13', 'relief-committee', bn(1)),
      decline('F-13'),
      pay('F-12', 2_500_000_000n, day('1403-02-10')),
    ).slice(3),
    POOL,
    BANKER,
  ),
  inStream(streams.person('p-1'), { type: 'JobClaimed', data: { jobId: 'job-1' } }),
  inStream(
    streams.job('job-1'),
    {
      type: 'JobRegistered',
      data: { ...JOB, personId: 'p-1', gender: 'female', startedOn: day('1403-02-09'), facilityId: 'F-12' },
    },
    { type: 'JobEnded', data: { ...JOB, endedOn: day('1403-03-01'), reason: 'the shop closed' } },
  ),
];

/** Events with their English sentence in place of what makes it. */
function inWords(events: readonly HistoryEvent[]) {
  return events.map(({ sentence, ...event }) => ({ ...event, summary: sentence('en') }));
}

describe('history', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await modelsAfter(newFolder(), ...HAPPENED);
  });
  afterAll(() => models.runner.close());

  const positions = async (
    subject: HistorySubject,
    paging: Parameters<ReadModels['history']['history']>[1] = {},
  ) => {
    const { total, events } = await models.history.history(subject, paging);
    return { total, at: events.map(({ position }) => Number(position)) };
  };

  it.each<[string, HistorySubject, readonly number[]]>([
    ['a pool', { by: 'pool', id: POOL }, [2, 3, 4, 5, 6, 7, 8, 9]],
    ['the stream of a pool', { by: 'stream', id: streams.creditPool(POOL) }, [2, 3, 4, 5, 6, 7, 8, 9]],
    ['the stream of a job', { by: 'stream', id: streams.job('job-1') }, [11, 12]],
    ['the stream of a register', { by: 'stream', id: streams.register(PROVINCE) }, [0, 1]],
    ['an agency', { by: 'agency', id: 'behzisti' }, [0, 4, 6, 9, 11, 12]],
    ['a bank', { by: 'bank', id: 'bank-melli' }, [1, 6, 7, 8, 9]],
    ['a facility, with the job that came of it', { by: 'facility', id: 'F-12' }, [6, 9, 11]],
    ['an actor', { by: 'actor', id: BANKER.id }, [6, 7, 8, 9]],
    ['somebody unknown', { by: 'bank', id: 'bank-of-nowhere' }, []],
  ])('of %s has every event of it, in order', async (_name, subject, expected) => {
    expect(await positions(subject)).toEqual({ total: expected.length, at: expected });
  });

  it.each<[string, HistorySubject | readonly HistorySubject[], Filter, readonly number[]]>([
    ['of a pool, latest first', { by: 'pool', id: POOL }, { falling: true }, [9, 8, 7, 6, 5, 4, 3, 2]],
    ['before a position', { by: 'pool', id: POOL }, { falling: true, after: 6n, limit: 2 }, [5, 4]],
    ['of a facility, latest first', { by: 'facility', id: 'F-12' }, { falling: true, limit: 2 }, [11, 9]],
    ['of the stream of a job, latest first', { by: 'stream', id: 'job-job-1' }, { falling: true }, [12, 11]],
    ['of a type', { by: 'pool', id: POOL }, { type: 'FacilityIntroduced' }, [6, 7]],
    ['of a type that no event has', { by: 'pool', id: POOL }, { type: 'Nothing' }, []],
    [
      'of a pool and an agency',
      [
        { by: 'pool', id: POOL },
        { by: 'agency', id: 'behzisti' },
      ],
      {},
      [4, 6, 9],
    ],
    [
      'of an agency and a facility',
      [
        { by: 'agency', id: 'behzisti' },
        { by: 'facility', id: 'F-13' },
      ],
      {},
      [],
    ],
    ['on no day', { by: 'pool', id: POOL }, { recordedTo: day('1300-01-01') }, []],
    [
      'that an agency may see',
      { by: 'pool', id: POOL },
      { falling: true, scope: { agency: 'behzisti' } },
      [9, 6, 4],
    ],
  ])('%s is found', async (_name, subject, filter, expected) => {
    const { events } = await models.history.history(subject, filter);
    expect(events.map(({ position }) => Number(position))).toEqual(expected);
  });

  it('is held to the days on which events were recorded', async () => {
    const { events } = await models.history.history({ by: 'pool', id: POOL });
    const days = events.map(({ recordedAt }) => tehranDate(Date.parse(recordedAt)));
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) throw new Error('the pool has no events');
    const between = (recordedFrom: PlainDate, recordedTo: PlainDate) =>
      positions({ by: 'pool', id: POOL }, { recordedFrom, recordedTo });
    expect((await between(first, last)).total).toBe(8);
    expect((await between(addDays(last, 1), addDays(last, 2))).total).toBe(0);
  });

  describe('of one event', () => {
    it('shows its ids and the hash by which the next event of its stream names it', async () => {
      const [one, next] = await Promise.all([models.history.event(7n), models.history.event(8n)]);
      expect(one?.event).toMatchObject({ position: 7n, type: 'FacilityIntroduced' });
      expect(one?.metadata.commandId).toMatch(/^[0-9a-f]{32}$/);
      expect(one?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(next?.event.position).toBe(8n);
    });

    it('shows nothing where nothing is, and nothing that its reader may not see', async () => {
      expect(await models.history.event(13n)).toBeUndefined();
      expect(await models.history.event(7n, { scope: { agency: 'behzisti' } })).toBeUndefined();
      expect(await models.history.event(6n, { scope: { agency: 'behzisti' } })).toBeDefined();
    });

    it('shows the review that a reallocation decided, and what followed of the review', async () => {
      const decided = await modelsAfter(
        newFolder(),
        inPoolStream(poolEvents(...NOTE_16, review(), approve())),
      );
      const { events } = await decided.history.history({ by: 'pool', id: POOL });
      const of = (type: string) => events.find((each) => each.type === type)?.position ?? -1n;
      const links = async (position: bigint) => {
        const found = await decided.history.event(position);
        return [found?.causes, found?.effects].map((linked) => linked?.events.map(({ type }) => type));
      };
      expect(await links(of('CreditReallocated'))).toEqual([['PoolReviewed'], []]);
      expect(await links(of('PoolReviewed'))).toEqual([[], ['CreditReallocated']]);
      await decided.runner.close();
    });
  });

  it('knows how many events there are', () => {
    // At positions 0 to 12.
    expect(models.history.events()).toBe(13);
  });

  it('gives actor, time, reason and content, in a sentence', async () => {
    const { events } = await models.history.history({ by: 'facility', id: 'F-12' });
    expect(inWords(events)[1]).toMatchObject({
      stream: streams.creditPool(POOL),
      revision: 7,
      type: 'FacilityPaid',
      recordedAt: '2024-05-20T08:30:00.000Z',
      effectiveOn: day('1403-02-10'),
      actor: BANKER,
      summary: 'Bank bank-melli paid 250,000,000 toman of facility F-12 on 1403-02-10',
      data: { amountRial: '2500000000' },
    });
    const { events: ofJob } = await models.history.history({ by: 'stream', id: streams.job('job-1') });
    expect(ofJob[1]).toMatchObject({ reason: 'the shop closed', actor: OFFICER });
  });

  it('comes page by page: the next page begins after the last position of the one before', async () => {
    const agency = { by: 'agency', id: 'behzisti' } as const;
    expect(await positions(agency, { limit: 2 })).toEqual({ total: 6, at: [0, 4] });
    expect(await positions(agency, { limit: 2, after: 4n })).toEqual({ total: 6, at: [6, 9] });
    expect(await positions(agency, { after: 12n })).toEqual({ total: 6, at: [] });
    const job = { by: 'stream', id: streams.job('job-1') } as const;
    expect(await positions(job, { limit: 1, after: 11n })).toEqual({ total: 2, at: [12] });
  });

  it('shows an officer of a bank or agency only events that concern it', async () => {
    const bank = { scope: { bank: 'bank-melli' } };
    expect(await positions({ by: 'pool', id: POOL }, bank)).toEqual({ total: 4, at: [6, 7, 8, 9] });
    expect(await positions({ by: 'facility', id: 'F-12' }, bank)).toEqual({ total: 2, at: [6, 9] });
    expect(await positions({ by: 'stream', id: streams.job('job-1') }, bank)).toEqual({ total: 0, at: [] });
    const relief = { scope: { agency: 'relief-committee' }, limit: 2 };
    expect(await positions({ by: 'actor', id: BANKER.id }, relief)).toEqual({ total: 2, at: [7, 8] });
  });

  it('has a transfer for both the donor and the recipient', async () => {
    const moved = await modelsAfter(newFolder(), inPoolStream(poolEvents(...NOTE_16, review(), approve())));
    for (const id of ['behzisti', 'relief-committee']) {
      const { events } = await moved.history.history({ by: 'agency', id });
      expect(inWords(events).at(-1)).toMatchObject({
        type: 'CreditReallocated',
        reason: 'as the rule says',
        summary:
          `${DEPUTY.id} approved review ${reviewId(1)} on 1403-03-10: ` +
          '233,000,000,000 toman moved from behzisti to relief-committee',
      });
    }
    await moved.runner.close();
  });

  it('tells a review that is too large for an event and stored in tables like any other', async () => {
    const usual = poolEvents(...NOTE_16, review(), approve());
    const inTables = usual.map((event) => ({ ...event, data: storedForm(event.type, event.data, 0) }));
    expect(inTables.at(-1)?.data).toMatchObject({ form: 'tables' });
    const by = { by: 'pool', id: POOL } as const;
    const [models, same] = [
      await modelsAfter(newFolder(), inPoolStream(inTables as typeof usual)),
      await modelsAfter(newFolder(), inPoolStream(usual)),
    ];
    const { events } = await models.history.history(by);
    expect(events.length).toBe(usual.length);
    expect(inWords(events)).toEqual(
      inWords((await same.history.history(by)).events).map((event, at) => ({
        ...event,
        recordedAt: events[at]?.recordedAt,
      })),
    );
    await Promise.all([models.runner.close(), same.runner.close()]);
  });

  it('shows an event of an unknown type to readers who may see everything', async () => {
    const future = { stream: 'letter-1', event: { type: 'LetterSealed', data: { id: 'x' } } };
    const seen = await modelsAfter(newFolder(), [future]);
    const { events } = await seen.history.history({ by: 'stream', id: 'letter-1' });
    expect(inWords(events)).toMatchObject([{ type: 'LetterSealed', summary: 'LetterSealed was recorded' }]);
    expect(events[0]?.sentence('fa')).toContain('ثبت شد');
    await seen.runner.close();
  });
});

describe('a long history', () => {
  it('has the same content with any page size', async () => {
    const claims = Array.from({ length: 1_300 }, (_, index) =>
      inStream(streams.person(`p-${String(index % 7)}`), {
        type: 'JobClaimed',
        data: { jobId: String(index) },
      }),
    );
    const models = await modelsAfter(newFolder(), ...claims);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 1_000 }), async (limit) => {
        const read: bigint[] = [];
        for (;;) {
          const page = await models.history.history(
            { by: 'actor', id: OFFICER.id },
            { after: read.at(-1) ?? -1n, limit },
          );
          expect(page.total).toBe(1_300);
          if (page.events.length === 0) break;
          read.push(...page.events.map(({ position }) => position));
        }
        expect(read).toEqual(Array.from({ length: 1_300 }, (_, index) => BigInt(index)));
      }),
      { numRuns: 10 },
    );
    await models.runner.close();
  });
});
