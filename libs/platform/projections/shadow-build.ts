import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import { join } from 'node:path';
import { logEvent } from './log-event.js';
import { openProjectionFile, removeProjectionFile } from './projection-file.js';
import type { Projection } from './projection.js';
import { applyPage, flush, takes, target } from './target.js';

/** What a name holds when it is of a file that is built beside the one that is served. */
export const SHADOW_SUFFIX = '.new.sqlite';

export const shadowPath = (folder: string, { name }: Projection) => join(folder, `${name}${SHADOW_SUFFIX}`);

/**
 * Builds files aside from the beginning of a log, apart from whoever serves: in a thread, for instance. What stops at an
 * event, or is given up, is left at an earlier position or not there at all; who goes on from there meets the cause.
 *
 * @param pages the log from its beginning, in order
 * @throws what reading the pages throws; the files are then to be thrown away
 */
export async function buildShadow(
  folder: string,
  projections: readonly Projection[],
  pages: AsyncIterable<readonly RecordedEvent[]>,
  onPosition: (position: bigint) => void = () => undefined,
): Promise<void> {
  const asides = projections.map((projection) => {
    const path = shadowPath(folder, projection);
    removeProjectionFile(path);
    return target(projection, openProjectionFile(path, projection, { aside: true }));
  });
  try {
    for await (const page of pages) {
      applyPage(asides, page.map(logEvent));
      const last = page.at(-1);
      if (last !== undefined) onPosition(last.position);
    }
    for (const each of asides) flush(each);
  } finally {
    for (const { file } of asides) file.close();
    for (const each of asides) if (!takes(each)) removeProjectionFile(each.file.path);
  }
}
