import { fullForm } from '@misaq/platform/kernel/catalogue.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import type { RecordedCommand } from './stream-cache.js';
import type { CommandResult } from './command-result.js';

/* Answers a repeated command with the events that were recorded the first time. */

/** The answer to a command whose event revisions are remembered. */
export async function recordedAnswer(
  store: EventStore,
  stream: string,
  recorded: RecordedCommand,
): Promise<CommandResult> {
  const events: DomainEvent[] = [];
  for await (const batch of store.read(stream, recorded.firstRevision)) {
    for (const { type, data } of batch) {
      if (events.length < recorded.events)
        events.push({ type, data: fullForm(type, JSON.parse(data) as object) });
    }
    if (events.length >= recorded.events) break;
  }
  return { kind: 'done', events, position: recorded.position, repeated: true };
}

/**
 * The answer to a command that is no longer remembered. Searches the whole stream; undefined when it has no event of
 * the command. Compares the command id in the metadata, so it also finds event ids derived by older versions.
 */
export async function answerInStream(
  store: EventStore,
  stream: string,
  commandId: string,
  body: string,
): Promise<CommandResult | undefined> {
  const events: DomainEvent[] = [];
  let position = LOG_START;
  for await (const batch of store.read(stream)) {
    for (const event of batch) {
      // Parsing the metadata of all events of a large stream takes longer than reading them.
      if (!event.metadata.includes(commandId)) continue;
      const recorded = JSON.parse(event.metadata) as { bodyHash: string; commandId: string };
      if (recorded.commandId !== commandId) continue;
      if (recorded.bodyHash !== body) return reusedId(commandId);
      const { type, data } = event;
      events.push({ type, data: fullForm(type, JSON.parse(data) as object) });
      position = event.position;
    }
  }
  return events.length === 0 ? undefined : { kind: 'done', events, position, repeated: true };
}

export function reusedId(commandId: string): CommandResult {
  return { kind: 'refused', refusal: { name: 'command_id_reused', figures: { commandId } } };
}
