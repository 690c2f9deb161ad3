import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RialText } from '@misaq/platform/kernel/money.js';

/*
 * Why Misaq itself requests a review. The reason is computed from the record each time and stored nowhere else. A lost,
 * doubled or late timer therefore changes nothing.
 */

/** Why a review is due; stands in the review, so JSON only. */
export type DueBecause =
  /** The deadline of these lots has passed, and no review has looked at that yet. */
  | {
      readonly why: 'lot_expired';
      readonly lots: readonly {
        readonly lotId: string;
        readonly agency: string;
        readonly deadline: PlainDate;
      }[];
      /** How many more lots there are than the ones named; absent when all are named. */
      readonly more?: number;
    }
  /** Something recorded since the last review has turned a verdict between `passed` and `fell-short`. */
  | {
      readonly why: 'verdict_turned';
      readonly agencies: readonly {
        readonly agency: string;
        /** The deadline of the current verdict. */
        readonly deadline: PlainDate;
        readonly was: Judged;
        readonly is: Judged;
      }[];
    }
  /**
   * The last review left movable credit unplaced. More could be placed now than the approvals and dismissals so far
   * cover.
   */
  | {
      readonly why: 'recipient_appeared';
      readonly unplacedRial: RialText;
      readonly decidedRial: RialText;
      readonly wouldPlaceRial: RialText;
    };

/** The verdict on a deadline, without regard to what is left to move. */
export type Judged = 'passed' | 'fell-short';
