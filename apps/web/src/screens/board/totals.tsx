import type { Schemas } from '../../api/questions.js';
import { Facts } from '../../parts/facts.js';
import { Amount, Share } from '../../parts/figure.js';
import { useShown } from '../../words/use-shown.js';
import { poolAddress } from './addresses.js';

/** The table below, whose column sums up to a figure. */
const TABLE = '#agencies';

interface Props {
  readonly pool: string;
  readonly totals: Schemas['PoolTotals'];
  readonly unplacedRial: string;
}

/** The pool as a whole. */
export function Totals({ pool, totals, unplacedRial }: Props) {
  const { t } = useShown();
  const files = `${poolAddress(pool)}/facilities`;
  const amounts = [
    { field: 'creditRial', rial: totals.creditRial, word: 'credit', to: TABLE },
    { field: 'introducedRial', rial: totals.introducedRial, word: 'introduced', to: files },
    { field: 'paidRial', rial: totals.paidRial, word: 'paid', to: files },
    { field: 'movableRial', rial: totals.movableRial, word: 'movable', to: TABLE },
    { field: 'unplacedRial', rial: unplacedRial, word: 'unplaced', to: TABLE },
    { field: 'unmetDemandRial', rial: totals.unmetDemandRial, word: 'unmetDemand', to: TABLE },
  ] as const;
  return (
    <Facts
      label={t('board.totals')}
      facts={[
        ...amounts.map(({ field, rial, word, to }) => ({
          field,
          label: t(`field.${word}`),
          help: t(`explain.${word}`),
          value: <Amount rial={rial} to={to} name={field} unit />,
        })),
        {
          field: 'absorptionBasisPoints',
          label: t('field.paidOfCredit'),
          help: t('explain.paidOfCredit'),
          value: (
            <Share value={totals.absorptionBasisPoints ?? null} to={TABLE} name="absorptionBasisPoints" />
          ),
        },
      ]}
    />
  );
}
