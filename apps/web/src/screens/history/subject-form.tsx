import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { ask } from '../../api/questions.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { historyAddress, isSubjectKind, type Subject, SUBJECTS } from './subject.js';

/** Whose history: a kind, and one of the kind. Pools are chosen from a list, everything else is named by its id. */
export function SubjectForm({ subject }: { readonly subject: Subject | undefined }) {
  const shown = useShown();
  const { t } = shown;
  const go = useNavigate();
  const [kind, setKind] = useState(subject?.kind ?? 'pool');
  const [id, setId] = useState(subject?.id ?? '');
  const pools = useQuery(ask.pools());
  const show = (chosen: string): void => {
    if (chosen.trim() !== '') void go(historyAddress({ kind, id: chosen.trim() }));
  };
  return (
    <form
      className="filters"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        show(id);
      }}
    >
      <Select
        label={t('history.of')}
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
          value={id}
          onChange={(chosen) => {
            setId(chosen);
            show(chosen);
          }}
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
  );
}
