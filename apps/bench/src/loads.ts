import { setTimeout as wait } from 'node:timers/promises';

/* Two ways to ask for a while: as much as is answered, or at a pace. */

/** As many requests as are answered, with a number in flight. @returns requests a second */
export async function closedLoop(
  inFlight: number,
  seconds: number,
  ask: (n: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1_000;
  let n = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) await ask(n++);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (n * 1_000) / (performance.now() - started);
}

/** Requests at a fixed pace, sent whether or not those before them are answered. @returns their latencies (ms) */
export async function openLoop(
  perSec: number,
  seconds: number,
  ask: (n: number) => Promise<unknown>,
): Promise<number[]> {
  const latencies: number[] = [];
  const sent: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < perSec * seconds; n += 1) {
    const due = started + (n * 1_000) / perSec;
    if (due > performance.now()) await wait(due - performance.now());
    sent.push(
      ask(n).then(() => {
        // From when it was due: a request that could not be sent in time waited too.
        latencies.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(sent);
  return latencies;
}
