import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/*
 * Loaded into a server that is measured (`node --import loop-delay.js`): tells by its channel for how long the event loop
 * was held since it was asked last.
 */

export interface LoopDelay {
  /** Time that passed, also while the processor worked for other programs. */
  readonly maxMs: number;
  /** Time of the processor for this thread between two looks; absent where the system does not tell it. */
  readonly workMaxMs?: number;
}

/** How often it is looked, in milliseconds; so much of a delay is no delay. */
const LOOK_MS = 5;
const NANOSECONDS = 1e6;

const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
delay.enable();
let workMaxMs: number | undefined;
let lastMs = threadMs();
const looking = setInterval(() => {
  const nowMs = threadMs();
  if (nowMs !== undefined && lastMs !== undefined) workMaxMs = Math.max(workMaxMs ?? 0, nowMs - lastMs);
  lastMs = nowMs;
}, LOOK_MS);
looking.unref();

process.on('message', () => {
  const told: LoopDelay = {
    maxMs: Math.max(0, delay.max / NANOSECONDS - LOOK_MS),
    ...(workMaxMs !== undefined && { workMaxMs }),
  };
  delay.reset();
  workMaxMs = undefined;
  process.send?.(told);
});
// The server ends as if nobody could ask.
process.channel?.unref();

/** For how long the processor has worked for the thread of the event loop. */
function threadMs(): number | undefined {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / NANOSECONDS;
  } catch {
    return undefined;
  }
}
