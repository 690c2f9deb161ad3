import { useQueries, useQuery } from '@tanstack/react-query';
import { rial } from '@misaq/platform/kernel/money.js';
import { ask, type Schemas } from '../api/questions.js';
import { Asked } from '../parts/asked.js';
import { Amount, Day } from '../parts/figure.js';
import { Link } from '../parts/link.js';
import { Outcome } from '../parts/outcome.js';
import { Page, Section } from '../parts/page.js';
import { type Column, Table } from '../ui/table.js';
import { poolTitle } from '../words/pool-title.js';
import { type Shown, useShown } from '../words/use-shown.js';
import { reviewAddress } from './board/addresses.js';

type Review = Schemas['ReviewSummaryItem'];

/** The reviews of all pools: what waits for a signature first. */
export function Reviews() {
  const { t } = useShown();
  const pools = useQuery(ask.pools());
  return (
    <Page title={t('reviews.title')} lead={t('reviews.intro')}>
      <Asked query={pools}>{({ items }) => <ReviewsOf pools={items.map(({ pool }) => pool)} />}</Asked>
    </Page>
  );
}

function ReviewsOf({ pools }: { readonly pools: readonly string[] }) {
  const shown = useShown();
  const { t } = shown;
  const answers = useQueries({ queries: pools.map((pool) => ask.reviews(pool)) });
  const reviews = answers
    .flatMap(({ data }) => data?.value.items ?? [])
    .toSorted((one, other) => (one.asOfIso < other.asOfIso ? 1 : -1));
  const isOpen = ({ outcome }: Review): boolean => outcome.status === 'open';
  return (
    <>
      <Section title={t('reviews.waiting')}>
        <Table
          caption={t('reviews.captionWaiting')}
          columns={columns(shown)}
          rows={reviews.filter(isOpen)}
          rowId={({ reviewId }) => reviewId}
          empty={t('reviews.noneOpen')}
        />
      </Section>
      <Section title={t('reviews.decided')}>
        <Table
          caption={t('reviews.captionDecided')}
          columns={columns(shown)}
          rows={reviews.filter((review) => !isOpen(review))}
          rowId={({ reviewId }) => reviewId}
          empty={t('reviews.noneDecided')}
        />
      </Section>
    </>
  );
}

function columns(shown: Shown): readonly Column<Review>[] {
  const { t } = shown;
  const address = ({ pool, reviewId }: Review): string => reviewAddress(pool, reviewId);
  return [
    {
      id: 'pool',
      header: t('reviews.pool'),
      cell: (review) => <Link to={address(review)}>{poolTitle(review.pool, shown)}</Link>,
    },
    { id: 'asOf', header: t('reviews.asOf'), cell: ({ asOf }) => <Day jalali={asOf} /> },
    {
      id: 'requestedBy',
      header: t('reviews.requestedBy'),
      cell: ({ requestedBy }) =>
        requestedBy === 'system' ? t('reviews.bySystem') : <bdi>{requestedBy}</bdi>,
    },
    {
      id: 'transferredRial',
      header: `${t('reviews.moves')} (${t('unit.billionToman')})`,
      numeric: true,
      cell: (review) =>
        review.transferredRial === null ? null : (
          <Amount rial={review.transferredRial} to={address(review)} name="transferredRial" />
        ),
    },
    {
      id: 'unplacedRial',
      header: `${t('reviews.unplaced')} (${t('unit.billionToman')})`,
      numeric: true,
      cell: ({ unplacedRial }) =>
        unplacedRial === null || rial(unplacedRial) === 0n ? '–' : <Amount rial={unplacedRial} />,
    },
    { id: 'outcome', header: t('reviews.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
  ];
}
