/**
 * Decides when the rows that projections have collected are flushed to their files. After an idle time it flushes at
 * once. Under load it flushes a dozen times a second, and never uses more than a fixed share of the time. Each flush
 * costs a transaction in every file. A busy row is then written once instead of with each commit of the log.
 */
export interface FlushThrottle {
  /** Requests a flush; `now` when a caller waits for it. */
  readonly due: (now: boolean) => void;
  /** Starts no more flushes, and waits for a running one. */
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 80;
/**
 * After a flush, wait this many times the flush's duration before the next one. A tenth of the time is for flushes in a
 * thread that also answers requests, a third in its own thread. There, a batch of 100 ms would otherwise delay the next
 * by a second without need.
 */
const REST = { shared: 9, own: 2 } as const;

/**
 * @param show flushes; it must not reject
 * @param thread whether the thread of the flushes also answers requests
 */
export function createFlushThrottle(show: () => Promise<void>, thread: keyof typeof REST): FlushThrottle {
  let notBefore = 0;
  let timer: NodeJS.Timeout | undefined;
  let showing: Promise<void> | undefined;
  /** Requests that came during a flush. */
  let again: { readonly now: boolean } | undefined;
  let stopped = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    await show();
    const ended = performance.now();
    notBefore = ended + Math.max(EVERY_MS, REST[thread] * (ended - started));
    showing = undefined;
    if (again === undefined) return;
    const { now } = again;
    again = undefined;
    due(now);
  }

  function due(now: boolean): void {
    if (stopped) return;
    if (showing !== undefined) {
      again = { now: now || again?.now === true };
      return;
    }
    const left = notBefore - performance.now();
    if (now || left <= 0) showing = run();
    else
      timer ??= setTimeout(() => {
        showing = run();
      }, left);
  }

  return {
    due,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await showing;
    },
  };
}
