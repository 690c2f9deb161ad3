import { useQuery } from '@tanstack/react-query';
import { rial } from '@misaq/platform/kernel/money.js';
import { ask } from '../../api/questions.js';
import { Link } from '../../parts/link.js';
import { useShown } from '../../words/use-shown.js';
import { reviewAddress } from './addresses.js';

/** The open review of a pool, in one line with the way to it. Nothing is shown where there is none. */
export function OpenReview({ pool }: { readonly pool: string }) {
  const { t, billions, day } = useShown();
  const { data } = useQuery(ask.reviews(pool));
  const open = data?.value.items.find(({ outcome }) => outcome.status === 'open');
  if (open === undefined) return null;
  const amount = open.transferredRial ?? '0';
  return (
    <p className="notice open-review">
      <strong>{t('board.openReview')}</strong>{' '}
      {rial(amount) > 0n
        ? t('board.openReviewText', { amount: billions(amount) })
        : t('board.openReviewNothing', { day: day(open.asOf) })}{' '}
      <Link to={reviewAddress(pool, open.reviewId)}>{t('board.goDecide')}</Link>
    </p>
  );
}
