import { Link } from '../../parts/link.js';
import { useShown } from '../../words/use-shown.js';
import { eventAddress } from '../history/place.js';
import type { Verb } from './waiting.js';

/** What was recorded last, and where it can be seen. */
export interface DoneAct {
  readonly verb: Verb;
  readonly facilityId: string;
  readonly position: string | number;
}

export function Done({ done: { verb, facilityId, position } }: { readonly done: DoneAct }) {
  const { t } = useShown();
  return (
    <p className="notice good" role="status" data-done={verb}>
      {t(`queue.done.${verb}`, { id: facilityId })}{' '}
      <Link to={eventAddress(position)}>{t('queue.seeEvent')}</Link>
    </p>
  );
}
