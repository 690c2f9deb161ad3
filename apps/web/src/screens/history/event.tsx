import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { ask } from '../../api/questions.js';
import { Skeleton } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Day } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { Page, Section } from '../../parts/page.js';
import { Refusal } from '../../parts/refusal.js';
import { Num } from '../../ui/number.js';
import { useShown } from '../../words/use-shown.js';
import { EventsTable, type HistoryEvent, Who } from './events-table.js';
import { before, historyAddress, historyOf, type Subject, subjectIn } from './subject.js';

/** Neighbours that are shown after an event. */
const AFTER = 5;

/** One event of the log. The API finds events by a subject: that of the address, else each pool. */
export function EventPage() {
  const { t } = useShown();
  const { position = '' } = useParams();
  const [search] = useSearchParams();
  const subject = subjectIn(search);
  const pools = useQuery({ ...ask.pools(), enabled: subject === undefined });
  const subjects: readonly Subject[] =
    subject !== undefined
      ? [subject]
      : (pools.data?.value.items ?? []).map(({ pool }) => ({ kind: 'pool', id: pool }));
  const after = before(position);
  return (
    <Page title={t('event.title')}>
      {after === undefined ? (
        <p className="notice">{t('event.unknown')}</p>
      ) : subjects.length === 0 && pools.error === null && !pools.isSuccess ? (
        <Skeleton lines={6} />
      ) : (
        <Found position={position} after={after} subjects={subjects} />
      )}
    </Page>
  );
}

interface FoundProps {
  readonly position: string;
  readonly after: number;
  readonly subjects: readonly Subject[];
}

function Found({ position, after, subjects }: FoundProps) {
  const { t } = useShown();
  const answers = useQueries({
    queries: subjects.map((subject) => ask.history({ ...historyOf(subject), after, limit: 1 + AFTER })),
  });
  const found = answers
    .map(({ data }) => data?.value.items ?? [])
    .find(([first]) => first !== undefined && String(first.position) === position);
  const [event, ...later] = found ?? [];
  const failed = answers.find(({ error }) => error !== null);
  if (event !== undefined) return <EventOf event={event} later={later} />;
  if (answers.some(({ isPending }) => isPending)) return <Skeleton lines={6} />;
  if (failed?.error) return <Refusal error={failed.error} onRetry={() => void failed.refetch()} />;
  return <p className="notice">{t('event.unknown')}</p>;
}

function EventOf({
  event,
  later,
}: {
  readonly event: HistoryEvent;
  readonly later: readonly HistoryEvent[];
}) {
  const { t, count, instant } = useShown();
  const { actor, reason } = event;
  return (
    <>
      <p className="sentence" data-event={String(event.position)}>
        <bdi>{event.summary}</bdi>
      </p>
      <Facts
        label={t('event.facts')}
        facts={[
          {
            field: 'actor',
            label: t('history.actor'),
            help: t('event.asThen'),
            value: <Who actor={actor} />,
          },
          {
            field: 'recordedAt',
            label: t('history.recordedAt'),
            value: <Num>{instant(event.recordedAt)}</Num>,
          },
          { field: 'effectiveOn', label: t('event.effectiveOn'), value: <Day jalali={event.effectiveOn} /> },
          {
            field: 'position',
            label: t('history.position'),
            value: <Num>{count(BigInt(event.position))}</Num>,
          },
        ]}
      />
      {reason !== null && (
        <Section title={t('history.reason')}>
          <blockquote className="notice">{reason}</blockquote>
        </Section>
      )}
      <RecordOf event={event} />
      <Section title={t('event.later')}>
        <EventsTable events={later} caption={t('event.captionLater')} />
      </Section>
    </>
  );
}

/** The event as it is recorded: its type, its stream and its data. */
function RecordOf({ event }: { readonly event: HistoryEvent }) {
  const { t } = useShown();
  const { stream, actor } = event;
  return (
    <Section title={t('event.record')}>
      <dl className="record">
        <dt>{t('event.type')}</dt>
        <dd>
          <bdi>{event.type}</bdi>
        </dd>
        <dt>{t('history.kind.stream')}</dt>
        <dd>
          <Link to={historyAddress({ kind: 'stream', id: stream })}>{stream}</Link>
        </dd>
        <dt>{t('history.kind.actor')}</dt>
        <dd>
          <Link to={historyAddress({ kind: 'actor', id: actor.id })}>{actor.id}</Link>
        </dd>
      </dl>
      <details>
        <summary>{t('event.data')}</summary>
        <pre dir="ltr" className="data" tabIndex={0}>
          {JSON.stringify(event.data, null, 2)}
        </pre>
      </details>
    </Section>
  );
}
