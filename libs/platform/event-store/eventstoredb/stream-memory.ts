import type { RecordedEvent } from '../port.js';

/** The ids and revisions of the newest events of a stream, without a gap from `from` to `head`. */
interface Remembered {
  from: number;
  head: number;
  readonly ids: Map<string, number>;
}

/** Each stream counts as this many ids, so that many streams with few events are bounded too. */
const IDS_A_STREAM = 4;

/**
 * The ids of the newest events of the most recently used streams.
 *
 * EventStoreDB has no index of ids in a stream: with the right expected revision, it accepts an append with any ids.
 * Stored events never change, and a writer that names the right revision has seen the events before it. So it suffices
 * to compare ids here and to let the server compare the revision. This always finds an id among the last `idsAStream`
 * events of its stream; older ones only by luck. The command runner remembers as many commands of a stream
 * (`recordedCommandsAtLeast`) and looks there first.
 */
export interface StreamMemory {
  /** Revision of the last known event; undefined when none is known. */
  head(stream: string): number | undefined;
  /** Whether the ids up to this revision are known as far back as required. */
  covers(stream: string, revision: number): boolean;
  revisionOf(stream: string, id: string): number | undefined;
  /** Adds events that were read or appended, in order. Forgets older ones when there is a gap. */
  learn(stream: string, events: readonly Pick<RecordedEvent, 'id' | 'revision'>[]): void;
}

export function createStreamMemory(idsAStream: number, idsInAll: number): StreamMemory {
  const streams = new Map<string, Remembered>();
  let weight = 0;

  function forget(stream: string, known: Remembered): void {
    streams.delete(stream);
    weight -= known.ids.size + IDS_A_STREAM;
  }

  function shrink(): void {
    for (const [stream, known] of streams) {
      if (weight <= idsInAll || streams.size === 1) return;
      forget(stream, known);
    }
  }

  return {
    head: (stream) => streams.get(stream)?.head,
    covers(stream, revision) {
      const known = streams.get(stream);
      return (
        known !== undefined && known.head >= revision && known.from <= Math.max(0, revision + 1 - idsAStream)
      );
    },
    revisionOf: (stream, id) => streams.get(stream)?.ids.get(id),
    learn(stream, events) {
      const [first] = events;
      if (first === undefined) return;
      let known = streams.get(stream);
      // The most recently used stream is moved to the end.
      if (known !== undefined) streams.delete(stream);
      if (known !== undefined && (first.revision > known.head + 1 || first.revision < known.from)) {
        weight -= known.ids.size + IDS_A_STREAM;
        known = undefined;
      }
      if (known === undefined) {
        known = { from: first.revision, head: first.revision - 1, ids: new Map() };
        weight += IDS_A_STREAM;
      }
      streams.set(stream, known);
      for (const { id, revision } of events) {
        if (revision <= known.head) continue;
        if (!known.ids.has(id)) weight += 1;
        known.ids.set(id, revision);
        known.head = revision;
      }
      for (const [id, revision] of known.ids) {
        if (known.ids.size <= idsAStream) break;
        known.ids.delete(id);
        known.from = revision + 1;
        weight -= 1;
      }
      shrink();
    },
  };
}
