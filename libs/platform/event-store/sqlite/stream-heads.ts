/** Maximum number of remembered streams, about 150 bytes each. */
const AT_MOST = 50_000;

export interface StreamHead {
  /** The stream's number in the file. */
  readonly id: number;
  /** Revision of its last event. */
  revision: number;
}

/** The heads of the most recently used streams, so that an append to one of them needs no query. */
export interface StreamHeads {
  get(stream: string): StreamHead | undefined;
  set(stream: string, head: StreamHead): void;
  clear(): void;
}

export function createStreamHeads(atMost = AT_MOST): StreamHeads {
  // Two generations: a used head moves to the young one. When that is full, the old one is dropped as a whole. An exact
  // order of use would cost a deletion and an insertion at every append.
  let young = new Map<string, StreamHead>();
  let old = new Map<string, StreamHead>();

  function set(stream: string, head: StreamHead): void {
    young.set(stream, head);
    if (young.size >= atMost / 2) {
      old = young;
      young = new Map();
    }
  }

  return {
    get(stream) {
      const head = young.get(stream);
      if (head !== undefined) return head;
      const older = old.get(stream);
      if (older !== undefined) set(stream, older);
      return older;
    },
    set,
    clear() {
      young.clear();
      old.clear();
    },
  };
}
