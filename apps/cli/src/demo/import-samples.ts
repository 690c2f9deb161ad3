import { join } from 'node:path';
import { type Imports } from '@misaq/application/imports/imports.js';
import { type OnProgress } from '@misaq/application/imports/report.js';
import { actorOf } from '../arguments/actor.js';
import { type SampleFile } from './sample-files.js';

/** What was imported: the same whether a demo ran through or was interrupted on the way. */
export interface ImportedFile {
  readonly file: string;
  readonly kind: SampleFile['kind'];
  readonly rows: number;
}

/** Imports files of the sample as a user would. One that was imported already changes nothing. */
export async function importSamples(
  imports: Imports,
  folder: string,
  files: readonly SampleFile[],
  onProgress: (file: string) => OnProgress,
): Promise<ImportedFile[]> {
  const imported: ImportedFile[] = [];
  for (const { kind, file, as } of files) {
    const outcome = await imports.run({
      kind,
      path: join(folder, file),
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
