import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { NO_STREAM, type EventStore } from '@misaq/platform/event-store/port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* A log for tests, with actors and streams, and folders for read models. */

export const OFFICER: Actor = { id: 'labour-1', name: 'کارشناس کار', role: 'labour' };

export interface Happened {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly actor?: Actor;
  /** Revision of the last event of the stream, when other code has written to it. */
  readonly revision?: number;
}

export interface TestLog {
  readonly store: EventStore;
  /** Writes the events in order and returns the position of the last. All have the same event id when one is given. */
  readonly write: (happened: readonly Happened[], eventId?: string) => Promise<bigint>;
}

/** @param salt makes the event ids of one log differ from those of another */
export function testLog(store: EventStore = createInMemoryEventStore(), salt = 0): TestLog {
  const revisions = new Map<string, number>();
  let written = 0;
  return {
    store,
    async write(happened, eventId) {
      let position = -1n;
      for (const { stream, event, actor = OFFICER, revision: last } of happened) {
        written += 1;
        const id = eventId ?? (BigInt(salt) * 1_000_000n + BigInt(written)).toString(16).padStart(32, '0');
        const metadata = canonicalJson({
          actor,
          bodyHash: 'b',
          causationId: id,
          commandId: id,
          correlationId: id,
          eventId: id,
          prevHash: null,
          recordedAt: '2024-05-20T08:30:00.000Z',
          schema: 1,
        });
        const revision = last ?? revisions.get(stream) ?? NO_STREAM;
        const toAppend = { id, type: event.type, data: canonicalJson(event.data), metadata };
        position = (await store.append(stream, revision, [toAppend])).position;
        revisions.set(stream, revision + 1);
      }
      return position;
    },
  };
}

/** Temporary folders, removed after the tests of a file. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'misaq-read-models-'));
    made.push(folder);
    return folder;
  };
}
