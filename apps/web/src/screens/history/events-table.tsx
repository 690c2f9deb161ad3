import type { Schemas } from '../../api/questions.js';
import { Link } from '../../parts/link.js';
import { Summary } from '../../parts/summary.js';
import { Num } from '../../ui/number.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { eventAddress } from './place.js';

export type HistoryEvent = Schemas['HistoryItem'];

/** Events in the order of the log: position, time, sentence, actor as they were then, reason. */
export function EventsTable({
  events,
  caption,
}: {
  readonly events: readonly HistoryEvent[];
  readonly caption: string;
}) {
  const shown = useShown();
  return (
    <Table
      caption={caption}
      columns={columns(shown)}
      rows={events}
      rowId={({ position }) => String(position)}
      empty={shown.t('history.none')}
    />
  );
}

/** Whether a position is shown as its number: officers of organisations see a token in its place. */
export function isNumber(position: HistoryEvent['position']): boolean {
  return /^\d+$/.test(String(position));
}

export function Position({ event: { position } }: { readonly event: HistoryEvent }) {
  const { t, count } = useShown();
  return (
    <Link to={eventAddress(position)} data={{ 'data-event': String(position) }}>
      {isNumber(position) ? <Num>{count(BigInt(position))}</Num> : t('home.look')}
    </Link>
  );
}

/** Who acted, in which office, as they were then. */
export function Who({ actor }: { readonly actor: HistoryEvent['actor'] }) {
  const { t } = useShown();
  const role = t(`role.${actor.role}`);
  return (
    <>
      <bdi>{actor.name}</bdi>
      {actor.name !== role && <span className="sub">{role}</span>}
    </>
  );
}

function columns({ t, instant }: Shown): readonly Column<HistoryEvent>[] {
  return [
    { id: 'position', header: t('history.position'), cell: (event) => <Position event={event} /> },
    {
      id: 'recordedAt',
      header: t('history.recordedAt'),
      cell: ({ recordedAt }) => <Num>{instant(recordedAt)}</Num>,
    },
    {
      id: 'summary',
      header: t('history.summary'),
      cell: ({ summary, reason }) => (
        <div className="prose">
          <Summary text={summary} />
          {reason !== null && <q className="reason">{reason}</q>}
        </div>
      ),
    },
    { id: 'actor', header: t('history.actor'), cell: ({ actor }) => <Who actor={actor} /> },
  ];
}
