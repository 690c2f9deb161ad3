import { readdirSync, readlinkSync } from 'node:fs';

/** Files of a folder that this process has open, removed ones too. */
export function openFilesIn(folder: string): string[] {
  return readdirSync('/proc/self/fd')
    .flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        return [];
      }
    })
    .filter((path) => path.startsWith(folder));
}
