import type { Schemas } from '../../api/questions.js';
import { Link } from '../../parts/link.js';
import { mayDo, useSession } from '../../session/session.js';
import { useShown } from '../../words/use-shown.js';
import { whatIfAddress } from './addresses.js';

type PoolBoard = Pick<Schemas['PoolBoard'], 'pool' | 'policy' | 'calendarRevision' | 'provisional'>;

/** Says a policy in a sentence: its clock and its threshold. */
export function useRuleText(): (policy: Schemas['Policy']) => string {
  const { t, count, day, wholePercent } = useShown();
  return ({ clock, thresholdPercent, exactThresholdPasses }) => {
    const threshold = wholePercent(thresholdPercent);
    if (clock.kind === 'until')
      return exactThresholdPasses
        ? t('board.ruleUntilDate', { day: day(clock.date), threshold })
        : t('board.ruleUntilDateAbove', { day: day(clock.date), threshold });
    const days = count(clock.days);
    return exactThresholdPasses
      ? t('board.ruleWorkingDays', { days, threshold })
      : t('board.ruleAbove', { days, threshold });
  };
}

/** The rule that the figures of a page follow, in one line. */
export function Rule({ board }: { readonly board: PoolBoard }) {
  const { t, count, day } = useShown();
  const { me } = useSession();
  const { pool, policy, calendarRevision, provisional } = board;
  const ruleText = useRuleText();
  return (
    <p className="rule">
      <strong>{t('board.rule')}</strong> {ruleText(policy)}{' '}
      {mayDo(me, 'simulate') && <Link to={whatIfAddress(pool)}>{t('whatIf.go')}</Link>}{' '}
      <span className="sub">
        {t('board.policyVersion', { version: count(policy.version), day: day(policy.effectiveOn) })}
        {' · '}
        {t('board.calendarRevision', { revision: count(calendarRevision) })}
        {provisional && ` · ${t('board.provisional')}`}
      </span>
    </p>
  );
}
