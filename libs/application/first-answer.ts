import { fullForm } from '@misaq/domain/credit/stored-form.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import { type EventStore, LOG_START } from '@misaq/event-store/port.js';
import type { CommandResult } from './command-runner.js';
import type { RecordedCommand } from './stream-cache.js';

/* A command that was recorded before is answered as it was the first time: by what then came into the log. */

/** The answer to a command of which it is remembered where its events stand. */
export async function firstAnswer(
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

/** The answer to one that is no longer remembered, looked for by the id of its first event. */
export async function answerInStream(
  store: EventStore,
  stream: string,
  id: string,
  body: string,
): Promise<CommandResult> {
  const events: DomainEvent[] = [];
  let position = LOG_START;
  for await (const batch of store.read(stream)) {
    for (const event of batch) {
      if (event.id.slice(0, -4) !== id.slice(0, -4)) continue;
      const { bodyHash: recordedBody, commandId } = JSON.parse(event.metadata) as {
        bodyHash: string;
        commandId: string;
      };
      if (recordedBody !== body) return reusedId(commandId);
      const { type, data } = event;
      events.push({ type, data: fullForm(type, JSON.parse(data) as object) });
      position = event.position;
    }
  }
  return { kind: 'done', events, position, repeated: true };
}

export function reusedId(commandId: string): CommandResult {
  return { kind: 'refused', refusal: { name: 'command_id_reused', figures: { commandId } } };
}
