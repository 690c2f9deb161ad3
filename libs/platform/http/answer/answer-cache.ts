/** Something kept that takes so many bytes. */
interface Kept<Value> {
  readonly value: Value;
  readonly versions: string;
  readonly bytes: number;
}

/** About what an entry takes beside its key and its bytes. */
const OVERHEAD_BYTES = 300;

/**
 * Answers that may be given again as long as what they were read from is unchanged. Bounded in bytes: those that were
 * not asked for the longest go first, and one that would take more than an eighth of the room is not kept at all.
 */
export class AnswerCache<Value extends { readonly bytes: Buffer }> {
  readonly #kept = new Map<string, Kept<Value>>();
  #bytes = 0;

  constructor(private readonly bytesMax: number) {}

  /** Undefined when there is none, or when it was made of other versions than these. */
  get(key: string, versions: string): Value | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#drop(key, found);
    if (found.versions !== versions) return undefined;
    this.#keep(key, found);
    return found.value;
  }

  set(key: string, versions: string, value: Value): void {
    const before = this.#kept.get(key);
    if (before !== undefined) this.#drop(key, before);
    const bytes = value.bytes.length + key.length * 2 + OVERHEAD_BYTES;
    if (bytes > this.bytesMax / 8) return;
    this.#keep(key, { value, versions, bytes });
    for (const [oldest, entry] of this.#kept) {
      if (this.#bytes <= this.bytesMax) return;
      this.#drop(oldest, entry);
    }
  }

  /** Bytes that are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  #keep(key: string, entry: Kept<Value>): void {
    this.#kept.set(key, entry);
    this.#bytes += entry.bytes;
  }

  #drop(key: string, { bytes }: Kept<Value>): void {
    this.#kept.delete(key);
    this.#bytes -= bytes;
  }
}
