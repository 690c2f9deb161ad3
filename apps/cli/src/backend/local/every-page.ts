const PAGE = 1_000;

/** All items of a list that is answered in pages. */
export function everyPage<Item>(
  page: (after: string, limit: number) => readonly Item[],
  idOf: (item: Item) => string,
): readonly Item[] {
  const all: Item[] = [];
  for (;;) {
    const last = all.at(-1);
    const items = page(last === undefined ? '' : idOf(last), PAGE);
    all.push(...items);
    if (items.length < PAGE) return all;
  }
}
