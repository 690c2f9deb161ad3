import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/questions.js';
import { Facts } from '../../parts/facts.js';
import { Amount, Count } from '../../parts/figure.js';
import { useShown } from '../../words/use-shown.js';
import { queueAddress, WITHIN, type Within } from './place.js';

type Sums = Schemas['AllFacilitiesPage']['sums'];

/** How much waits, and how much of it breaches soon. Each figure leads to the files that it counts. */
export function Breaching({ sums, within }: { readonly sums: Sums; readonly within: Within | undefined }) {
  const { t, count } = useShown();
  const [search] = useSearchParams();
  const soon = WITHIN.map((days) => {
    const { facilities, rial } = sums.breaching[`within${days}`];
    const field = `within${String(days)}`;
    return {
      field,
      label: t('queue.within', { shown: count(days), count: days }),
      help: t('queue.withinHelp'),
      value: (
        <Sum
          sum={within === days ? field : undefined}
          facilities={facilities}
          rial={rial}
          to={queueAddress(search, days)}
          name={field}
        />
      ),
    };
  });
  return (
    <Facts
      label={t('queue.sums')}
      facts={[
        {
          field: 'pending',
          label: t('queue.pending'),
          value: (
            <Sum
              sum={within === undefined ? 'pending' : undefined}
              facilities={sums.pending}
              rial={sums.pendingRial}
              to={queueAddress(search)}
              name="pending"
            />
          ),
        },
        ...soon,
      ]}
    />
  );
}

interface SumProps {
  /** The name of the sum that this is of the list below; undefined where it is another list's. */
  readonly sum: string | undefined;
  readonly facilities: number;
  readonly rial: string;
  readonly to: string;
  readonly name: string;
}

function Sum({ sum, facilities, rial, to, name }: SumProps) {
  const { t } = useShown();
  return (
    <>
      <span {...(sum !== undefined && { 'data-sum': String(facilities), 'data-name': sum })}>
        <Count value={facilities} to={to} name={name} />
      </span>
      <span className="unit" {...(sum !== undefined && { 'data-sum': rial, 'data-name': `${sum}Rial` })}>
        <Amount rial={rial} /> {t('unit.billionToman')}
      </span>
    </>
  );
}
