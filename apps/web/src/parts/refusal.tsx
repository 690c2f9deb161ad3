import { useQuery } from '@tanstack/react-query';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { Refused, UNREACHABLE, UNREADABLE } from '../api/refused.js';
import { Button } from '../ui/button.js';
import { useShown } from '../words/use-shown.js';

/** What a refusal means, in the words that the server and the command line have for it. */
function useMeaning(name: string, language: Language): string | undefined {
  const { data } = useQuery({
    queryKey: ['the meaning of a refusal', name, language],
    queryFn: async () =>
      (await import('../words/refusals.js')).REFUSALS[name]?.[language] ?? name.replaceAll('_', ' '),
    staleTime: Infinity,
  });
  return data;
}

interface Props {
  readonly error: Error;
  readonly onRetry?: () => void;
  /** What did not happen; that a part is not shown where nothing is said. */
  readonly title?: string;
}

/** Why something is not shown or was not done: the refusal in words, its name, and a way to try again. */
export function Refusal({ error, onRetry, title }: Props) {
  const { t, language } = useShown();
  const name = error instanceof Refused ? error.refusal : UNREADABLE;
  const meaning = useMeaning(name, language);
  const text =
    name === UNREACHABLE ? t('state.unreachable') : name === UNREADABLE ? t('state.unreadable') : meaning;
  return (
    <div className="notice breach" role="alert" data-refusal={name}>
      <strong>{title ?? t('state.refusedTitle')}</strong>
      <p>{text}</p>
      {onRetry !== undefined && <Button onPress={onRetry}>{t('state.retry')}</Button>}
    </div>
  );
}
