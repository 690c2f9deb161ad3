import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { type Names, useNames } from '../../parts/names.js';
import { Outcome } from '../../parts/outcome.js';
import { Page, Section } from '../../parts/page.js';
import { Button } from '../../ui/button.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { reviewAddress } from '../board/addresses.js';
import { Rule } from '../board/rule.js';
import { BeforeAfterTable } from './before-after.js';
import { Consequence } from './consequence.js';
import { Donors } from './donors.js';
import { Receivers } from './receivers.js';
import { Reversal } from './reversal.js';
import type { Review } from './review.js';
import { Since } from './since.js';
import { type Done, DoneNotice, Signing } from './signing.js';

/** A review with what its signature would do, why, and the signature itself; on paper the minutes of a session. */
export function Decision() {
  const { pool = '', review: reviewId = '' } = useParams();
  const shown = useShown();
  const { t, day } = shown;
  const query = useQuery(ask.review(pool, reviewId));
  const names = useNames(pool);
  const review = query.data?.value;
  const who = review?.requestedBy === 'system' ? t('reviews.bySystem') : (review?.requestedBy ?? '');
  return (
    <Page
      title={t('decision.title')}
      titleOnPaper={t('decision.minutesTitle')}
      lead={review && t('decision.subtitle', { pool: poolTitle(pool, shown), day: day(review.asOf), who })}
      acts={
        <Button
          onPress={() => {
            globalThis.print();
          }}
        >
          {t('decision.print')}
        </Button>
      }
    >
      <Asked query={query} lines={12}>
        {(found) => <DecisionOn review={found} names={names} />}
      </Asked>
    </Page>
  );
}

function DecisionOn({ review, names }: { readonly review: Review; readonly names: Names }) {
  const { t } = useShown();
  const { outcome } = review;
  const [done, setDone] = useState<Done>();
  const called: Names = (id) => review.agencies.find(({ agency }) => agency === id)?.name ?? names(id);
  return (
    <>
      {outcome.status !== 'open' && (
        <p className="notice">
          <Outcome outcome={outcome} />{' '}
          {outcome.status === 'superseded' && (
            <Link to={reviewAddress(review.pool, outcome.supersededBy)}>{t('decision.newer')}</Link>
          )}
          {'reason' in outcome && <q className="reason">{outcome.reason}</q>}
        </p>
      )}
      <Consequence review={review} names={called} />
      <Section title={t('decision.beforeAfter')}>
        <BeforeAfterTable review={review} names={called} />
      </Section>
      <Section title={t('decision.donors')}>
        <Rule board={{ ...review, provisional: false }} />
        <Donors review={review} names={called} />
      </Section>
      <Section title={t('decision.receivers')}>
        <Receivers review={review} names={called} />
      </Section>
      {outcome.status === 'open' && (
        <Section title={t('decision.since')}>
          <Since review={review} names={called} />
        </Section>
      )}
      {outcome.status === 'approved' && <Reversal review={review} names={called} />}
      {(outcome.status === 'open' || done !== undefined) && (
        <Section title={t('decision.sign')} id="sign">
          {done === undefined ? (
            <Signing review={review} onDone={setDone} />
          ) : (
            <DoneNotice pool={review.pool} done={done} />
          )}
        </Section>
      )}
    </>
  );
}
