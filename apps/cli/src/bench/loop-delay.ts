import { monitorEventLoopDelay } from 'node:perf_hooks';

/*
 * Loaded into a server that is measured (`node --import loop-delay.js`): tells by its channel for how long the event loop
 * was held since it was asked last.
 */

export interface LoopDelay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How often it is looked, in milliseconds; so much of a delay is no delay. */
const LOOK_MS = 5;
const NANOSECONDS = 1e6;

const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
delay.enable();
process.on('message', () => {
  const held = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - LOOK_MS);
  const told: LoopDelay = { p99Ms: held(delay.percentile(99)), maxMs: held(delay.max) };
  delay.reset();
  process.send?.(told);
});
// The server ends as if nobody could ask.
process.channel?.unref();
