import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder as it was before a verb made it. */
export interface FolderToMake {
  /** Makes it as it was: missing with those above it, or empty. One that held something is left alone. */
  remove(): void;
}

/** @param folder absolute */
export function folderToMake(folder: string): FolderToMake {
  if (existsSync(folder)) {
    const wasEmpty = isEmpty(folder);
    return {
      remove() {
        if (!wasEmpty) return;
        for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
      },
    };
  }
  let topmost = folder;
  for (let above = dirname(folder); !existsSync(above) && above !== topmost; above = dirname(above))
    topmost = above;
  return {
    remove() {
      rmSync(topmost, { recursive: true, force: true });
    },
  };
}

function isEmpty(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    // A file, or not ours to look into.
    return false;
  }
}
