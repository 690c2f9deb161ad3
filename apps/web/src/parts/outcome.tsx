import type { Schemas } from '../api/questions.js';
import { Tag } from '../ui/tag.js';
import { useShown } from '../words/use-shown.js';

const TONES = { open: 'open', approved: 'good', dismissed: 'plain', superseded: 'plain' } as const;

/** The outcome of a review, and who decided it. */
export function Outcome({ outcome }: { readonly outcome: Schemas['ReviewOutcome'] }) {
  const { t, day } = useShown();
  return (
    <>
      <Tag tone={TONES[outcome.status]}>{t(`outcome.${outcome.status}`)}</Tag>
      {'by' in outcome && (
        <span className="sub">{t('outcome.by', { who: outcome.by, day: day(outcome.on) })}</span>
      )}
    </>
  );
}
