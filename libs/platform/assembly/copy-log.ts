import { checkedPages } from '@misaq/platform/event-store/log-check.js';
import {
  type EventStore,
  LOG_START,
  NO_STREAM,
  type RecordedEvent,
} from '@misaq/platform/event-store/port.js';

/** How far a copy has come; events of the source. */
export type OnCopied = (progress: {
  readonly phase: 'comparing' | 'copying';
  readonly done: number;
  readonly total: number;
}) => void;

export interface Copied {
  /** Events of the source, all of which are in the target now. */
  readonly events: number;
  /** How many of them were written now; the others stood there already. */
  readonly written: number;
  readonly streams: number;
}

/** The target holds something that the source has not, at the same place: it is another log, or one that was written to. */
export class OtherLogError extends Error {
  override readonly name = 'OtherLogError';
  constructor(
    /** Place of the first event that differs, counted from 0. */
    readonly index: number,
    readonly stream: string,
    readonly revision: number,
  ) {
    super(
      `event ${String(index)} of the target (${stream}, revision ${String(revision)}) is not the one of the source; ` +
        'the target must be empty, or hold the beginning of the source and nothing else',
    );
  }
}

/** Events of one stream that follow each other are appended together, at most so many. */
const EVENTS_A_WRITE = 500;

/**
 * Copies a log into another store, event by event in the order of the log, byte for byte. What the target holds already
 * must be the beginning of the source: a copy that was cut off goes on. In the end both are read and compared.
 *
 * Nobody may write to either meanwhile. Where the target keeps the order in which appends of different streams were
 * asked for, as a SQLite log does, `appendsInFlight` may be more than 1 and they share commits. Positions are the store's own and are not copied; nothing in the events names any.
 *
 * The source is checked before anything is written: order, revisions and hashes.
 *
 * @throws OtherLogError, LogDamagedError, StoreUnavailableError
 */
export async function copyLog(
  from: EventStore,
  to: EventStore,
  onProgress: OnCopied,
  appendsInFlight = 1,
): Promise<Copied> {
  const before = await compareLogs(from, to, (done, total) => {
    onProgress({ phase: 'comparing', done, total });
  });
  if (before.more > 0) {
    const revisions = before.revisions;
    let index = 0;
    const total = before.same + before.more;
    let run: RecordedEvent[] = [];
    let underWay: Promise<unknown>[] = [];
    const settled = async (): Promise<void> => {
      const answers = await Promise.allSettled(underWay);
      underWay = [];
      for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    };
    const write = async (): Promise<void> => {
      const [first] = run;
      if (first === undefined) return;
      const expected = revisions.get(first.stream) ?? NO_STREAM;
      underWay.push(
        to.append(
          first.stream,
          expected,
          run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
        ),
      );
      revisions.set(first.stream, expected + run.length);
      run = [];
      if (underWay.length >= appendsInFlight) await settled();
    };
    for await (const page of from.readAll(LOG_START)) {
      for (const event of page) {
        index += 1;
        if (index <= before.same) continue;
        if (run.length >= EVENTS_A_WRITE || run[0]?.stream !== event.stream) await write();
        run.push(event);
      }
      onProgress({ phase: 'copying', done: index, total });
    }
    await write();
    await settled();
  }
  const after = await compareLogs(from, to, (done, total) => {
    onProgress({ phase: 'comparing', done, total });
  });
  if (after.more > 0) throw new Error(`${String(after.more)} events of the source are not in the target`);
  return { events: after.same, written: after.same - before.same, streams: after.revisions.size };
}

interface Compared {
  /** Events at the beginning that are the same in both. */
  readonly same: number;
  /** Events of the source behind them. */
  readonly more: number;
  /** Last revision of each stream of the target. */
  readonly revisions: Map<string, number>;
}

/** @throws OtherLogError when the target is not the beginning of the source; LogDamagedError when the source was changed */
async function compareLogs(
  from: EventStore,
  to: EventStore,
  onRead: (done: number, total: number) => void,
): Promise<Compared> {
  const revisions = new Map<string, number>();
  const copied = eventsOf(to);
  let [same, more] = [0, 0];
  for await (const page of checkedPages(from.readAll(LOG_START), 'to be copied')) {
    for (const event of page) {
      const next = more > 0 ? undefined : await copied.next();
      if (next === undefined || next.done === true) {
        more += 1;
        continue;
      }
      if (!alike(event, next.value)) throw new OtherLogError(same, next.value.stream, next.value.revision);
      revisions.set(event.stream, event.revision);
      same += 1;
    }
    onRead(same + more, same + more);
  }
  const beyond = more > 0 ? undefined : await copied.next();
  if (beyond !== undefined && beyond.done !== true)
    throw new OtherLogError(same, beyond.value.stream, beyond.value.revision);
  return { same, more, revisions };
}

async function* eventsOf(store: EventStore): AsyncGenerator<RecordedEvent, undefined> {
  for await (const page of store.readAll(LOG_START)) yield* page;
  return undefined;
}

function alike(a: RecordedEvent, b: RecordedEvent): boolean {
  return (
    a.stream === b.stream &&
    a.revision === b.revision &&
    a.id === b.id &&
    a.type === b.type &&
    a.data === b.data &&
    a.metadata === b.metadata
  );
}
