import { Num } from '../ui/number.js';
import { useShown } from '../words/use-shown.js';

/** Up to where in the log an answer shows: on screens and on paper. Officers of organisations are shown no position. */
export function Fresh({ position }: { readonly position: string | undefined }) {
  const { t, count } = useShown();
  if (position === undefined || !/^\d+$/.test(position)) return null;
  const [before = '', after = ''] = t('fresh.upTo', { position: '\u0000' }).split('\u0000');
  return (
    <p className="fresh" title={t('fresh.help')}>
      {before}
      <Num>{count(BigInt(position))}</Num>
      {after}
    </p>
  );
}
