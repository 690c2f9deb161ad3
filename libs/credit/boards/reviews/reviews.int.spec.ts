import { day } from '@misaq/platform/calendar/day.fixture.js';
import {
  approve,
  bn,
  bnText,
  dismiss,
  giveBack,
  NOTE_16,
  on,
  POOL,
  review,
  REVIEW_DAY,
  reviewId,
  type Doing,
} from '../../domain/credit.fixture.js';
import { temporaryFolders } from '@misaq/platform/projections/log.fixture.js';
import { inPoolStream, modelsAfter, poolEvents } from '@misaq/platform/questions/read-models.fixture.js';

const newFolder = temporaryFolders();

async function reviewsAfter(...doings: readonly Doing[]) {
  const models = await modelsAfter(newFolder(), inPoolStream(poolEvents(...NOTE_16, ...doings)));
  const answers = {
    list: models.reviews.reviews({ pool: POOL }).reviews,
    all: models.reviews.reviews().reviews,
    first: models.reviews.review(reviewId(1)),
    unknown: models.reviews.review('nobody asked'),
  };
  await models.runner.close();
  return answers;
}

describe('reviews', () => {
  it('are open until a decision, and carry all their inputs', async () => {
    const { first, unknown } = await reviewsAfter(review());
    expect(first).toMatchObject({
      pool: POOL,
      asOf: REVIEW_DAY,
      requestedBy: 'system',
      transferredRial: bnText(233),
      outcome: { status: 'open' },
    });
    expect(first?.trace.agencies.map(({ agency, verdict }) => [agency, verdict])).toEqual([
      ['behzisti', 'fell-short'],
      ['relief-committee', 'passed'],
    ]);
    expect(unknown).toBeUndefined();
  });

  it('name the approving deputy, day and reason', async () => {
    const { first } = await reviewsAfter(review(), approve(1, 'as the rule says'));
    expect(first?.outcome).toEqual({
      status: 'approved',
      on: day('1403-03-10'),
      by: 'deputy-1',
      reason: 'as the rule says',
      reversals: [],
    });
  });

  it('show the part that was given back', async () => {
    const { first } = await reviewsAfter(review(), approve(), giveBack(bn(1)));
    expect(first?.outcome).toMatchObject({
      status: 'approved',
      reversals: [{ from: 'behzisti', to: 'relief-committee', amountRial: bnText(1), by: 'deputy-2' }],
    });
  });

  it('are superseded by a later one; the latest comes first', async () => {
    const { list, all } = await reviewsAfter(
      review(),
      on(day('1403-03-12'), review(day('1403-03-12'))),
      dismiss(2),
    );
    expect(list.map(({ reviewId: id, outcome }) => [id, outcome.status])).toEqual([
      [reviewId(2), 'dismissed'],
      [reviewId(1), 'superseded'],
    ]);
    expect(all).toEqual(list);
  });
});
