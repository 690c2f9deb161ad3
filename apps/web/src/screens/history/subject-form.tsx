import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { isSubjectKind, type Subject, SUBJECTS, subjectsIn, withPart } from './place.js';

/** Whose history: a kind, and one of the kind. Pools are chosen from a list, everything else is named by its id. */
export function SubjectForm() {
  const shown = useShown();
  const { t } = shown;
  const [search, setSearch] = useSearchParams();
  const subjects = subjectsIn(search);
  const [kind, setKind] = useState(subjects[0]?.kind ?? 'pool');
  const [id, setId] = useState('');
  const pools = useQuery(ask.pools());
  const show = (chosen: string): void => {
    if (chosen.trim() === '') return;
    setSearch(withPart(search, kind, chosen.trim()));
    setId('');
  };
  return (
    <>
      <Chosen subjects={subjects} />
      <form
        className="filters"
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          show(id);
        }}
      >
        <Select
          label={t(subjects.length === 0 ? 'history.of' : 'history.and')}
          name="kind"
          value={kind}
          onChange={(chosen) => {
            if (isSubjectKind(chosen)) setKind(chosen);
            setId('');
          }}
          options={SUBJECTS.map((each) => ({ value: each, text: t(`history.kind.${each}`) }))}
        />
        {kind === 'pool' ? (
          <Select
            label={t('history.kind.pool')}
            name="pool"
            value=""
            onChange={show}
            options={[
              { value: '', text: '–' },
              ...(pools.data?.value.items ?? []).map(({ pool }) => ({
                value: pool,
                text: poolTitle(pool, shown),
              })),
            ]}
          />
        ) : (
          <>
            <TextField label={t('history.id')} name="id" value={id} onChange={setId} width="day" ltr />
            <Button type="submit">{t('moment.show')}</Button>
          </>
        )}
      </form>
    </>
  );
}

/** The subjects that are shown; each can be taken away. */
function Chosen({ subjects }: { readonly subjects: readonly Subject[] }) {
  const shown = useShown();
  const { t } = shown;
  const [search, setSearch] = useSearchParams();
  if (subjects.length === 0) return null;
  return (
    <ul className="chosen" aria-label={t('history.of')}>
      {subjects.map(({ kind, id }) => (
        <li key={kind} data-subject={kind}>
          {t(`history.kind.${kind}`)}: <bdi>{kind === 'pool' ? poolTitle(id, shown) : id}</bdi>
          <Button
            look="quiet"
            onPress={() => {
              setSearch(withPart(search, kind, ''));
            }}
          >
            {t('history.without')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
