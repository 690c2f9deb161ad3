import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '@misaq/platform/sqlite/make-folder.js';
import { DEMO_MARK, isDemoDirectory } from '@misaq/platform/node/demo-directory.js';
import { replaceFile } from '@misaq/platform/node/durable-files.js';
import { edgeRefusal } from '@misaq/platform/text/refusals.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { STARTED_IN } from '@misaq/platform/node/users-folder.js';

const UNFINISHED = `${DEMO_MARK}.new`;

/** A directory of its own for a demo that was given none: `data/demo-20261122-123456`. */
export function newDemoFolder(nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return join(STARTED_IN, 'data', `demo-${stamp}`);
}

/**
 * Takes a directory for the demo: a new or empty one, or one in which a demo was begun, which then goes on. Anything
 * else is somebody's data, and a story from 1401 must not be told into it.
 *
 * @throws RefusedError `not_a_demo_directory`
 */
export function takeDemoFolder(path: string): string {
  const folder = resolve(path);
  makeFolder(folder);
  if (isDemoDirectory(folder)) return folder;
  const others = readdirSync(folder).filter((name) => name !== UNFINISHED);
  if (others.length > 0)
    throw new RefusedError(edgeRefusal('not_a_demo_directory', { dataDirectory: folder }));
  mark(folder);
  return folder;
}

/** Written whole before anything else is, so that a demo killed at any moment is known as one. */
function mark(folder: string): void {
  replaceFile(join(folder, DEMO_MARK), `${JSON.stringify({ demo: 'east-azerbaijan-1401' })}\n`);
}
