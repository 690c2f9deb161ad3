/** The agencies, sectors or counties of a promise in one form. */
import type { Schemas } from '../../api/questions.js';
import type { Dimension } from './place.js';

type Board = Pick<Schemas['CommitmentBoard'], 'agencies' | 'sectors' | 'counties'>;
type Figures = Omit<Schemas['AgencyCommitmentItem'], 'agency'>;

export interface Part extends Figures {
  readonly id: string;
}

export function partsOf({ agencies, sectors, counties }: Board, by: Dimension): readonly Part[] {
  switch (by) {
    case 'agency':
      return agencies.map(({ agency: id, ...figures }) => ({ id, ...figures }));
    case 'sector':
      return sectors.map(({ sector: id, ...figures }) => ({ id, ...figures }));
    case 'county':
      return counties.map(({ county: id, ...figures }) => ({ id, ...figures }));
  }
}

/** Jobs above the promise; below it negative. */
export function gapOf({ registered, assigned }: Pick<Part, 'registered' | 'assigned'>): number {
  return registered - assigned;
}
