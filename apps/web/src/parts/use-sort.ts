import { useSearchParams } from 'react-router';
import { pressed, type Sort, sortIn } from '../ui/sort.js';

/** The order of a table, kept in the address under a name, so that a link shows what was seen. */
export function useSort(
  name: string,
  first?: Sort,
): { readonly sort: Sort | undefined; readonly onSort: (column: string) => void } {
  const [search, setSearch] = useSearchParams();
  const sort = sortIn(search.get(name)) ?? first;
  const onSort = (column: string): void => {
    setSearch(
      (before) => {
        before.set(name, pressed(sort, column));
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return { sort, onSort };
}
