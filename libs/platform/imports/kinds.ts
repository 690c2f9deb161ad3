import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { ImportKindDefinition } from './import-kind.js';
import { commitmentKinds } from './kinds/commitments.js';
import { creditKinds } from './kinds/credit.js';
import { employmentKinds } from './kinds/employment.js';
import { registerKinds } from './kinds/register.js';

/** The one list of kinds of files. */
export const KINDS: Readonly<Record<ImportKind, ImportKindDefinition>> = {
  ...registerKinds,
  ...commitmentKinds,
  ...creditKinds,
  ...employmentKinds,
};
