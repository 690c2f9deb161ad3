import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { importAggregate } from '@misaq/imports/aggregate.js';
import type { CommandRunner } from '@misaq/platform/commands/command-runner.js';
import { importIdOf } from '@misaq/platform/imports/file-hashes.js';
import type { OnProgress } from '@misaq/platform/imports/report.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { actorOf } from '../arguments/actor.js';
import type { Recorder } from '@misaq/platform/assembly/system.js';
import type { SampleFile } from './sample-files.js';

/** What was imported: the same whether a demo ran through or was interrupted on the way. */
export interface ImportedFile {
  readonly file: string;
  readonly kind: SampleFile['kind'];
  readonly rows: number;
}

/** Imports files of the sample as a user would; one that the log says is imported is not read again. */
export async function importSamples(
  { imports, runner, personKey }: Recorder,
  folder: string,
  files: readonly SampleFile[],
  onProgress: (file: string) => OnProgress,
): Promise<ImportedFile[]> {
  const imported: ImportedFile[] = [];
  for (const { kind, file, as } of files) {
    const path = join(folder, file);
    const known = await importedBefore(runner, personKey, kind, path);
    if (known !== undefined) {
      imported.push({ file, kind, rows: known });
      continue;
    }
    const outcome = await imports.run({
      kind,
      path,
      actor: actorOf(as),
      onProgress: onProgress(file),
    });
    if (outcome.kind !== 'done' || outcome.report.errors.length > 0)
      throw new Error(
        `the sample file ${file} was not imported whole: ${JSON.stringify(outcome).slice(0, 500)}`,
      );
    imported.push({ file, kind, rows: outcome.report.rows });
  }
  return imported;
}

/**
 * How many rows a file had when it was imported; undefined when it was not, or not to its end. Importing it again would
 * find the same row by row, and takes ten seconds for the whole sample.
 */
async function importedBefore(
  runner: CommandRunner,
  personKey: PersonKey,
  kind: SampleFile['kind'],
  path: string,
): Promise<number | undefined> {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  // A demo that an older version began is known by the plain hash.
  for (const fileHash of [personKey.fileHash(sha256), sha256]) {
    const stream = streams.import(importIdOf(kind, fileHash));
    const { status, accepted } = await runner.state(importAggregate, stream);
    if (status === 'completed') return accepted?.rows;
  }
  return undefined;
}
