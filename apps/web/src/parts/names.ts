import { useQueries, useQuery } from '@tanstack/react-query';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { ask } from '../api/questions.js';

/** The name of an agency, a bank, a sector or a county by its id; the id itself until the register is there. */
export type Names = (id: string) => string;

const A_MINUTE_MS = 60_000;

/** Names of banks and agencies in all provinces that the asker knows of. */
export function useAllNames(): Names {
  const provinces = useQuery({ ...ask.provinces(), staleTime: A_MINUTE_MS });
  const answers = useQueries({
    queries: (provinces.data?.value.items ?? []).map(({ province }) => ({
      ...ask.organisations(province),
      staleTime: A_MINUTE_MS,
    })),
  });
  const names = new Map(
    answers.flatMap(({ data }) => data?.value.items ?? []).map(({ id, name }) => [id, name]),
  );
  return (id) => names.get(id) ?? id;
}

/** Names in the province of a pool. */
export function useNames(pool: string): Names {
  const province = parsePool(pool)?.province;
  const { data } = useQuery({
    ...ask.organisations(province ?? ''),
    enabled: province !== undefined,
    staleTime: A_MINUTE_MS,
  });
  const names = new Map(data?.value.items.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
