import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { WorkingCalendar } from '@misaq/calendar/working-calendar.js';
import type { Policy } from '@misaq/domain/credit/policy.js';
import type { RegisterState } from '@misaq/domain/register/register.js';
import type { PoolReviewed } from '@misaq/domain/credit/events.js';
import type { PrincipalAnswer } from '@misaq/read-models/access/queries.js';
import type { KeptPrincipal } from '@misaq/read-models/access/projection.js';
import type { BankBoard } from '@misaq/read-models/bank-board/queries.js';
import type { CommitmentBoard, CommitmentMonth } from '@misaq/read-models/commitment-board/queries.js';
import type { PoolBoard } from '@misaq/read-models/credit-board/board.js';
import type { Variation } from '@misaq/read-models/credit-board/simulation.js';
import type { HistorySubject } from '@misaq/read-models/history/queries.js';
import type { BankBoardItem } from '@misaq/wire/bank-board.js';
import type { CommitmentBoardItem, NamesByKind } from '@misaq/wire/commitment-board.js';
import type { PoolBoardItem, PoolItem, SimulationItem } from '@misaq/wire/credit-board.js';
import type { ShownEvent } from '@misaq/wire/history.js';
import type { Names } from '@misaq/wire/names.js';
import type { ShownPosition } from '@misaq/wire/position.js';
import type { TokenItem } from '@misaq/wire/principals.js';
import type { ReviewDetailItem, ReviewSummaryItem } from '@misaq/wire/reviews.js';
import type { ReviewId } from '../arguments/review-id.js';

/*
 * What verbs ask, wherever the answer comes from: `item` is what a program is shown, the rest is what texts and tables
 * are made of. Whoever asks sees what their role may see. A day that is left out is today.
 */

export interface PoolsShown {
  readonly position: ShownPosition;
  readonly pools: readonly PoolItem[];
}

export interface PoolBoardShown {
  readonly item: PoolBoardItem;
  /** The sums are null for whoever sees one row only. */
  readonly board: Omit<PoolBoard, 'position' | 'totals' | 'unplacedRial' | 'holidays'> &
    Pick<PoolBoardItem, 'totals' | 'unplacedRial'>;
  readonly names: Names;
}

export interface BankBoardShown {
  readonly item: BankBoardItem;
  readonly board: Omit<BankBoard, 'position'>;
  readonly names: Names;
}

export type MonthShown = Pick<CommitmentMonth, 'month' | 'net' | 'netToDate' | 'fulfilmentBasisPoints'>;

export interface CommitmentBoardShown {
  readonly item: CommitmentBoardItem;
  readonly board: Omit<CommitmentBoard, 'position' | 'months'> & { readonly months: readonly MonthShown[] };
  readonly names: NamesByKind;
}

export interface SimulationShown {
  readonly item: SimulationItem;
  /** Absorption of an agency as things are, in basis points. */
  readonly absorptionBefore: (agency: string) => number | undefined;
}

export interface ReviewsShown {
  readonly position: ShownPosition;
  /** Latest first. */
  readonly reviews: readonly ReviewSummaryItem[];
}

export interface ReviewShown {
  readonly item: ReviewDetailItem & { readonly position: ShownPosition };
  readonly trace: PoolReviewed;
  readonly names: Names;
}

export interface PrincipalsShown {
  readonly position: ShownPosition;
  readonly total: number;
  readonly principals: readonly KeptPrincipal[];
}

export type PrincipalShown = Omit<PrincipalAnswer, 'position' | 'tokens'> & {
  readonly position: ShownPosition;
  readonly tokens: readonly TokenItem[];
};

export interface TokensShown {
  readonly position: ShownPosition;
  readonly total: number;
  /** In order of id. */
  readonly tokens: readonly TokenItem[];
}

export interface HistoryShown {
  readonly total: number;
  readonly position: ShownPosition;
  readonly events: readonly ShownEvent[];
}

export interface HistoryAsked {
  readonly subject: HistorySubject;
  /** Only events after this position; -1 begins at the first. A server gives officers of organisations tokens. */
  readonly after: ShownPosition;
  readonly limit: number | undefined;
}

export interface CommitmentBoardAsked {
  readonly province: string;
  /** Jalali. */
  readonly year: number;
  readonly version: string;
}

/** @throws RefusedError, each of them */
export interface Questions {
  provinces(): Promise<readonly string[]>;
  register(province: string): Promise<RegisterState>;
  calendar(province: string): Promise<WorkingCalendar>;
  /** Undefined when the pool has none: it was never opened. */
  policies(pool: string): Promise<readonly Policy[] | undefined>;
  pools(): Promise<PoolsShown>;
  poolBoard(pool: string, asOf?: PlainDate): Promise<PoolBoardShown>;
  bankBoard(pool?: string, asOf?: PlainDate): Promise<BankBoardShown>;
  commitmentBoard(asked: CommitmentBoardAsked): Promise<CommitmentBoardShown>;
  simulation(pool: string, asOf: PlainDate | undefined, variation: Variation): Promise<SimulationShown>;
  reviews(pool?: string): Promise<ReviewsShown>;
  review(review: ReviewId): Promise<ReviewShown>;
  /** Page by page: a history may be larger than what should lie in memory. At least one page. */
  history(asked: HistoryAsked): AsyncIterable<HistoryShown>;
  principals(): Promise<PrincipalsShown>;
  principal(principalId: string): Promise<PrincipalShown>;
  tokens(): Promise<TokensShown>;
  /** Whose token it is; undefined when no such token was issued. */
  holderOf(tokenId: string): Promise<string | undefined>;
}
