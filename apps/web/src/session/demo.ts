import { useQuery } from '@tanstack/react-query';
import { ask, type Schemas } from '../api/questions.js';

export type DemoAccount = Schemas['DemoAccountItem'];

/** The accounts of the demo with their invented passwords; none on every other server. */
export function useDemoAccounts(): readonly DemoAccount[] {
  const { data } = useQuery({ ...ask.demoAccounts(), retry: false, staleTime: Infinity });
  return data?.value.items ?? [];
}
