import { rmSync } from 'node:fs';

const unfinished = new Set<string>();
let listening = false;

/**
 * Removes a file or folder that is not finished when the process ends before it is, as by a signal.
 * @returns to be called when it is finished, or removed
 */
export function removedAtExit(path: string): () => void {
  if (!listening) process.on('exit', removeAll);
  listening = true;
  unfinished.add(path);
  return () => {
    unfinished.delete(path);
  };
}

function removeAll(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
}
