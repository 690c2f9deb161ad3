import type { EventMetadata, StoredEvent } from './stored-event.js';

/** Parses a recorded event. Throws on text that is not JSON, because the log is then damaged. */
export function readStored(recorded: {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}): StoredEvent {
  const { position, stream, revision, type } = recorded;
  return {
    position,
    stream,
    revision,
    type,
    data: JSON.parse(recorded.data) as object,
    metadata: JSON.parse(recorded.metadata) as EventMetadata,
  };
}
