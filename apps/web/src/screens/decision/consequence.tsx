import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import type { Names } from '../../parts/names.js';
import { useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';

/** What happens if somebody signs, in one sentence with amounts. */
export function Consequence({ review, names }: { readonly review: Review; readonly names: Names }) {
  const { t, billions, language } = useShown();
  const { transfers, unplacedRial, agencies, outcome } = review;
  const done = outcome.status === 'approved';
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const moved = list.format(
    transfers.map(({ from, to, amountRial }) =>
      t('decision.transfer', { amount: billions(amountRial), from: names(from), to: names(to) }),
    ),
  );
  const total = sumRial(agencies.map(({ allocatedRial }) => rial(allocatedRial)));
  return (
    <section className="consequence" aria-labelledby="consequence">
      <h2 id="consequence">{t(done ? 'decision.consequenceDone' : 'decision.consequence')}</h2>
      {transfers.length === 0 ? (
        <p className="sentence">{t('decision.nothing')}</p>
      ) : (
        <p className="sentence">
          {t(done ? 'decision.sentenceDone' : 'decision.sentence', { transfers: moved })}{' '}
          {t('decision.unchanged', { total: billions(total) })}
        </p>
      )}
      {unplacedRial !== null && rial(unplacedRial) > 0n && (
        <p>{t('decision.unplaced', { amount: billions(unplacedRial) })}</p>
      )}
    </section>
  );
}
