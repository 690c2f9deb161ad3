/** After another process has been quicker, so many commands to a stream are each appended before the next is decided. */
const IN_TURN = 200;
/** Streams of which that is remembered, the latest: every job of a file that two nodes import has a stream of its own. */
const IN_TURN_STREAMS = 1_000;

/** Streams that other processes write to as well: commands to them are appended in turn for a while. */
export class ContendedStreams {
  /** The latest last: how many more commands are appended in turn. */
  readonly #left = new Map<string, number>();

  has(stream: string): boolean {
    return this.#left.has(stream);
  }

  /** Another process was quicker. */
  lost(stream: string): void {
    this.#left.delete(stream);
    this.#left.set(stream, IN_TURN);
    const [oldest] = this.#left.keys();
    if (this.#left.size > IN_TURN_STREAMS && oldest !== undefined) this.#left.delete(oldest);
  }

  /** A command was appended with nobody in between. */
  won(stream: string): void {
    const left = (this.#left.get(stream) ?? 0) - 1;
    if (left > 0) this.#left.set(stream, left);
    else this.#left.delete(stream);
  }
}
