export interface FairQueue {
  /**
   * Resolves when it is the caller's turn, with a function that ends the turn. Undefined when the caller's queue is full.
   * @param whose the party that takes turns with others
   * @param weight the part of the concurrency limit that the turn takes; default 1
   */
  readonly enter: (whose: string, weight?: number) => Promise<() => void> | undefined;
}

export interface FairQueueOptions {
  /** Concurrency limits, by weight: of all parties together, and of one. A turn heavier than a limit runs alone. */
  readonly underWay: number;
  readonly underWayOfOne: number;
  readonly waitingOfOne: number;
}

interface Party {
  underWay: number;
  readonly waiting: { readonly weight: number; readonly begin: () => void }[];
}

/** A concurrency limit. Waiting parties are served round-robin, so that one long queue does not delay the others. */
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

  /** The waiting party with the least running weight; among equals, the one that has waited longest since its last turn. */
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
      // The next party waits for capacity; a lighter turn of another party must not overtake it.
      if (!fits(underWay, first.weight, most)) return;
      party.waiting.shift();
      // Moves the party to the end of the round.
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
