import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/questions.js';

/** The year and province of the plan that is shown: those of the address, else the latest that has pools. */
export function usePlan(asked: string | undefined): {
  readonly isPending: boolean;
  readonly year: number | undefined;
  readonly province: string | undefined;
} {
  const pools = useQuery(ask.pools());
  const items = pools.data?.value.items ?? [];
  const latest = items.toSorted((a, b) => b.year - a.year)[0];
  return {
    isPending: pools.isPending,
    year: asked === undefined ? latest?.year : yearIn(asked),
    province: latest?.province,
  };
}

function yearIn(text: string): number | undefined {
  return /^1[3-6]\d\d$/.test(text) ? Number(text) : undefined;
}
