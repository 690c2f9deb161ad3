import type { ImportAccepted } from '@misaq/imports/domain/events.js';
import { isSpooled } from './spool.js';
import { type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';

export interface UnfinishedImport {
  readonly importId: string;
  readonly kind: string;
  readonly file: string;
  readonly accepted: number;
  /** Whether its rows wait in the spool; if not, the file has to be imported again. */
  readonly rowsWait: boolean;
}

/** Imports that were accepted and not completed. The next command that writes finishes those whose rows wait. */
export async function unfinishedImports(
  store: EventStore,
  spoolFolder: string,
): Promise<readonly UnfinishedImport[]> {
  const open = new Map<string, ImportAccepted>();
  for await (const batch of store.readAll(LOG_START)) {
    for (const { type, stream, data } of batch) {
      if (type === 'ImportAccepted') open.set(stream, JSON.parse(data) as ImportAccepted);
      if (type === 'ImportCompleted') open.delete(stream);
    }
  }
  return [...open.values()].map(({ importId, kind, file, accepted }) => ({
    importId,
    kind,
    file,
    accepted,
    rowsWait: isSpooled(spoolFolder, importId),
  }));
}
