import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportKind } from '@misaq/imports/domain/events.js';

/** One file of the sample province, as its manifest lists it. */
export interface SampleFile {
  readonly act: 1 | 2;
  readonly kind: ImportKind;
  readonly file: string;
  /** `ID:ROLE` of the importer. */
  readonly as: string;
}

const SAMPLE = join('samples', 'east-azerbaijan');
const MANIFEST = 'manifest.json';

/** The folder of the sample province: upwards from this program, wherever it was built to. */
export function sampleFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const sample = join(folder, SAMPLE);
    try {
      readFileSync(join(sample, MANIFEST));
      return sample;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === dirname(folder)) throw error;
    }
  }
}

/** The files in the order in which they are imported. */
export function sampleFiles(folder: string): readonly SampleFile[] {
  return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as readonly SampleFile[];
}
