import { SingleBar } from 'cli-progress';
import { grouped } from '@misaq/wire/grouped.js';

/** Shows how far something has come. */
export interface Progress {
  /** @param done and total in the units of `what` (rows, events) */
  show(what: string, done: number, total: number): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/**
 * A bar on a terminal; elsewhere a line every few seconds, and nothing when the output is for a program.
 *
 * @param quiet true when stdout carries JSON: stderr then gets a bar only on a terminal
 */
export function progressOn(stderr: NodeJS.WriteStream, quiet: boolean): Progress {
  if (stderr.isTTY) return bar(stderr);
  return quiet ? { show: () => undefined, stop: () => undefined } : lines(stderr);
}

function bar(stderr: NodeJS.WriteStream): Progress {
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

function lines(stderr: NodeJS.WriteStream): Progress {
  let shownAt = Date.now();
  return {
    show(what, done, total) {
      const now = Date.now();
      if (now - shownAt < LINE_EVERY_MS) return;
      shownAt = now;
      stderr.write(`${what}: ${grouped(done)} of ${grouped(total)}\n`);
    },
    stop: () => undefined,
  };
}
