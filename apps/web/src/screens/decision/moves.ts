/** What a review would move, and what has changed since it was made: pure, on the answers of the API. */
import { type Rial, rial, type RialText, sumRial } from '@misaq/platform/kernel/money.js';

interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amountRial: RialText;
}

interface Agency {
  readonly agency: string;
  readonly verdict: string;
  readonly allocatedRial: RialText;
  readonly paidRial: RialText;
  readonly movableRial: RialText;
  readonly unmetDemandRial: RialText;
}

/** The credit of an agency before and after a signature. */
export interface BeforeAfter {
  readonly agency: string;
  readonly before: Rial;
  readonly change: Rial;
  readonly after: Rial;
}

export function beforeAfter(
  agencies: readonly Pick<Agency, 'agency' | 'allocatedRial'>[],
  transfers: readonly Transfer[],
): readonly BeforeAfter[] {
  return agencies.map(({ agency, allocatedRial }) => {
    const before = rial(allocatedRial);
    const change = received(transfers, agency) - given(transfers, agency);
    return { agency, before, change, after: before + change };
  });
}

export function received(transfers: readonly Transfer[], agency: string): Rial {
  return sumRial(transfers.filter(({ to }) => to === agency).map(({ amountRial }) => rial(amountRial)));
}

export function given(transfers: readonly Transfer[], agency: string): Rial {
  return sumRial(transfers.filter(({ from }) => from === agency).map(({ amountRial }) => rial(amountRial)));
}

/** Figures that a proposal rests on. */
export const COMPARED = ['allocatedRial', 'paidRial', 'movableRial', 'unmetDemandRial'] as const;
export type Compared = (typeof COMPARED)[number];

export type Change =
  | { readonly agency: string; readonly figure: 'verdict'; readonly then: string; readonly now: string }
  | { readonly agency: string; readonly figure: Compared; readonly then: RialText; readonly now: RialText };

/** The figures of a review that are others now. An agency that came into the pool since has no figure in the review. */
export function changesSince(reviewed: readonly Agency[], now: readonly Agency[]): readonly Change[] {
  return reviewed.flatMap((then): readonly Change[] => {
    const present = now.find(({ agency }) => agency === then.agency);
    if (present === undefined) return [];
    const { agency } = then;
    const verdict: readonly Change[] =
      then.verdict === present.verdict
        ? []
        : [{ agency, figure: 'verdict', then: then.verdict, now: present.verdict }];
    const amounts = COMPARED.filter((figure) => then[figure] !== present[figure]).map((figure): Change => ({
      agency,
      figure,
      then: then[figure],
      now: present[figure],
    }));
    return [...verdict, ...amounts];
  });
}
