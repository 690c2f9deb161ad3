import { useQueries } from '@tanstack/react-query';
import { rial } from '@misaq/platform/kernel/money.js';
import { ask } from '../../api/questions.js';
import { Amount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { Section } from '../../parts/page.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { reviewAddress } from '../board/addresses.js';

interface Props {
  readonly pools: readonly string[];
  /** Whether it is this person who signs; others only see what waits. */
  readonly signs: boolean;
}

/** The open reviews that would move something. */
export function ToSign({ pools, signs }: Props) {
  const shown = useShown();
  const { t } = shown;
  const answers = useQueries({ queries: pools.map((pool) => ask.reviews(pool)) });
  const open = answers
    .flatMap(({ data }) => data?.value.items ?? [])
    .filter(({ outcome, transferredRial }) => outcome.status === 'open' && rial(transferredRial ?? '0') > 0n);
  const isKnown = answers.every(({ data }) => data !== undefined);
  return (
    <Section title={t('home.toSign')}>
      {open.length === 0 && isKnown && <p className="notice">{t('home.noneToSign')}</p>}
      <ul className="tasks">
        {open.map(({ pool, reviewId, transferredRial }) => (
          <li key={reviewId} className="task" data-row={reviewId}>
            <span className="task-figure">
              <Amount
                rial={transferredRial ?? '0'}
                to={reviewAddress(pool, reviewId)}
                name="transferredRial"
                unit
              />
            </span>
            <span>{poolTitle(pool, shown)}</span>
            <Link to={reviewAddress(pool, reviewId)} className={signs ? 'button primary' : 'button'}>
              {t(signs ? 'home.decide' : 'home.look')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
