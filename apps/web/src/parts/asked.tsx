import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Answered } from '../api/questions.js';
import { useShown } from '../words/use-shown.js';
import { Fresh } from './fresh.js';
import { Refusal } from './refusal.js';

interface Props<Value> {
  readonly query: UseQueryResult<Answered<Value>>;
  readonly children: (value: Value) => ReactNode;
  /** Lines of the placeholder while the first answer is on its way. */
  readonly lines?: number;
  /** Whether up to where the answer shows the log stands below; a part of a page leaves that to the page. */
  readonly stamped?: boolean;
}

/**
 * The answer to a question in each of its states: on its way, refused, and there. An answer that is there stays when asking
 * again fails; a line then says so.
 */
export function Asked<Value>({ query, children, lines = 4, stamped = true }: Props<Value>) {
  const { data, error, refetch } = query;
  const again = () => {
    void refetch();
  };
  if (data === undefined)
    return error === null ? <Skeleton lines={lines} /> : <Refusal error={error} onRetry={again} />;
  return (
    <>
      {error !== null && <Refusal error={error} onRetry={again} />}
      {children(data.value)}
      {stamped && <Fresh position={data.position} />}
    </>
  );
}

/** Grey lines in the place of what comes; they appear after a moment only, so that quick answers do not flicker. */
export function Skeleton({ lines }: { readonly lines: number }) {
  const { t } = useShown();
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="bone" />
      ))}
    </div>
  );
}
