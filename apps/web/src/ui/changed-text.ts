import { createContext, useContext } from 'react';

/** Says in words which rows of a table have changed, by their names. The parts of this folder have no words themselves. */
export type ChangedText = (names: readonly string[]) => string;

export const ChangedTextContext = createContext<ChangedText>((names) => names.join(', '));

export function useChangedText(): ChangedText {
  return useContext(ChangedTextContext);
}
