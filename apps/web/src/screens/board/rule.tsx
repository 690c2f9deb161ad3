import type { Schemas } from '../../api/questions.js';
import { useShown } from '../../words/use-shown.js';

type PoolBoard = Pick<Schemas['PoolBoard'], 'policy' | 'calendarRevision' | 'provisional'>;

/** The rule that the figures of a page follow, in one line. */
export function Rule({ board: { policy, calendarRevision, provisional } }: { readonly board: PoolBoard }) {
  const { t, count, day, wholePercent } = useShown();
  const threshold = wholePercent(policy.thresholdPercent);
  const { clock } = policy;
  const days = clock.kind === 'working-days' ? count(clock.days) : '';
  const text =
    clock.kind === 'until'
      ? t('board.ruleUntilDate', { day: day(clock.date), threshold })
      : policy.exactThresholdPasses
        ? t('board.ruleWorkingDays', { days, threshold })
        : t('board.ruleAbove', { days, threshold });
  return (
    <p className="rule">
      <strong>{t('board.rule')}</strong> {text}{' '}
      <span className="sub">
        {t('board.policyVersion', { version: count(policy.version), day: day(policy.effectiveOn) })}
        {' · '}
        {t('board.calendarRevision', { revision: count(calendarRevision) })}
        {provisional && ` · ${t('board.provisional')}`}
      </span>
    </p>
  );
}
