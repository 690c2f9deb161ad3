import type { Actor } from './actor.js';

/**
 * The metadata of every event. Keys are sorted, so that the same metadata always has the same bytes. Ids are 32
 * hexadecimal digits.
 */
export interface EventMetadata {
  /** A snapshot, because roles change and history must not. */
  readonly actor: Actor;
  /** SHA-256 (hexadecimal) of the command's canonical body. The same command id with another body is refused. */
  readonly bodyHash: string;
  /** The command that caused this one; its own id when none did. */
  readonly causationId: string;
  readonly commandId: string;
  /** The import or request that started the chain of commands. */
  readonly correlationId: string;
  readonly eventId: string;
  /** SHA-256 of the stored bytes of the previous event of the stream; null on the first. */
  readonly prevHash: string | null;
  /** ISO instant, milliseconds, UTC. */
  readonly recordedAt: string;
  /** Schema version of the event's data. */
  readonly schema: number;
}

/** A parsed event of the log. */
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
