import { hash } from 'node:crypto';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import { storedForm } from '@misaq/platform/kernel/catalogue.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { type EventMetadata, SCHEMA_VERSION } from '@misaq/platform/kernel/stored-event.js';
import { eventHash } from '@misaq/platform/event-store/chain.js';
import type { EventToAppend } from '@misaq/platform/event-store/port.js';
import { eventIds, type CommandId } from './command-id.js';

/** Events stay small: EventStoreDB's limit is 1 MB, and streams of large events load slowly. */
const EVENT_BYTES_MAX = 256 * 1024;

/** Sender and id of a command, and what it belongs to. */
export interface Envelope {
  readonly commandId: CommandId;
  readonly actor: Actor;
  /** Shared by all commands of one import or request; the command's own id for a single command. */
  readonly correlationId?: CommandId;
  readonly causationId?: CommandId;
}

/** SHA-256 (hexadecimal) of a command's content. */
export function bodyHash(command: object): string {
  return hash('sha256', canonicalJson(command));
}

/**
 * The events of one command in their stored form, each chained to the previous event of its stream.
 *
 * @param stream the stream to which they are appended
 * @param prevHash hash of the stream's last event; null for a new stream
 * @returns the events and the hash of the last one
 * @throws RangeError on an event beyond 256 kB, which is a bug
 */
export function encodeEvents(
  stream: string,
  events: readonly DomainEvent[],
  envelope: Envelope,
  body: string,
  recordedAtMs: number,
  prevHash: string | null,
): { readonly encoded: EventToAppend[]; readonly lastHash: string | null } {
  const { actor, commandId, correlationId = commandId, causationId = commandId } = envelope;
  const recordedAt = new Date(recordedAtMs).toISOString();
  const actorText = textOf(actor);
  const idOf = eventIds(commandId, stream);
  let lastHash = prevHash;
  const encoded = events.map(({ type, data }, index) => {
    const id = idOf(index);
    const metadata = metadataText(actorText, {
      bodyHash: body,
      causationId,
      commandId,
      correlationId,
      eventId: id,
      prevHash: lastHash,
      recordedAt,
      schema: SCHEMA_VERSION,
    });
    const event = { id, type, data: canonicalJson(storedForm(type, data)), metadata };
    if (event.data.length > EVENT_BYTES_MAX / 3 && Buffer.byteLength(event.data) > EVENT_BYTES_MAX)
      throw new RangeError(`${type} is larger than 256 kB`);
    lastHash = eventHash(event);
    return event;
  });
  return { encoded, lastHash };
}

/** Cache: an actor sends many commands, so its JSON text is made once. */
const actorTexts = new WeakMap<Actor, string>();

function textOf(actor: Actor): string {
  let text = actorTexts.get(actor);
  if (text === undefined) actorTexts.set(actor, (text = canonicalJson(actor)));
  return text;
}

/**
 * The canonical text of the metadata with keys in order. It equals the output of `canonicalJson` without walking an
 * object for each event. All values except the actor are made by this program and need no escaping. (A test compares
 * the two.)
 */
function metadataText(actorText: string, metadata: Omit<EventMetadata, 'actor'>): string {
  const { bodyHash: body, causationId, commandId, correlationId, prevHash, recordedAt, schema } = metadata;
  const previous = prevHash === null ? 'null' : `"${prevHash}"`;
  return (
    `{"actor":${actorText},"bodyHash":"${body}","causationId":"${causationId}","commandId":"${commandId}",` +
    `"correlationId":"${correlationId}","eventId":"${metadata.eventId}","prevHash":${previous},` +
    `"recordedAt":"${recordedAt}","schema":${String(schema)}}`
  );
}
