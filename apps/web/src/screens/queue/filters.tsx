import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Select } from '../../ui/select.js';
import { useShown } from '../../words/use-shown.js';
import { withBank } from './place.js';

/** The bank whose queue is shown; all banks where none is chosen. */
export function QueueFilters() {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const { data } = useQuery(ask.banks());
  return (
    <div className="filters">
      <Select
        label={t('field.bank')}
        name="bank"
        value={search.get('bank') ?? ''}
        onChange={(bank) => {
          setSearch(withBank(search, bank));
        }}
        options={[
          { value: '', text: t('files.all') },
          ...(data?.value.banks ?? []).map(({ bank, name }) => ({ value: bank, text: name ?? bank })),
        ]}
      />
    </div>
  );
}
