/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Asks for the next page; null on the last. It belongs to this list, its filters and its order. */
  readonly next: string | null;
  /** How many there are on all pages. */
  readonly total: number;
}
