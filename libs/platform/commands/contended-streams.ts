/** After a lost race, this many commands to the stream are each appended before the next is decided. */
const IN_TURN = 200;
/**
 * Maximum number of such streams; the latest are kept. In a file that two nodes import, every job has its own stream.
 */
const IN_TURN_STREAMS = 1_000;

/**
 * Streams to which other processes also write. For a while, commands to them are appended before the next is decided.
 */
export class ContendedStreams {
  /** Number of commands that are still appended one by one, for each stream; the latest stream is last. */
  readonly #left = new Map<string, number>();

  has(stream: string): boolean {
    return this.#left.has(stream);
  }

  /** Another process was faster. */
  lost(stream: string): void {
    this.#left.delete(stream);
    this.#left.set(stream, IN_TURN);
    const [oldest] = this.#left.keys();
    if (this.#left.size > IN_TURN_STREAMS && oldest !== undefined) this.#left.delete(oldest);
  }

  /** A command was appended without a race. */
  won(stream: string): void {
    const left = (this.#left.get(stream) ?? 0) - 1;
    if (left > 0) this.#left.set(stream, left);
    else this.#left.delete(stream);
  }
}
