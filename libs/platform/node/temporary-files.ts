import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/*
 * A file outside the data directory has a temporary name until it is complete. The name holds the id of the writing
 * process. A killed process cannot remove its file; the next writer to the same place sees that the process is gone.
 */

const UNFINISHED = /^\.(\d{1,10})-[0-9a-f]{8}\.part$/;

/** A temporary name for the file at a path. Removes what killed processes left there first. */
export function temporaryPath(path: string): string {
  removeOrphanedFiles(path);
  return `${path}.${String(process.pid)}-${randomUUID().slice(0, 8)}.part`;
}

/** Removes the unfinished files of ended processes for a path. A file that cannot be removed stays for the next call. */
export function removeOrphanedFiles(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!name.startsWith(basename(path))) continue;
      const [, maker] = UNFINISHED.exec(name.slice(basename(path).length)) ?? [];
      if (maker !== undefined && !lives(Number(maker)))
        rmSync(join(dirname(path), name), { recursive: true, force: true });
    }
  } catch {
    // Making the file there fails next, and that error says why.
  }
}

/** Another user's process lives too, though no signal may be sent to it. */
function lives(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
