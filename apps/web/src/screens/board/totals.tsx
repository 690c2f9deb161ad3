import type { ReactNode } from 'react';
import type { Schemas } from '../../api/questions.js';
import { Amount, Share } from '../../parts/figure.js';
import { Help } from '../../ui/help.js';
import { useShown } from '../../words/use-shown.js';

/** The table below, whose column sums up to a figure. */
const TABLE = '#agencies';

interface Props {
  readonly totals: Schemas['PoolTotals'];
  readonly unplacedRial: string;
}

/** The pool as a whole. */
export function Totals({ totals, unplacedRial }: Props) {
  const { t } = useShown();
  const amounts = [
    { name: 'creditRial', rial: totals.creditRial, word: 'credit' },
    { name: 'introducedRial', rial: totals.introducedRial, word: 'introduced' },
    { name: 'paidRial', rial: totals.paidRial, word: 'paid' },
    { name: 'movableRial', rial: totals.movableRial, word: 'movable' },
    { name: 'unplacedRial', rial: unplacedRial, word: 'unplaced' },
    { name: 'unmetDemandRial', rial: totals.unmetDemandRial, word: 'unmetDemand' },
  ] as const;
  return (
    <dl className="figures" aria-label={t('board.totals')}>
      {amounts.map(({ name, rial, word }) => (
        <Fact key={name} field={name} label={t(`field.${word}`)} help={t(`explain.${word}`)}>
          <Amount rial={rial} to={TABLE} name={name} unit />
        </Fact>
      ))}
      <Fact field="absorptionBasisPoints" label={t('field.absorption')} help={t('explain.absorption')}>
        <Share value={totals.absorptionBasisPoints ?? null} to={TABLE} name="absorptionBasisPoints" />
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly field: string;
  readonly label: string;
  readonly help: string;
  readonly children: ReactNode;
}

function Fact({ field, label, help, children }: FactProps) {
  const { t } = useShown();
  return (
    <div data-field={field}>
      <dt>
        {label} <Help label={`${t('help.label')} ${label}`} text={help} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
