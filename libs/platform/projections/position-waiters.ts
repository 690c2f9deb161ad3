import type { Target } from './target.js';

/** Those who wait until read models show a position of the log. */
export interface Waiting {
  /** False when it takes longer than `timeoutMs`, one of the targets stops before it, or nobody will write any more. */
  readonly until: (targets: readonly Target[], position: bigint, timeoutMs: number) => Promise<boolean>;
  /** Whether somebody waits for something that stands up to here. */
  readonly isFor: (reached: bigint) => boolean;
  /** Something was shown, or something stopped. */
  readonly wake: () => void;
}

export function createPositionWaiters(closed: AbortSignal): Waiting {
  /** Who looks, and for which position. */
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

/** Whether the tables of a target show a position, and not only hold it in memory. */
function shows({ file }: Target, position: bigint): boolean {
  return file.checkpoint().position >= position;
}
