/** Seconds that work took. */
export function seconds(work: () => void): number {
  const started = process.hrtime.bigint();
  work();
  return since(started);
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return since(started);
}

function since(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Adds up rounds of one measure, so that rounds of several measures can take turns on a noisy machine. */
export class Rate {
  #count = 0;
  #seconds = 0;

  add(count: number, taken: number): void {
    this.#count += count;
    this.#seconds += taken;
  }

  get perSec(): number {
    return this.#seconds === 0 ? 0 : Math.round(this.#count / this.#seconds);
  }
}

/** The value that so many percent of the values do not exceed; 0 of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
}
