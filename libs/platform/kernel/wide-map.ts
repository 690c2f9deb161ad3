const PARTS = 256;

/**
 * A map by text with as many entries as a file has rows. When a V8 map grows, it moves all its entries. With a million
 * entries that blocks the event loop for a tenth of a second. Each part of this map has a few thousand.
 */
export class WideMap<Value> {
  readonly #parts = Array.from({ length: PARTS }, () => new Map<string, Value>());

  has(key: string): boolean {
    return this.#partOf(key).has(key);
  }

  get(key: string): Value | undefined {
    return this.#partOf(key).get(key);
  }

  set(key: string, value: Value): void {
    this.#partOf(key).set(key, value);
  }

  *values(): Generator<Value> {
    for (const part of this.#parts) yield* part.values();
  }

  #partOf(key: string): Map<string, Value> {
    let hash = 0;
    for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
    const part = this.#parts[(hash ^ (hash >>> 16)) & (PARTS - 1)];
    if (part === undefined) throw new Error('a part of a map is missing');
    return part;
  }
}
