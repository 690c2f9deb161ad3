/**
 * Everything the screens know of signing in: who is signed in, what they may, and how they sign in and out. The session
 * itself is a cookie that no script can read.
 */
import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import { ask, type Schemas } from '../api/questions.js';
import { isSignedOut, Refused, UNREACHABLE } from '../api/refused.js';

export type Me = Schemas['MeItem'];
export type ActName = Me['may'][number]['act'];

interface Session {
  /** Who is signed in; undefined until that is known. */
  readonly me: Me | undefined;
  /** Why nobody knows who is signed in. */
  readonly error: Error | null;
  readonly again: () => void;
}

export function useSession(): Session {
  const { data, error, refetch } = useQuery({ ...ask.me(), staleTime: Infinity });
  return {
    me: data?.value,
    error,
    again: () => {
      void refetch();
    },
  };
}

/** Whether a person's role does an act at all. Rules of the pool, such as four eyes, come on top. */
export function mayDo(me: Me | undefined, act: ActName): boolean {
  return me?.may.some((right) => right.act === act) ?? false;
}

const FRESH_MS = 5_000;
const TRIES_MAX = 2;

/** Keeps answers. When one of them says that nobody is signed in any more, who is signed in is asked again. */
export function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        if (isSignedOut(error) && queryKey[0] !== ask.me().queryKey[0])
          void queries.resetQueries({ queryKey: ask.me().queryKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) =>
          error instanceof Refused && error.refusal === UNREACHABLE && failures < TRIES_MAX,
      },
    },
  });
  return queries;
}
