import type { ImportKind } from '@misaq/imports/domain/events.js';
import { importKinds } from '@misaq/platform/imports/import-kinds.js';
import { Choice, Flag, Text } from '@misaq/platform/http/request/fields.js';

export class ImportParams {
  @Choice(importKinds(), { example: 'payments' })
  kind!: ImportKind;
}

/** What an import is asked, in its address or in fields of its form. */
export class ImportQuery {
  @Flag({
    optional: true,
    description:
      'Only say what would become of the file. Nothing of it is recorded, but that it was checked.',
  })
  dryRun?: boolean;
  @Flag({ optional: true, description: 'Leave bad rows out instead of refusing the file for them.' })
  partial?: boolean;
  @Text({
    optional: true,
    description: 'What the file is called; a file sent as part of a form brings its name.',
  })
  name?: string;
}

export const IMPORT_FIELDS = ['dryRun', 'partial', 'name'] as const satisfies readonly (keyof ImportQuery)[];
