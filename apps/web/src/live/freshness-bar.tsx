import { useShown } from '../words/use-shown.js';
import type { Freshness } from './use-live.js';

/** From here on the bar warns. */
const OLD_SECONDS = 120;

/** Says that the figures of a page are old, and why. Nothing while they are fresh. */
export function FreshnessBar({ freshness }: { readonly freshness: Freshness }) {
  const { t, count } = useShown();
  switch (freshness.kind) {
    case 'fresh':
      return null;
    case 'stopped':
      return (
        <p className="freshness stopped" role="alert" data-freshness="stopped">
          {t('live.stopped', { names: freshness.names.join(', ') })}
        </p>
      );
    case 'stale': {
      const isOld = freshness.seconds > OLD_SECONDS;
      return (
        <p className={isOld ? 'freshness old' : 'freshness'} role="status" data-freshness="stale">
          {isOld
            ? t('live.oldMinutes', { shown: count(Math.floor(freshness.seconds / 60)) })
            : t('live.stale')}
        </p>
      );
    }
  }
}
