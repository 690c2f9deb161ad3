import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { ImportKindDefinition } from '@misaq/platform/imports/import-kind.js';
import { commitmentKinds } from '@misaq/commitments/imports.js';
import { creditKinds } from '@misaq/credit/imports.js';
import { employmentKinds } from '@misaq/employment/imports.js';
import { registerKinds } from '@misaq/register/imports.js';

/** The one list of kinds of files. */
export const KINDS: Readonly<Record<ImportKind, ImportKindDefinition>> = {
  ...registerKinds,
  ...commitmentKinds,
  ...creditKinds,
  ...employmentKinds,
};
