import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SHADOW_SUFFIX } from '@misaq/platform/projections/shadow-build.js';
import { removeOrphanedFiles } from '@misaq/platform/node/temporary-files.js';

/** A small file or an empty log under its temporary name, and the files that SQLite keeps beside it. */
const UNNAMED = /\.new(?:-journal|-wal|-shm)?$/;
const SERVER_FILE = 'server.json';

/**
 * Removes the files that a killed process left in a data directory: unfinished uploads and copies of the log, rows of
 * imports that were never accepted, unfinished exports and read models, files under temporary names, and the address of a
 * server that no longer runs. The caller must hold the lock of the directory.
 *
 * @param note a sentence for an operator about what could not be removed
 */
export function removeLeftoverFiles(folder: string, note: (text: string) => void = () => undefined): void {
  const exports = namesIn(join(folder, 'exports'));
  const leftovers = [
    ...namesIn(folder).filter((name) => UNNAMED.test(name) || name === SERVER_FILE),
    ...within('uploads', namesIn(join(folder, 'uploads'))),
    ...within(
      'imports',
      namesIn(join(folder, 'imports')).filter((name) => name.endsWith('.part')),
    ),
    ...within(
      'exports',
      exports.filter((name) => isHalfExport(name, exports)),
    ),
    ...within(
      'read-models',
      namesIn(join(folder, 'read-models')).filter((name) => name.includes(SHADOW_SUFFIX)),
    ),
  ];
  for (const name of leftovers)
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch (error) {
      note(
        `${join(folder, name)} was left by a process that was killed, and cannot be removed: ${String(error)}`,
      );
    }
  removeOrphanedFiles(resolve(folder));
}

/** The record of an export is removed before its file, which is nobody's without it. */
function isHalfExport(name: string, all: readonly string[]): boolean {
  if (name.endsWith('.part')) return true;
  return name.endsWith('.file') && !all.includes(name.replace(/\.file$/, '.json'));
}

function within(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => join(folder, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
