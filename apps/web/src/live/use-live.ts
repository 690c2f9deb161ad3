import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask } from '../api/questions.js';
import { lookWhoIsSignedIn } from '../session/session.js';
import { isAffected } from './changed.js';
import { openFeed } from './feed.js';

/** How fresh the page is. */
export type Freshness =
  | { readonly kind: 'fresh' }
  /** Figures stand still on the server, by the names of their read models. */
  | { readonly kind: 'stopped'; readonly names: readonly string[] }
  /** The page hears of no changes, or the figures are behind the log, since so many seconds. */
  | { readonly kind: 'stale'; readonly seconds: number };

/** Shorter gaps are not shown: a stream that breaks off is there again after a moment. */
const STALE_SECONDS = 5;
const LOOK_EVERY_MS = 30_000;

/**
 * Asks questions again when the server says that their boards have changed, and says how fresh the page is.
 *
 * @param sessionId undefined while nobody is signed in
 */
export function useLive(sessionId: string | undefined): Freshness {
  const queries = useQueryClient();
  const [lostAtMs, setLostAtMs] = useState<number>();
  const after = usePosition(sessionId);
  useEffect(() => {
    if (sessionId === undefined || after === undefined) return undefined;
    return openFeed({ sessionId, after }, (message) => {
      switch (message.kind) {
        case 'changed': {
          const { changed } = message;
          void queries.invalidateQueries({ predicate: ({ queryKey }) => isAffected(queryKey, changed) });
          return;
        }
        case 'connected': {
          const { isConnected } = message;
          setLostAtMs((before) => (isConnected ? undefined : (before ?? performance.now())));
          return;
        }
        case 'refused':
          lookWhoIsSignedIn(queries);
      }
    });
  }, [queries, sessionId, after]);
  const { data } = useQuery({
    ...ask.freshness(),
    enabled: sessionId !== undefined,
    refetchInterval: LOOK_EVERY_MS,
  });
  const seconds = useSecondsSince(lostAtMs);
  const { stopped = [], behindSeconds = 0 } = data?.value ?? {};
  if (stopped.length > 0) return { kind: 'stopped', names: stopped };
  const stale = Math.max(seconds, behindSeconds);
  return stale > STALE_SECONDS ? { kind: 'stale', seconds: stale } : { kind: 'fresh' };
}

/** The position of the first answer of a session: changes after it are to be told. */
function usePosition(sessionId: string | undefined): string | undefined {
  const queries = useQueryClient();
  const [first, setFirst] = useState<{ readonly sessionId: string; readonly position: string }>();
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    return queries.getQueryCache().subscribe(({ query: { state } }) => {
      const { position } = (state.data ?? {}) as { readonly position?: string };
      if (position !== undefined)
        setFirst((before) => (before?.sessionId === sessionId ? before : { sessionId, position }));
    });
  }, [queries, sessionId]);
  return first?.sessionId === sessionId ? first?.position : undefined;
}

/** Whole seconds since a moment of `performance.now()`; 0 while there is none. */
function useSecondsSince(momentMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    if (momentMs === undefined) return undefined;
    const counting = setInterval(() => {
      setNowMs(performance.now());
    }, 1_000);
    return () => {
      clearInterval(counting);
    };
  }, [momentMs]);
  return momentMs === undefined ? 0 : Math.max(0, Math.floor((nowMs - momentMs) / 1_000));
}
