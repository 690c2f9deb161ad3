import type { Schemas } from '../../api/questions.js';
import { Amount, Count, Share } from '../../parts/figure.js';
import { Facts } from '../../parts/facts.js';
import { useShown } from '../../words/use-shown.js';
import { filesAddress } from '../board/addresses.js';

interface Props {
  readonly pool: string;
  readonly agency: Schemas['AgencyOnBoardItem'];
}

/** The figures of an agency, each with the list behind it: lots, files, or the arithmetic below. */
export function AgencyFigures({ pool, agency }: Props) {
  const { t } = useShown();
  const files = filesAddress(pool, agency.agency);
  const amount = (name: string, rial: string | null, to: string) =>
    rial === null ? '–' : <Amount rial={rial} to={to} name={name} unit />;
  return (
    <Facts
      label={t('agency.arithmetic')}
      facts={[
        fact('allocatedRial', 'credit', amount('allocatedRial', agency.allocatedRial, '#lots')),
        fact('introducedRial', 'introduced', amount('introducedRial', agency.introducedRial, files)),
        fact('paidRial', 'paid', amount('paidRial', agency.paidRial, files)),
        fact('pendingRial', 'pending', amount('pendingRial', agency.pendingRial, files)),
        fact('movableRial', 'movable', amount('movableRial', agency.movableRial, '#arithmetic')),
        fact(
          'unmetDemandRial',
          'unmetDemand',
          amount('unmetDemandRial', agency.unmetDemandRial, '#arithmetic'),
        ),
        fact(
          'absorptionBasisPoints',
          'absorption',
          <Share value={agency.absorptionBasisPoints} to="#arithmetic" name="absorptionBasisPoints" />,
        ),
        {
          field: 'introduced',
          label: t('files.count'),
          value: <Count value={agency.facilities.introduced} to={files} name="introduced" />,
        },
      ]}
    />
  );

  function fact(
    field: string,
    word: 'credit' | 'introduced' | 'paid' | 'pending' | 'movable' | 'unmetDemand' | 'absorption',
    value: React.ReactNode,
  ) {
    return { field, label: t(`field.${word}`), help: t(`explain.${word}`), value };
  }
}
