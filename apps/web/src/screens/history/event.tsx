import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Day } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { Page, Section } from '../../parts/page.js';
import { Summary } from '../../parts/summary.js';
import { Num } from '../../ui/number.js';
import { useShown } from '../../words/use-shown.js';
import { EventsTable, type HistoryEvent, isNumber, Who } from './events-table.js';
import { historyAddress } from './place.js';

type EventDetail = Schemas['Event'];

/** Events of the same stream that are shown after an event. */
const AFTER = 5;

/** One event of the log: who, when, why, what caused it and what it caused. */
export function EventPage() {
  const { t } = useShown();
  const { position = '' } = useParams();
  const query = useQuery(ask.event(position));
  return (
    <Page title={t('event.title')}>
      <Asked query={query} lines={6}>
        {(detail) => <EventOf detail={detail} />}
      </Asked>
    </Page>
  );
}

function EventOf({ detail }: { readonly detail: EventDetail }) {
  const { t } = useShown();
  const { event, causes, together, effects } = detail;
  const { reason } = event;
  return (
    <>
      <p className="sentence" data-event={String(event.position)}>
        <Summary text={event.summary} />
      </p>
      <FactsOf detail={detail} />
      {reason !== null && (
        <Section title={t('history.reason')}>
          <blockquote className="notice">{reason}</blockquote>
        </Section>
      )}
      <Linked id="causes" title={t('event.causes')} linked={causes} />
      <Linked id="together" title={t('event.together')} linked={together} />
      <Linked id="effects" title={t('event.effects')} linked={effects} />
      <RecordOf detail={detail} />
      <Later event={event} />
    </>
  );
}

function FactsOf({ detail: { event, actorNow } }: { readonly detail: EventDetail }) {
  const { t, count, instant } = useShown();
  const { position } = event;
  return (
    <Facts
      label={t('event.facts')}
      facts={[
        {
          field: 'actor',
          label: t('history.actor'),
          help: t('event.asThen'),
          value: (
            <>
              <Who actor={event.actor} />
              {actorNow !== null && <Now actorNow={actorNow} />}
            </>
          ),
        },
        {
          field: 'recordedAt',
          label: t('history.recordedAt'),
          value: <Num>{instant(event.recordedAt)}</Num>,
        },
        { field: 'effectiveOn', label: t('event.effectiveOn'), value: <Day jalali={event.effectiveOn} /> },
        ...(isNumber(position)
          ? [
              {
                field: 'position',
                label: t('history.position'),
                value: <Num>{count(BigInt(position))}</Num>,
              },
            ]
          : []),
      ]}
    />
  );
}

/** Who the actor is now: what stands in history does not change with it. */
function Now({ actorNow: { name, roles } }: { readonly actorNow: NonNullable<EventDetail['actorNow']> }) {
  const { t } = useShown();
  const held = roles.map(({ role }) => t(`role.${role}`)).join('، ');
  return (
    <span className="sub" data-field="actorNow">
      {t('event.now', { name, roles: held === '' ? t('event.noRole') : held })}
    </span>
  );
}

/** Events that this one is linked to; nothing is shown where there are none. */
function Linked({
  id,
  title,
  linked: { total, items },
}: {
  readonly id: string;
  readonly title: string;
  readonly linked: EventDetail['causes'];
}) {
  const { t, count } = useShown();
  if (total === 0) return null;
  const parts = { shown: count(items.length), total: count(total) };
  return (
    <Section id={id} title={title}>
      <EventsTable events={items} caption={t('history.caption', parts)} />
    </Section>
  );
}

/** The event as it is recorded: its type, its stream, its ids, its place in the chain, its data. */
function RecordOf({ detail }: { readonly detail: EventDetail }) {
  const { t } = useShown();
  const { event } = detail;
  const { stream, actor, type } = event;
  const typeAddress = `${historyAddress({ kind: 'stream', id: stream })}&type=${encodeURIComponent(type)}`;
  return (
    <Section title={t('event.record')}>
      <dl className="record">
        <dt>{t('event.type')}</dt>
        <dd>
          <Link to={typeAddress}>{type}</Link>
        </dd>
        <dt>{t('history.kind.stream')}</dt>
        <dd>
          <Link to={historyAddress({ kind: 'stream', id: stream })}>{stream}</Link>
        </dd>
        <dt>{t('history.kind.actor')}</dt>
        <dd>
          <Link to={historyAddress({ kind: 'actor', id: actor.id })}>{actor.id}</Link>
        </dd>
        <Ids detail={detail} />
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

const IDS = ['eventId', 'commandId', 'causationId', 'correlationId', 'hash', 'previousHash'] as const;

function Ids({ detail }: { readonly detail: EventDetail }) {
  const { t } = useShown();
  return IDS.map((name) => {
    const id = detail[name];
    return id === null ? null : (
      <div key={name} className="row" data-field={name}>
        <dt>{t(`event.${name}`)}</dt>
        <dd>
          <code dir="ltr">{id}</code>
        </dd>
      </div>
    );
  });
}

/** What was recorded afterwards in the same stream. */
function Later({ event: { stream, position } }: { readonly event: HistoryEvent }) {
  const { t } = useShown();
  const query = useQuery(ask.history({ stream, after: position, limit: AFTER }));
  return (
    <Section id="later" title={t('event.later')}>
      <Asked query={query} stamped={false}>
        {({ items }) => <EventsTable events={items} caption={t('event.captionLater')} />}
      </Asked>
    </Section>
  );
}
