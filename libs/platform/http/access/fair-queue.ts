export interface FairQueue {
  /**
   * Resolves when it is the caller's turn, with what ends it. Undefined when as much of this one waits as may.
   * @param whose who takes turns with others
   * @param weight how much of what may go on at once this one takes; 1 unless told
   */
  readonly enter: (whose: string, weight?: number) => Promise<() => void> | undefined;
}

export interface FairQueueOptions {
  /** At once, of all together and of one, by weight. What is heavier than that goes on alone. */
  readonly underWay: number;
  readonly underWayOfOne: number;
  readonly waitingOfOne: number;
}

interface Party {
  underWay: number;
  readonly waiting: { readonly weight: number; readonly begin: () => void }[];
}

/** Bounds what goes on at once. Those who wait are served one after the other, however much one of them has waiting. */
export function createFairQueue({
  underWay: most,
  underWayOfOne,
  waitingOfOne,
}: FairQueueOptions): FairQueue {
  /** In the order in which they are served next. */
  const parties = new Map<string, Party>();
  let underWay = 0;

  function leave(whose: string, party: Party, weight: number): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      party.underWay -= weight;
      underWay -= weight;
      if (party.underWay === 0 && party.waiting.length === 0) parties.delete(whose);
      serve();
    };
  }

  /** Whoever has least under way is next, and among those whoever was not served for the longest. */
  function next(): readonly [whose: string, party: Party] | undefined {
    let least: readonly [string, Party] | undefined;
    for (const each of parties) {
      const [, party] = each;
      const [first] = party.waiting;
      if (first === undefined || !fits(party.underWay, first.weight, underWayOfOne)) continue;
      if (least === undefined || party.underWay < least[1].underWay) least = each;
    }
    return least;
  }

  function serve(): void {
    for (;;) {
      const [whose, party] = next() ?? [];
      const first = party?.waiting[0];
      if (whose === undefined || party === undefined || first === undefined) return;
      // Whoever is next waits for room, and nobody lighter overtakes.
      if (!fits(underWay, first.weight, most)) return;
      party.waiting.shift();
      // Behind all others that wait.
      parties.delete(whose);
      parties.set(whose, party);
      party.underWay += first.weight;
      underWay += first.weight;
      first.begin();
    }
  }

  return {
    enter(whose, weight = 1) {
      let party = parties.get(whose);
      if (party === undefined) parties.set(whose, (party = { underWay: 0, waiting: [] }));
      const own = party;
      if (own.waiting.length >= waitingOfOne) return undefined;
      return new Promise((resolve) => {
        own.waiting.push({
          weight,
          begin: () => {
            resolve(leave(whose, own, weight));
          },
        });
        serve();
      });
    },
  };
}

function fits(underWay: number, weight: number, most: number): boolean {
  return underWay === 0 || underWay + weight <= most;
}
