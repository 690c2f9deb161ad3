import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoadedStream } from './stream-cache.js';

interface Waiting {
  /** Settles when the appends that were under way have settled. */
  readonly rest: Promise<void>;
  /** Settles one turn of the event loop later: whoever waited has decided by then. */
  readonly decided: Promise<void>;
}

/**
 * Streams that decisions on other streams wait for, until their appends have settled.
 *
 * While somebody waits for a stream, no further command to it is decided. A stream that is written to all the time would
 * otherwise never be at rest, and whoever waits for it would wait for ever.
 */
export class IdleStreams {
  readonly #waiting = new Map<string, Waiting>();

  /** Resolves when the appends of a stream that are under way have settled, whether they succeeded or failed. */
  rest({ stream, tail }: LoadedStream): Promise<void> {
    const known = this.#waiting.get(stream);
    if (known !== undefined) return known.rest;
    const rest = tail.then(
      () => undefined,
      () => undefined,
    );
    const decided = rest
      .then(() => nextTurn())
      .then(() => {
        this.#waiting.delete(stream);
      });
    this.#waiting.set(stream, { rest, decided });
    return rest;
  }

  /** When those who wait for a stream have decided; undefined when nobody waits. */
  decidedBy(stream: string): Promise<void> | undefined {
    return this.#waiting.get(stream)?.decided;
  }
}
