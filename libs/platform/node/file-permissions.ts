import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bits of a mode by which anybody but the owner may do something. */
const OTHERS = 0o077;
/** A directory of an older version holds some dozens; a sentence that an operator reads holds them. */
const NAMED_MAX = 50;

/**
 * A sentence that names every file and folder of a data directory that other users of the machine may reach, with its
 * mode and the remedy; undefined when there is none. Windows has no such modes.
 */
export function excessPermissionsIn(folder: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const open = [...modesIn(folder)].filter(({ mode }) => (mode & OTHERS) !== 0);
  if (open.length === 0) return undefined;
  const named = open.slice(0, NAMED_MAX).map(({ path, mode }) => `${path} (${mode.toString(8)})`);
  const more = open.length > NAMED_MAX ? ` and ${String(open.length - NAMED_MAX)} more` : '';
  return `other users of this machine may reach ${named.join(', ')}${more}; close it to them: chmod -R go= ${folder}`;
}

interface PathWithMode {
  readonly path: string;
  readonly mode: number;
}

/** The folder and everything below it. What vanishes meanwhile, or may not be looked at, is left out. */
function* modesIn(path: string): Generator<PathWithMode> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  // The mode of a link says nothing.
  if (found === undefined || found.isSymbolicLink()) return;
  yield { path, mode: found.mode & 0o777 };
  if (!found.isDirectory()) return;
  for (const name of namesIn(path)) yield* modesIn(join(path, name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
