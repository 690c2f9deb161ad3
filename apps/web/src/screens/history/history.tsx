import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask, type HistoryQuery, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Page } from '../../parts/page.js';
import { Pages } from '../../parts/pages.js';
import { useShown } from '../../words/use-shown.js';
import { EventsTable } from './events-table.js';
import { HistoryFilters } from './history-filters.js';
import { queryIn } from './place.js';
import { SubjectForm } from './subject-form.js';

/** Every event of a subject, the newest first. Subjects, filter, order and page stand in the address. */
export function History() {
  const { t } = useShown();
  const [search] = useSearchParams();
  const query = queryIn(search);
  return (
    <Page title={t('history.title')} lead={t('history.lead')}>
      <SubjectForm />
      {query === undefined ? (
        <p className="notice">{t('history.choose')}</p>
      ) : (
        <>
          <HistoryFilters key={search.toString()} />
          <EventsOf query={query} />
        </>
      )}
    </Page>
  );
}

function EventsOf({ query: asked }: { readonly query: HistoryQuery }) {
  const query = useQuery({ ...ask.history(asked), placeholderData: keepPreviousData });
  return (
    <Asked query={query} lines={10}>
      {(page) => <Events page={page} />}
    </Asked>
  );
}

function Events({ page: { items, total, next } }: { readonly page: Schemas['HistoryPage'] }) {
  const { t, count } = useShown();
  return (
    <>
      <EventsTable
        events={items}
        caption={t('history.caption', { shown: count(items.length), total: count(total) })}
      />
      <Pages next={next} />
    </>
  );
}
