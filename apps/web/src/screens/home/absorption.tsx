import type { Schemas } from '../../api/questions.js';
import { AbsorptionChart } from '../../charts/absorption.js';
import { barsOf, sentenceOf } from '../../charts/absorption-bars.js';
import { programmeName } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { agencyAddress } from '../board/addresses.js';

/** The agencies of all pools whose time is up, those that lack most toman first. */
export function Absorption({ boards }: { readonly boards: readonly Schemas['PoolBoard'][] }) {
  const shown = useShown();
  const { t, wholePercent } = shown;
  const barred = boards.flatMap(({ pool, programme, agencies }) =>
    agencies.map((agency) => ({
      agency,
      name: t('home.agencyOf', {
        agency: agency.name ?? agency.agency,
        programme: programmeName(programme, shown),
      }),
      to: agencyAddress(pool, agency.agency),
    })),
  );
  const [first] = boards;
  if (first === undefined) return null;
  return (
    <AbsorptionChart
      title={t('home.absorption')}
      sentence={sentenceOf(barred, shown)}
      threshold={t('board.legendThreshold', { threshold: wholePercent(first.policy.thresholdPercent) })}
      bars={barsOf(barred)}
    />
  );
}
