import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Page } from '../../parts/page.js';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';
import { EventsTable } from './events-table.js';
import { type Subject, historyOf, subjectIn } from './subject.js';
import { SubjectForm } from './subject-form.js';

/** Every event of one subject, in the order of the log. Subject and page stand in the address. */
export function History() {
  const { t } = useShown();
  const [search] = useSearchParams();
  const subject = subjectIn(search);
  return (
    <Page title={t('history.title')} lead={t('history.lead')}>
      <SubjectForm key={JSON.stringify(subject)} subject={subject} />
      {subject === undefined ? (
        <p className="notice">{t('history.choose')}</p>
      ) : (
        <EventsOf subject={subject} cursor={search.get('cursor')} />
      )}
    </Page>
  );
}

function EventsOf({ subject, cursor }: { readonly subject: Subject; readonly cursor: string | null }) {
  const query = useQuery({
    ...ask.history({ ...historyOf(subject), ...(cursor !== null && { cursor }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Asked query={query} lines={10}>
      {(page) => <Events page={page} />}
    </Asked>
  );
}

function Events({ page: { items, total, next } }: { readonly page: Schemas['HistoryPage'] }) {
  const { t, count } = useShown();
  const [search, setSearch] = useSearchParams();
  const go = (cursor: string | null): void => {
    const to = new URLSearchParams(search);
    if (cursor === null) to.delete('cursor');
    else to.set('cursor', cursor);
    setSearch(to);
  };
  return (
    <>
      <EventsTable
        events={items}
        caption={t('history.caption', { shown: count(items.length), total: count(total) })}
      />
      <div className="buttons">
        {search.has('cursor') && (
          <Button
            onPress={() => {
              go(null);
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
    </>
  );
}
