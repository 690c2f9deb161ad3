/**
 * Decides when what projections have collected is shown. After a pause at once; under load a dozen times a second, and
 * never so often that the showing takes more than a part of the time: each time costs a transaction in every file, and a
 * busy row is written once instead of with each commit of the log.
 */
export interface FlushThrottle {
  /** There is something to show; `now` when somebody waits for it. */
  readonly due: (now: boolean) => void;
  /** Shows nothing more, and waits for a showing that runs. */
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 80;
/**
 * A showing is followed by so many times its own length without one: a tenth of the time where others wait meanwhile, a
 * third in a thread of its own, where a batch of 100 ms would keep back the next for a second without need.
 */
const REST = { shared: 9, own: 2 } as const;

/**
 * @param show must not reject
 * @param thread whether anybody else is answered in the thread that shows
 */
export function createFlushThrottle(show: () => Promise<void>, thread: keyof typeof REST): FlushThrottle {
  let notBefore = 0;
  let timer: NodeJS.Timeout | undefined;
  let showing: Promise<void> | undefined;
  /** What was asked for while it was being shown. */
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
