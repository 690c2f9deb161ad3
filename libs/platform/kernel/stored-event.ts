import type { Actor } from './actor.js';

/**
 * What stands beside the data of every event. With sorted keys, so that the same metadata is always the same bytes.
 * Ids are 32 hexadecimal digits.
 */
export interface EventMetadata {
  /** A snapshot: roles change and history must not. */
  readonly actor: Actor;
  /** SHA-256 (hexadecimal) of the command's canonical body: the same command id with another body is refused. */
  readonly bodyHash: string;
  /** The command that caused this one; its own id when nothing did. */
  readonly causationId: string;
  readonly commandId: string;
  /** What started it all: one import, one request. */
  readonly correlationId: string;
  readonly eventId: string;
  /** SHA-256 of the stored bytes of the previous event of the stream; null on the first. */
  readonly prevHash: string | null;
  /** ISO instant, milliseconds, UTC. */
  readonly recordedAt: string;
  /** Schema version of the event's data. */
  readonly schema: number;
}

/** An event as it stands in the log, read. */
export interface StoredEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
  readonly metadata: EventMetadata;
}

/** The schema version this program writes. */
export const SCHEMA_VERSION = 1;
