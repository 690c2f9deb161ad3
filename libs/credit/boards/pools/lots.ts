import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { PoolFigures } from '../../domain/figures.js';
import type { Lot, LotOrigin } from '../../domain/lots.js';
import type { Review } from '../../domain/review.js';
import type { LotTrace } from '../../domain/trace.js';
import { rialText, type RialText } from '@misaq/platform/kernel/money.js';
import type { Steps } from '@misaq/platform/kernel/steps.js';
import type { Fresh } from '@misaq/platform/projections/freshness.js';

/** A lot of credit as of a day: agency, origin, clock and unpaid amount. */
export interface LotOnBoard extends LotTrace {
  readonly agency: string;
  readonly origin: LotOrigin;
  /** As notified, or as corrected, before anything moved. */
  readonly notifiedRial: RialText;
  /** What left (negative) or came back (positive), in the order it was recorded. */
  readonly moves: readonly {
    readonly on: PlainDate;
    readonly amountRial: RialText;
    readonly reviewId: string;
  }[];
}

export interface LotsOfPool extends Fresh {
  readonly pool: string;
  readonly asOf: PlainDate;
  /** By deadline, then id. */
  readonly lots: readonly LotOnBoard[];
  readonly holidays: Review['holidays'];
}

/** The lots that a review examined, with fields that the review does not repeat. */
export function* lotsOnBoard({ agencies }: PoolFigures, reviewed: Review): Steps<readonly LotOnBoard[]> {
  const byId = new Map(agencies.flatMap(({ lots }) => lots.map((lot) => [lot.id, lot])));
  const shown: LotOnBoard[] = [];
  for (const { lots } of reviewed.agencies) {
    for (const trace of lots) shown.push(lotOnBoard(trace, byId.get(trace.lotId)));
    yield;
  }
  return shown.sort((a, b) => compare(a.deadline, b.deadline) || compare(a.lotId, b.lotId));
}

function lotOnBoard(trace: LotTrace, lot: Lot | undefined): LotOnBoard {
  if (lot === undefined) throw new Error(`no lot ${trace.lotId}`);
  const { agency, origin, amountRial, moves } = lot;
  return {
    agency,
    ...trace,
    origin,
    notifiedRial: rialText(amountRial),
    moves: moves.map(({ on, amountRial: moved, reviewId }) => ({
      on,
      amountRial: rialText(moved),
      reviewId,
    })),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
