import { accepted, type Decision, refused, unchanged } from '../kernel/decision.js';
import { type ImportAccepted, type ImportCompleted, type ImportEvent } from './events.js';

export type ImportCommand =
  | ({ readonly type: 'AcceptImport' } & ImportAccepted)
  | ({ readonly type: 'CompleteImport' } & ImportCompleted);

export const importRefusals = {
  file_refused: 'The file holds rows that cannot be applied; nothing of it was.',
  import_not_accepted: 'An import is completed after it was accepted.',
} as const;

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
      const { type: _type, ...data } = command;
      return accepted({ type: 'ImportAccepted', data });
    }
    case 'CompleteImport': {
      if (state.status === 'new') return refused('import_not_accepted', { importId: command.importId });
      if (state.status === 'completed') return unchanged;
      const { type: _type, ...data } = command;
      return accepted({ type: 'ImportCompleted', data });
    }
  }
}

export function evolveImport(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'ImportAccepted':
      return { status: 'accepted', accepted: event.data };
    case 'ImportCompleted':
      return { ...state, status: 'completed' };
  }
}
