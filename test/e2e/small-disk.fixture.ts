import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from './misaq.fixture.js';

/** Separate file systems that can be full or read-only even for root. */
export interface SmallDisks {
  /** @param options of `mount`, such as `size=20m` */
  mount(options: string): string;
  removeAll(): void;
}

/** False where mounting is not permitted; tests that need it are then skipped. */
export function canMount(): boolean {
  const disks = smallDisks();
  try {
    disks.mount('size=64k');
    return true;
  } catch {
    return false;
  } finally {
    disks.removeAll();
  }
}

export function smallDisks(): SmallDisks {
  const folders = temporaryFolders();
  const mounted: string[] = [];
  return {
    mount(options) {
      const folder = folders.make();
      const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
      if (status !== 0) throw new Error(`${folder} cannot be mounted`);
      mounted.push(folder);
      return folder;
    },
    removeAll() {
      for (const folder of mounted) spawnSync('umount', [folder]);
      folders.removeAll();
    },
  };
}

/** Fills a disk to its last byte; {@link makeRoom} frees it again. */
export function fill(disk: string): void {
  // `cat` ends with an error, as intended.
  spawnSync('sh', ['-c', 'cat /dev/zero > filler'], { cwd: disk });
}

export function makeRoom(disk: string): void {
  rmSync(join(disk, 'filler'));
}
