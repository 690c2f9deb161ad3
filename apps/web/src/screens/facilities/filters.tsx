import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import { ask } from '../../api/questions.js';
import { Select } from '../../ui/select.js';
import { useShown } from '../../words/use-shown.js';
import { type Filter, placeIn, withFilter } from './place.js';

const STATUSES = ['waiting', 'paid-in-part', 'paid', 'declined', 'withdrawn', 'closed'] as const;
const ORGANISATIONS = [
  { kind: 'agency', word: 'field.agency' },
  { kind: 'bank', word: 'field.bank' },
  { kind: 'county', word: 'files.county' },
] as const;

/** What the list of files is held to. */
export function Filters({ pool }: { readonly pool: string }) {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const { filters } = placeIn(search);
  const { data } = useQuery(ask.organisations(parsePool(pool)?.province ?? ''));
  const all = { value: '', text: t('files.all') };
  const chosen = (name: Filter) => ({
    name,
    value: filters[name] ?? '',
    onChange: (value: string) => {
      setSearch(withFilter(search, name, value));
    },
  });
  return (
    <div className="filters">
      {ORGANISATIONS.map(({ kind, word }) => (
        <Select
          key={kind}
          label={t(word)}
          {...chosen(kind)}
          options={[
            all,
            ...(data?.value.items ?? [])
              .filter((organisation) => organisation.kind === kind)
              .map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      ))}
      <Select
        label={t('files.status')}
        {...chosen('status')}
        options={[all, ...STATUSES.map((status) => ({ value: status, text: t(`files.of.${status}`) }))]}
      />
    </div>
  );
}
