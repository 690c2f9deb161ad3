import { useSearchParams } from 'react-router';
import { typedDay } from '../format/days.js';

/** The name under which the day of a page stands in its address. */
export const AS_OF = 'asOf';

/** The Jalali day that a page is asked to show, from its address; undefined for today. */
export function useAsOf(): string | undefined {
  const [search] = useSearchParams();
  const asked = search.get(AS_OF);
  return asked === null ? undefined : typedDay(asked);
}
