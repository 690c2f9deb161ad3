import { accepted, type Decision, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import type { ImportAccepted, ImportCompleted, ImportEvent } from './events.js';

export type ImportCommand =
  | ({ readonly type: 'AcceptImport' } & ImportAccepted)
  | ({ readonly type: 'CompleteImport' } & ImportCompleted);

export const importRefusals = {
  file_refused: {
    kind: 'against_rule',
    en: 'The file holds rows that cannot be applied; nothing of it was.',
    fa: 'پرونده سطرهایی دارد که قابل ثبت نیست؛ هیچ سطری از آن ثبت نشد.',
  },
  import_not_accepted: {
    kind: 'against_record',
    en: 'An import is completed after it was accepted.',
    fa: 'بارگذاری پس از پذیرفته شدن پایان می‌یابد.',
  },
} as const satisfies Refusals;

export type ImportRefusalName = keyof typeof importRefusals;

export interface ImportState {
  readonly status: 'new' | 'accepted' | 'completed';
  readonly accepted?: ImportAccepted;
}

export function initialImport(): ImportState {
  return { status: 'new' };
}

export function decideImport(
  state: ImportState,
  command: ImportCommand,
): Decision<ImportEvent, ImportRefusalName> {
  switch (command.type) {
    case 'AcceptImport': {
      if (state.status !== 'new') return unchanged;
      return accepted({ type: 'ImportAccepted', data: contentOf(command) });
    }
    case 'CompleteImport': {
      if (state.status === 'new') return refused('import_not_accepted', { importId: command.importId });
      if (state.status === 'completed') return unchanged;
      return accepted({ type: 'ImportCompleted', data: contentOf(command) });
    }
  }
}

/** A command without its type: the data of its event. */
function contentOf<Command extends { readonly type: string }>(command: Command): Omit<Command, 'type'> {
  return Object.fromEntries(Object.entries(command).filter(([key]) => key !== 'type')) as Omit<
    Command,
    'type'
  >;
}

export function evolveImport(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'ImportAccepted':
      return { status: 'accepted', accepted: event.data };
    case 'ImportCompleted':
      return { ...state, status: 'completed' };
  }
}
