import { readFileSync, realpathSync, statfsSync } from 'node:fs';
import { sep } from 'node:path';

/** `statfs` magic numbers of file systems that live in memory: tmpfs, ramfs, hugetlbfs. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6, 0x958458f6]);

export interface FileSystem {
  /** As the kernel names it (`ext4`), or its magic number. */
  readonly name: string;
  readonly inMemory: boolean;
}

/** The file system that holds a folder: a figure for durable writes means nothing on one that is memory. */
export function fileSystemOf(folder: string): FileSystem {
  const { type } = statfsSync(folder);
  return {
    name: mountedType(realpathSync(folder)) ?? `0x${type.toString(16)}`,
    inMemory: IN_MEMORY.has(type),
  };
}

function mountedType(folder: string): string | undefined {
  let mounts: string;
  try {
    mounts = readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return undefined;
  }
  let longest = '';
  let type: string | undefined;
  for (const line of mounts.split('\n')) {
    const [, point = '', name] = line.split(' ');
    const inside = folder === point || folder.startsWith(point === sep ? sep : point + sep);
    if (inside && point.length >= longest.length) [longest, type] = [point, name];
  }
  return type;
}
