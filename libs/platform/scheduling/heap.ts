/** A binary heap: gives the first item by an order without sorting the others. */
export interface Heap<Item> {
  readonly push: (item: Item) => void;
  readonly first: () => Item | undefined;
  readonly pop: () => Item | undefined;
}

/** @param before whether one item comes before another */
export function heap<Item>(before: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];

  function swap(a: number, b: number): void {
    const [first, second] = [items[a], items[b]];
    if (first === undefined || second === undefined) return;
    items[a] = second;
    items[b] = first;
  }

  function comesBefore(a: number, b: number): boolean {
    const [first, second] = [items[a], items[b]];
    return first !== undefined && second !== undefined && before(first, second);
  }

  return {
    first: () => items[0],
    push(item) {
      items.push(item);
      let at = items.length - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!comesBefore(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      swap(0, items.length - 1);
      const popped = items.pop();
      let at = 0;
      for (;;) {
        const left = 2 * at + 1;
        const right = left + 1;
        const least = comesBefore(right, left) ? right : left;
        if (!comesBefore(least, at)) return popped;
        swap(at, least);
        at = least;
      }
    },
  };
}
