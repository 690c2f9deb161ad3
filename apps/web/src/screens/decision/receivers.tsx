import type { Names } from '../../parts/names.js';
import { Verdict } from '../../parts/verdict.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';
import { given, received } from './moves.js';

type Agency = Review['agencies'][number];

/** Of every agency that gives nothing: what it receives, or why it receives nothing. */
export function Receivers({ review, names }: { readonly review: Review; readonly names: Names }) {
  const shown = useShown();
  const { agencies, transfers, policy } = review;
  const others = agencies.filter(({ agency }) => given(transfers, agency) === 0n);
  return (
    <>
      <p>{shown.t(`decision.split.${policy.split}`)}</p>
      <dl className="reasons">
        {others.map((agency) => (
          <div key={agency.agency} data-row={agency.agency}>
            <dt>
              {names(agency.agency)} <Verdict verdict={agency.verdict} />
            </dt>
            <dd>{why(agency, review, shown)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function why(agency: Agency, { transfers }: Review, { t, billions }: Shown): string {
  const amount = received(transfers, agency.agency);
  const demand = billions(agency.unmetDemandRial);
  if (amount > 0n) return t('decision.receives', { amount: billions(amount), demand });
  if (agency.cannotReceive === null) return t('decision.couldReceive', { demand });
  return t(`decision.cannot.${agency.cannotReceive}`);
}
