import fc from 'fast-check';
import { addDays } from '@misaq/platform/calendar/plain-date.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { NUMBERS } from '@misaq/platform/questions/positions.js';
import {
  inPoolStream,
  modelsAfter,
  poolEvents,
  PROCESS,
} from '@misaq/platform/questions/read-models.fixture.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import {
  allocate,
  answerTo,
  bn,
  by,
  DEPUTY,
  introduce,
  LABOUR,
  on,
  OTHER_DEPUTY,
  pay,
  POOL,
  poolAfter,
  review,
  REVIEW_DAY,
  TODAY,
  type Doing,
} from '../../domain/credit.fixture.js';
import { anySequence, latestReview, live } from '../../domain/random-pool.fixture.js';
import { standingOfReview } from './standing.js';
import { reviewInbox } from './question.js';

const newFolder = temporaryFolders();
const REVIEW = `${POOL}-review-1`;

async function refusalNow(models: ReadModels, signer: typeof DEPUTY, reviewId = REVIEW, today = TODAY) {
  const found = models.reviews.review(reviewId);
  if (found === undefined) throw new Error(`no ${reviewId}`);
  return standingOfReview(found, { models, today, signer: { ...signer, name: signer.id } });
}

const approve = (person: typeof DEPUTY, reviewId = REVIEW): Doing =>
  by(person, { type: 'ApproveReallocation', reviewId, reason: 'yes' });

const MOVES: readonly Doing[] = [
  allocate('behzisti', bn(10)),
  allocate('relief-committee', bn(5)),
  introduce('B-1', 'behzisti', bn(10)),
  introduce('R-1', 'relief-committee', bn(20)),
  pay('R-1', bn(5)),
  on(REVIEW_DAY, by(LABOUR, review(REVIEW_DAY))),
];

describe('a dry run of an approval', () => {
  it.each<[string, readonly Doing[], typeof DEPUTY, string | undefined]>([
    ['is accepted for another deputy', MOVES, DEPUTY, undefined],
    ['is refused to who may not decide', MOVES, LABOUR, 'not_permitted'],
    [
      'is refused to who asked for the review',
      [...MOVES.slice(0, -1), on(REVIEW_DAY, by(DEPUTY, review(REVIEW_DAY)))],
      DEPUTY,
      'own_review',
    ],
    ['is refused when it is stale', [...MOVES, on(TODAY, pay('B-1', bn(9)))], DEPUTY, 'review_stale'],
  ])('%s', async (_, doings, signer, refusal) => {
    const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...doings)));
    const standing = await refusalNow(models, signer);
    expect(standing?.refusal?.name).toBe(refusal);
    expect(standing?.fault?.name).toBe(refusal === 'review_stale' ? 'review_stale' : undefined);
    await models.runner.close();
  });

  it('says what the approval says, whatever happened to the pool', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(anySequence, async (sequence) => {
        const { state, events, today } = live(sequence);
        if (state.openReviewId === undefined) return;
        const reviewId = state.openReviewId;
        expect(reviewId).toBe(latestReview(state));
        const models = await modelsAfter(newFolder(), inPoolStream(events));
        for (const signer of [DEPUTY, OTHER_DEPUTY])
          for (const day of [today, addDays(today, 40)]) {
            const decision = answerTo(state, on(day, approve(signer, reviewId)));
            const standing = await refusalNow(models, signer, reviewId, day);
            expect(standing?.refusal).toEqual(decision.kind === 'refused' ? decision.refusal : undefined);
            if (decision.kind === 'refused') refused += 1;
          }
        await models.runner.close();
      }),
      { numRuns: 40 },
    );
    expect(refused).toBeGreaterThan(5);
  });

  it('records nothing', async () => {
    const state = poolAfter(...MOVES);
    const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...MOVES)));
    await refusalNow(models, DEPUTY);
    expect(models.reviews.review(REVIEW)?.outcome).toEqual({ status: 'open' });
    expect(answerTo(state, approve(DEPUTY)).kind).toBe('accepted');
    await models.runner.close();
  });
});

describe('the inbox of reviews', () => {
  it('lists the reviews of all pools, the latest first, with sums of what was moved and given back', async () => {
    const OTHER = 'east-azerbaijan-1403-rural';
    const givenBack: readonly Doing[] = [
      ...MOVES,
      approve(DEPUTY),
      by(OTHER_DEPUTY, {
        type: 'ReverseReallocation',
        reversalId: 'back-1',
        reviewId: REVIEW,
        from: 'behzisti',
        to: 'relief-committee',
        amountRial: bn(1),
        reason: 'it was due',
      }),
    ];
    const models = await modelsAfter(
      newFolder(),
      inPoolStream(poolEvents(...givenBack)),
      inPoolStream(poolEvents(...MOVES), OTHER),
    );
    const ask = async (params: Parameters<typeof reviewInbox.find>[0]['params'], agency?: string) =>
      reviewInbox.find({
        models,
        process: PROCESS,
        today: TODAY,
        params,
        scope: agency === undefined ? {} : { agency },
        positions: NUMBERS,
        language: 'en',
      });
    const all = await ask({});
    expect(all.items.map(({ pool, status }) => [pool, status])).toEqual([
      [OTHER, 'open'],
      [POOL, 'reversed'],
    ]);
    expect(all.items[1]).toMatchObject({
      recordedAt: expect.any(String) as unknown,
      transfers: [{ from: 'behzisti', to: 'relief-committee' }],
      standing: null,
    });
    expect(all.items[1]?.decidedPosition).toBeGreaterThan(Number(all.items[1]?.position));
    expect(all.sums).toEqual({
      reviews: 2,
      byStatus: { open: 1, superseded: 0, approved: 1, dismissed: 0, reversed: 1 },
      transferredRial: String(2n * bn(10)),
      movedRial: String(bn(10)),
      returnedRial: String(bn(1)),
    });
    for (const [params, pools] of [
      [{ status: 'open' }, [OTHER]],
      [{ status: 'approved' }, [POOL]],
      [{ status: 'dismissed' }, []],
      [{ pool: POOL }, [POOL]],
      [{ year: 1402 }, []],
      [{ agency: 'jihad-agriculture' }, []],
      [{ decidedFrom: TODAY }, [POOL]],
      [{ decidedTo: REVIEW_DAY }, []],
    ] as const) {
      const found = await ask(params);
      expect([params, found.items.map(({ pool }) => pool)]).toEqual([params, pools]);
      expect(found.sums.reviews).toBe(pools.length);
    }
    const own = await ask({}, 'relief-committee');
    expect(own.items[1]).toMatchObject({ transferredRial: null, transfers: [{ to: 'relief-committee' }] });
    expect((await ask({}, 'jihad-agriculture')).items).toEqual([]);
    await models.runner.close();
  });
});
