import { grouped } from '@misaq/platform/kernel/grouped.js';
import type { Progress } from './progress-display.js';

const LINE_EVERY_MS = 5_000;

/**
 * A bar on a terminal; elsewhere a line every few seconds, and nothing when the output is for a program.
 *
 * @param quiet true when stdout carries JSON: stderr then gets a bar only on a terminal
 */
export async function progressOn(stderr: NodeJS.WriteStream, quiet: boolean): Promise<Progress> {
  if (stderr.isTTY) {
    // The library of the bar is loaded on a terminal only.
    const { bar } = await import('./progress-bar.js');
    return bar(stderr);
  }
  return quiet ? { show: () => undefined, stop: () => undefined } : lines(stderr);
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
