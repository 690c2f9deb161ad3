import { useSearchParams } from 'react-router';
import { Button } from '../ui/button.js';
import { useShown } from '../words/use-shown.js';

/** The way to the next page of a list and back to its first. The page stands in the address. */
export function Pages({ next }: { readonly next: string | null }) {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const go = (cursor: string | undefined): void => {
    const to = new URLSearchParams(search);
    if (cursor === undefined) to.delete('cursor');
    else to.set('cursor', cursor);
    setSearch(to);
  };
  return (
    <div className="buttons">
      {search.has('cursor') && (
        <Button
          onPress={() => {
            go(undefined);
          }}
        >
          {t('files.first')}
        </Button>
      )}
      {next !== null && (
        <Button
          act="next"
          onPress={() => {
            go(next);
          }}
        >
          {t('files.next')}
        </Button>
      )}
    </div>
  );
}
