import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoadedStream } from './stream-cache.js';

interface Waiting {
  /** Settles when the appends in flight have settled. */
  readonly rest: Promise<void>;
  /** Settles one turn of the event loop later, when the waiting commands have decided. */
  readonly decided: Promise<void>;
}

/**
 * Streams that decisions on other streams wait for, until their appends have settled.
 *
 * While a decision waits for a stream, no further command to that stream is decided. A busy stream would otherwise
 * never be at rest, and the decision would wait for ever.
 */
export class IdleStreams {
  readonly #waiting = new Map<string, Waiting>();

  /** Resolves when the appends of a stream that are in flight have settled, successfully or not. */
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

  /** Resolves when the waiting decisions have been made; undefined when none waits. */
  decidedBy(stream: string): Promise<void> | undefined {
    return this.#waiting.get(stream)?.decided;
  }
}
