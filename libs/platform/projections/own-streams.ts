import { type EventStore, LOG_START, type RecordedEvent } from '@misaq/platform/event-store/port.js';
import { existsSync } from 'node:fs';
import { shadowPath } from './shadow-build.js';
import { compareFiles } from './compare.js';
import { logEvent } from './log-event.js';
import { openProjectionFile, removeProjectionFile, START, type Checkpoint } from './projection-file.js';
import type { Projection } from './projection.js';
import { serve } from './rebuild.js';
import type { Sealing } from './seal.js';
import { isDamage, type Target } from './target.js';

/*
 * Builds a projection from its own streams alone, when all its events are in such streams. That takes milliseconds,
 * where the whole log would take seconds. So its tables are compared with the log at each start, however they were
 * made.
 */

export interface OwnStreams {
  readonly folder: string;
  readonly store: Pick<EventStore, 'readAll' | 'readStreams' | 'at'>;
  readonly sealing: Sealing | undefined;
  readonly log: (message: string) => void;
}

/** Compares a file with the streams it was made from, and replaces it when the two differ. */
export async function holdToStreams(each: Target, own: OwnStreams): Promise<void> {
  const checkpoint = each.file.checkpoint();
  if (checkpoint.position === START.position) return;
  const aside = await built(each.projection, checkpoint, own);
  if (aside === undefined) return;
  try {
    if (differs(each, aside)) {
      own.log(`${each.projection.name} is made anew: its file ${each.file.path} is not what the log gives`);
      each.refusals += 1;
      serve(each, aside, undefined, own.sealing);
    }
  } finally {
    removeProjectionFile(aside);
  }
}

/**
 * Fills an empty file from the projection's own streams, up to a position. The reader of the log continues from there.
 */
export async function makeFromStreams(each: Target, upTo: bigint, own: OwnStreams): Promise<void> {
  if (upTo === LOG_START || !hasOwnStreams(each.projection, own)) return;
  const [last] = await own.store.at([upTo]);
  if (last === undefined) return;
  const aside = await built(each.projection, { position: upTo, eventId: last.id }, own);
  if (aside === undefined) return;
  try {
    serve(each, aside, undefined, own.sealing);
  } finally {
    removeProjectionFile(aside);
  }
}

function hasOwnStreams({ streams }: Projection, { store }: OwnStreams): boolean {
  return streams !== undefined && store.readStreams !== undefined;
}

/** @returns the path of the built file; undefined when it cannot be built this way */
async function built(
  projection: Projection,
  to: Checkpoint,
  { folder, store }: OwnStreams,
): Promise<string | undefined> {
  const { streams, types } = projection;
  if (streams === undefined || store.readStreams === undefined) return undefined;
  const events: RecordedEvent[] = [];
  for await (const batch of store.readStreams(streams))
    for (const event of batch)
      if (event.position <= to.position && (types === 'every' || types.has(event.type))) events.push(event);
  events.sort((a, b) => (a.position < b.position ? -1 : 1));
  const path = shadowPath(folder, projection);
  removeProjectionFile(path);
  const file = openProjectionFile(path, projection, { aside: true });
  try {
    for (const event of events) file.apply(logEvent(event));
    file.flush(to);
    return path;
  } catch {
    // An invalid event stops the projection when the log is followed, which then reports it.
    return undefined;
  } finally {
    file.close();
    if (existsSync(path) && file.checkpoint() !== to) removeProjectionFile(path);
  }
}

function differs({ file, projection }: Target, aside: string): boolean {
  try {
    return compareFiles(file.path, aside, projection.tables).differing > 0;
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}
