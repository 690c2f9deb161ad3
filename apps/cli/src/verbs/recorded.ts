import { done, type Outcome } from '../output/outcome.js';
import type { Recorded } from '../backend/request.js';

/** What a recording verb answers: what was written, or that the same stood already. */
export function recorded({ events, position, repeated }: Recorded, sentence: string): Outcome {
  const shown = events.map(({ type, data }) => ({ type, data }));
  return done({ recorded: !repeated, position, events: shown }, () =>
    repeated ? `stood already: ${sentence}` : `recorded: ${sentence}`,
  );
}
