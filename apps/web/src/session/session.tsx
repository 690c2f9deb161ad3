/**
 * Everything the screens know of signing in: who is signed in, what they may, and how they sign in and out. The session
 * itself is a cookie that no script can read.
 */
import {
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { door, type Office, type SessionItem } from '../api/door.js';
import { forgetReached } from '../api/questions.js';
import { isSignedOut, Refused, UNREACHABLE } from '../api/refused.js';

/** The sign-in page of whoever has signed out: their session at the provider goes on until they end it. */
const SIGNED_OUT = '/sign-in?signed-out';

/** Who is signed in, in the office that was chosen. */
export interface Me extends Office {
  readonly account: string;
  readonly may: SessionItem['may'];
  /** The Jalali day in Tehran when the session was asked for: what a form begins with. */
  readonly today: string;
  /** Whether the account can act in another office too. */
  readonly hasOffices: boolean;
}
export type ActName = SessionItem['may'][number]['act'];

const SESSION = queryOptions({
  queryKey: ['session'] as const,
  queryFn: ({ signal }) => door.session(signal),
  staleTime: Infinity,
  retryOnMount: false,
});

/** Why a session that was open is open no more. */
const ENDED = ['why the session ended'] as const;

interface Session {
  /** Who is signed in; undefined until that is known, and as long as no office is chosen. */
  readonly me: Me | undefined;
  readonly session: SessionItem | undefined;
  /** Why nobody knows who is signed in. */
  readonly error: Error | null;
  /** What ended the session that was open; undefined when none was. */
  readonly ended: Refused | undefined;
  readonly again: () => void;
}

export function useSession(): Session {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(SESSION);
  return {
    me: data === undefined ? undefined : meOf(data),
    session: data,
    error,
    ended: queries.getQueryData<Refused>(ENDED),
    again: () => {
      void refetch();
    },
  };
}

function meOf({ account, office, offices, may, needs, today }: SessionItem): Me | undefined {
  if (office === null || needs !== null) return undefined;
  return { ...office, account, may, today, hasOffices: offices.length > 1 };
}

/** Whether a person's role does an act at all. Rules of the pool, such as four eyes, come on top. */
export function mayDo(me: Me | undefined, act: ActName): boolean {
  return me?.may.some((right) => right.act === act) ?? false;
}

/** What a person does at the door. Nothing that the person before was shown stays. */
export function useDoor() {
  const queries = useQueryClient();
  const enter = (session: SessionItem): SessionItem => {
    forgetReached();
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION.queryKey[0] });
    queries.setQueryData(SESSION.queryKey, session);
    return session;
  };
  return {
    signIn: async (given: Parameters<typeof door.signIn>[0]) => enter(await door.signIn(given)),
    enter,
    choose: async (office: Office) => enter(await door.choose(office)),
    signOut: async () => {
      await door.signOut();
      // A page loaded anew keeps nothing.
      globalThis.location.assign(SIGNED_OUT);
    },
  };
}

const FRESH_MS = 5_000;
const TRIES_MAX = 2;
/** The token of acts is another one: the office was changed in another tab. */
const OTHER_TOKEN = 'csrf_refused';

/** Keeps answers. When one of them says that nobody is signed in any more, who is signed in is asked again. */
export function createQueries(): QueryClient {
  const lookAgain = (error: Error): void => {
    if (error instanceof Refused && error.refusal === OTHER_TOKEN)
      void queries.invalidateQueries({ queryKey: SESSION.queryKey });
    if (!isSignedOut(error) || queries.getQueryData(SESSION.queryKey) === undefined) return;
    queries.setQueryData(ENDED, error);
    void queries.resetQueries({ queryKey: SESSION.queryKey });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: lookAgain }),
    mutationCache: new MutationCache({ onError: lookAgain }),
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

/** Asks the server again who is signed in, because a session may have ended meanwhile. */
export function lookWhoIsSignedIn(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: SESSION.queryKey });
}
