import type { Schemas } from '../api/questions.js';
import { Tag } from '../ui/tag.js';
import { useShown } from '../words/use-shown.js';

const TONES = { running: 'plain', passed: 'good', 'fell-short': 'breach', emptied: 'plain' } as const;

export function Verdict({ verdict }: { readonly verdict: Schemas['Verdict'] }) {
  const { t } = useShown();
  return <Tag tone={TONES[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
}
