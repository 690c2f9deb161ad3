import { useQueries, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Select } from '../../ui/select.js';
import { useShown } from '../../words/use-shown.js';
import { type Filter, GENDERS, ROUNDS, STATUSES, withFilter } from './place.js';

const ORGANISATIONS = [
  { kind: 'agency', word: 'field.agency' },
  { kind: 'county', word: 'files.county' },
  { kind: 'sector', word: 'jobs.sector' },
] as const;

/** What the list of jobs is held to. */
export function JobFilters() {
  const { t, count } = useShown();
  const [search, setSearch] = useSearchParams();
  const organisations = useOrganisations();
  const all = { value: '', text: t('files.all') };
  const chosen = (name: Filter) => ({
    name,
    value: search.get(name) ?? '',
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
            ...organisations
              .filter((organisation) => organisation.kind === kind)
              .map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      ))}
      <Select
        label={t('jobs.counts')}
        {...chosen('counted')}
        options={[
          all,
          ...(['true', 'false'] as const).map((value) => ({ value, text: t(`jobs.counted.${value}`) })),
        ]}
      />
      <Select
        label={t('files.status')}
        {...chosen('status')}
        options={[all, ...STATUSES.map((value) => ({ value, text: t(`jobs.of.${value}`) }))]}
      />
      <Select
        label={t('jobs.gender')}
        {...chosen('gender')}
        options={[all, ...GENDERS.map((value) => ({ value, text: t(`jobs.genders.${value}`) }))]}
      />
      <Select
        label={t('jobs.due')}
        {...chosen('dueRound')}
        options={[
          all,
          ...ROUNDS.map((round) => ({
            value: String(round),
            text: t('jobs.round', { shown: count(round) }),
          })),
        ]}
      />
    </div>
  );
}

/** Agencies, counties and sectors of all provinces that the asker knows of. */
function useOrganisations() {
  const provinces = useQuery(ask.provinces());
  const answers = useQueries({
    queries: (provinces.data?.value.items ?? []).map(({ province }) => ask.organisations(province)),
  });
  return answers.flatMap(({ data }) => data?.value.items ?? []);
}
