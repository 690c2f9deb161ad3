import type { Schemas } from '../../api/questions.js';
import { AbsorptionChart } from '../../charts/absorption.js';
import { barsOf, sentenceOf } from '../../charts/absorption-bars.js';
import { useShown } from '../../words/use-shown.js';
import { agencyAddress } from './addresses.js';

/** Absorption of the agencies of a pool against its threshold. */
export function AgenciesChart({ board }: { readonly board: Schemas['PoolBoard'] }) {
  const shown = useShown();
  const { t, wholePercent } = shown;
  const barred = board.agencies.map((agency) => ({
    agency,
    name: agency.name ?? agency.agency,
    to: agencyAddress(board.pool, agency.agency),
  }));
  const bars = barsOf(barred);
  if (bars.length === 0) return <p className="notice">{t('board.chartNone')}</p>;
  return (
    <AbsorptionChart
      title={t('board.chartTitle')}
      sentence={sentenceOf(barred, shown)}
      threshold={t('board.legendThreshold', { threshold: wholePercent(board.policy.thresholdPercent) })}
      bars={bars}
    />
  );
}
