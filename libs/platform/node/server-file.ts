import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable-files.js';

const FILE = 'server.json';

/** Written into the data directory by the server that holds it, so that a command line there can say where it is. */
export interface RunningServer {
  readonly url: string;
  readonly processId: number;
}

export function writeServerFile(folder: string, server: RunningServer): void {
  replaceFile(join(folder, FILE), `${JSON.stringify(server)}\n`);
}

export function removeServerFile(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/** Undefined when there is none, or it cannot be read: it is a hint, and never more. */
export function readServerFile(folder: string): RunningServer | undefined {
  try {
    const { url, processId } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Partial<RunningServer>;
    return typeof url === 'string' && typeof processId === 'number' ? { url, processId } : undefined;
  } catch {
    return undefined;
  }
}
