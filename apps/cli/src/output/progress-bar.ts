import { SingleBar } from 'cli-progress';
import type { Progress } from './progress-display.js';

/** A bar on a terminal. */
export function bar(stderr: NodeJS.WriteStream): Progress {
  let running: { readonly what: string; readonly total: number; readonly bar: SingleBar } | undefined;
  const stop = (): void => {
    running?.bar.stop();
    running = undefined;
  };
  return {
    show(what, done, total) {
      if (running?.what !== what || running.total !== total) {
        stop();
        const single = new SingleBar({
          format: `${what} {bar} {percentage}% | {value}/{total}`,
          stream: stderr,
          hideCursor: true,
          clearOnComplete: true,
          etaBuffer: 50,
        });
        single.start(total, done);
        running = { what, total, bar: single };
      }
      running.bar.update(done);
      if (done >= total) stop();
    },
    stop,
  };
}
