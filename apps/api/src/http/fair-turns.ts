export interface FairTurns {
  /**
   * Resolves when it is the caller's turn, with what ends it. Undefined when as much of this one waits as may.
   * @param whose who takes turns with others
   */
  readonly enter: (whose: string) => Promise<() => void> | undefined;
}

export interface FairTurnsOptions {
  /** At once, of all together and of one. */
  readonly underWay: number;
  readonly underWayOfOne: number;
  readonly waitingOfOne: number;
}

interface Party {
  underWay: number;
  readonly waiting: (() => void)[];
}

/** Bounds what goes on at once. Those who wait are served one after the other, however much one of them has waiting. */
export function createFairTurns({
  underWay: most,
  underWayOfOne,
  waitingOfOne,
}: FairTurnsOptions): FairTurns {
  /** In the order in which they are served next. */
  const parties = new Map<string, Party>();
  let underWay = 0;

  function leave(whose: string, party: Party): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      party.underWay -= 1;
      underWay -= 1;
      if (party.underWay === 0 && party.waiting.length === 0) parties.delete(whose);
      serve();
    };
  }

  /** Whoever has least under way is next, and among those whoever was not served for the longest. */
  function next(): readonly [whose: string, party: Party] | undefined {
    let least: readonly [string, Party] | undefined;
    for (const each of parties) {
      const [, party] = each;
      if (party.waiting.length === 0 || party.underWay >= underWayOfOne) continue;
      if (least === undefined || party.underWay < least[1].underWay) least = each;
    }
    return least;
  }

  function serve(): void {
    while (underWay < most) {
      const [whose, party] = next() ?? [];
      const begin = party?.waiting.shift();
      if (whose === undefined || party === undefined || begin === undefined) return;
      // Behind all others that wait.
      parties.delete(whose);
      parties.set(whose, party);
      party.underWay += 1;
      underWay += 1;
      begin();
    }
  }

  return {
    enter(whose) {
      let party = parties.get(whose);
      if (party === undefined) parties.set(whose, (party = { underWay: 0, waiting: [] }));
      const own = party;
      if (own.waiting.length >= waitingOfOne) return undefined;
      return new Promise((resolve) => {
        own.waiting.push(() => {
          resolve(leave(whose, own));
        });
        serve();
      });
    },
  };
}
