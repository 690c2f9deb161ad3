import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/*
 * A file that is written anywhere but in the data directory has another name until it is whole. That name holds the
 * process that writes it: a process that was killed cannot remove it, and whoever writes to the same place next can tell.
 */

const UNFINISHED = /^\.(\d{1,10})-[0-9a-f]{8}\.part$/;

/** Where something that is to stand at a path is made. What killed processes left there is removed first. */
export function temporaryPath(path: string): string {
  removeOrphanedFiles(path);
  return `${path}.${String(process.pid)}-${randomUUID().slice(0, 8)}.part`;
}

/** Removes what processes that live no more were making for a path. What cannot be removed stays for the next one. */
export function removeOrphanedFiles(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!name.startsWith(basename(path))) continue;
      const [, maker] = UNFINISHED.exec(name.slice(basename(path).length)) ?? [];
      if (maker !== undefined && !lives(Number(maker)))
        rmSync(join(dirname(path), name), { recursive: true, force: true });
    }
  } catch {
    // Whoever makes a file there is told why it cannot.
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
