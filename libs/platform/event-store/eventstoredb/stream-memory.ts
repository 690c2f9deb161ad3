import type { RecordedEvent } from '../port.js';

/** The newest events of a stream: which ids stand at which revisions, without a gap from `from` to `head`. */
interface Remembered {
  from: number;
  head: number;
  readonly ids: Map<string, number>;
}

/** A stream counts as so many ids, so that many streams with few events are bounded too. */
const IDS_A_STREAM = 4;

/**
 * The ids of the newest events of the streams that were touched last.
 *
 * EventStoreDB has no index of the ids in a stream: an append with the right expected revision is taken whatever ids it
 * brings. What stands in a stream does not change, though, and a writer that names the right revision has seen the
 * events before it; so it is enough to look at the ids of those here, and to let the server compare the revision.
 * That finds an id among the last `idsAStream` events of its stream, always; an older one only by luck. The command
 * runner keeps as many commands of a stream (`recordedCommandsAtLeast`) and looks there first.
 */
export interface StreamMemory {
  /** Revision of the last event known; undefined when nothing is. */
  head(stream: string): number | undefined;
  /** Whether the ids up to this revision are known as far back as they have to be. */
  covers(stream: string, revision: number): boolean;
  revisionOf(stream: string, id: string): number | undefined;
  /** Takes in events read or appended, in order; forgets what it knew when there is a gap between the two. */
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
      // The one touched last stands at the end.
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
