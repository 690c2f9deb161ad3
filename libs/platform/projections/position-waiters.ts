import type { Target } from './target.js';

/** Callers that wait until read models show a log position. */
export interface Waiting {
  /** False when it takes longer than `timeoutMs`, a target stops before the position, or no thread writes any more. */
  readonly until: (targets: readonly Target[], position: bigint, timeoutMs: number) => Promise<boolean>;
  /** Whether a caller waits for a position up to this one. */
  readonly isFor: (reached: bigint) => boolean;
  /** Call after a flush, or when a target has stopped. */
  readonly wake: () => void;
}

export function createPositionWaiters(closed: AbortSignal): Waiting {
  /** The position each waiter waits for. */
  const waiting = new Map<() => void, bigint>();
  return {
    until: (targets, position, timeoutMs) =>
      new Promise((resolve) => {
        const done = (reached: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(reached);
        };
        const look = () => {
          const behind = targets.filter((each) => !shows(each, position));
          if (behind.length === 0) done(true);
          else if (closed.aborted || behind.some(({ stopped }) => stopped !== undefined)) done(false);
        };
        const timer = setTimeout(() => {
          done(false);
        }, timeoutMs);
        waiting.set(look, position);
        look();
      }),
    isFor: (reached) => [...waiting.values()].some((wanted) => wanted <= reached),
    wake() {
      for (const look of [...waiting.keys()]) look();
    },
  };
}

/** Whether the file of a target shows a position; rows in memory do not count. */
function shows({ file }: Target, position: bigint): boolean {
  return file.checkpoint().position >= position;
}
