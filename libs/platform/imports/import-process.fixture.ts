import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildLibraries } from '../../../test/support/run-by-node.fixture.js';

/** Makes what imports need runnable by plain Node in a folder; gives the path of the importing program. */
export function buildImportProgram(into: string): string {
  buildLibraries(into);
  return join(into, 'platform/imports/import-program.fixture.js');
}

/**
 * Imports a file in a process of its own, which is killed after a while.
 * @returns whether it had finished before
 * @throws when it ended by itself without having finished
 */
export async function importAndKill(
  program: string,
  folder: string,
  [kind, path]: readonly [string, string],
  afterMs?: number,
): Promise<boolean> {
  const child = spawn(process.execPath, [program, folder, kind, path]);
  let said = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL' || said === 'done') resolve();
      else reject(new Error(`the import ended by itself: ${errors}`));
    });
  });
  if (afterMs !== undefined) {
    await Promise.race([ended, pause(afterMs)]);
    child.kill('SIGKILL');
  }
  await ended;
  return said === 'done';
}
