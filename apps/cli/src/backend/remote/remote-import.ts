import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportOutcome, ImportReport } from '@misaq/platform/imports/report.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import type { ImportWanted } from '../backend.js';
import { at, type Client } from './client.js';

/**
 * Sends a file to be imported. It is sent once: whether a lost one was accepted shows the same file sent again, which
 * changes nothing when it was.
 *
 * @throws RefusedError when it is refused without a report
 */
export async function importOver(client: Client, wanted: ImportWanted): Promise<ImportOutcome> {
  const { kind, path, dryRun, partial, onProgress } = wanted;
  const unreadable = await problemOf(path);
  if (unreadable !== undefined) return { kind: 'unreadable', message: unreadable };
  const query = { name: basename(path), dryRun, partial };
  try {
    const { body } = await client.work<ImportReport & { readonly dryRun: boolean }>(
      at`imports/files/${kind}`,
      { query, file: () => createReadStream(path) },
      ({ phase, done, total }) => {
        if (phase === 'checking' || phase === 'applying') onProgress({ phase, done, total });
      },
    );
    const { dryRun: _, ...report } = body;
    return { kind: 'done', report };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { refusal, more } = error;
    if (refusal.name === 'unreadable_file') return { kind: 'unreadable', message: problemIn(refusal) };
    if ('report' in more) return { kind: 'refused', refusal, report: more.report as ImportReport };
    throw error;
  }
}

/** Why a file cannot be read here; undefined when it can. */
async function problemOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      return (await file.stat()).isFile() ? undefined : `${path} is not a file`;
    } finally {
      await file.close();
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? `there is no file ${path}`
      : `${path} cannot be read: ${(error as Error).message}`;
  }
}

function problemIn({ figures }: Refusal): string {
  return typeof figures.problem === 'string' ? figures.problem : 'the file cannot be read';
}
