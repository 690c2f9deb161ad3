import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and its missing parents; an existing one stays unchanged.
 *
 * A parent such as /proc exists and yet answers ENOENT to every name in it. There `mkdirSync` with `recursive` retries
 * without end (Node 20 and 22, measured). This function tries each name once.
 *
 * @param mode of the new folders
 * @returns the topmost folder that was created; undefined when none was
 * @throws errors of the file system: ENOENT, ENOTDIR, EEXIST (a file of that name), EACCES, EROFS, ENOSPC and others
 */
export function makeFolder(path: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  let folder = resolve(path);
  // Goes up to the first folder that exists or can be created.
  for (;;) {
    const made = makeOne(folder, mode);
    if (made !== 'no-parent') {
      if (made === 'made') missing.push(folder);
      break;
    }
    missing.push(folder);
    const parent = dirname(folder);
    if (parent === folder) throw noSuchFolder(path);
    folder = parent;
  }
  const topmost = missing.at(-1);
  const below = missing.filter((each) => each !== folder).reverse();
  for (const each of below) if (makeOne(each, mode) === 'no-parent') throw noSuchFolder(each);
  return topmost;
}

function makeOne(folder: string, mode: number): 'made' | 'there' | 'no-parent' {
  try {
    mkdirSync(folder, { mode });
    return 'made';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'no-parent';
    if (isFolder(folder)) return 'there';
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function noSuchFolder(path: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`ENOENT: the folder cannot be made there, mkdir '${path}'`);
  error.code = 'ENOENT';
  error.syscall = 'mkdir';
  error.path = path;
  return error;
}
