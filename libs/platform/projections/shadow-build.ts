import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import { join } from 'node:path';
import { logEvent } from './log-event.js';
import { openProjectionFile, removeProjectionFile } from './projection-file.js';
import type { Projection } from './projection.js';
import { applyPage, flush, takes, target } from './target.js';

/** Suffix of a file that is built beside the served one. */
export const SHADOW_SUFFIX = '.new.sqlite';

export const shadowPath = (folder: string, { name }: Projection) => join(folder, `${name}${SHADOW_SUFFIX}`);

/**
 * Builds files aside from the beginning of a log, usually in another thread. A build that stops at an event, or is
 * aborted, leaves its file at an earlier position or without a file. The caller continues from there and meets the same
 * cause.
 *
 * @param pages the log from its beginning, in order
 * @throws errors of reading the pages; the caller must then delete the files
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
