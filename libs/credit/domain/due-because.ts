import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RialText } from '@misaq/platform/kernel/money.js';

/*
 * When Misaq itself asks for a review. It is found from what is on record each time, and remembered nowhere: a timer
 * that was lost, doubled or late changes nothing.
 */

/** Why a review is due; stands in the review, so JSON only. */
export type DueBecause =
  /** The time of these lots was up, and no review has looked at that yet. */
  | {
      readonly why: 'lot_expired';
      readonly lots: readonly {
        readonly lotId: string;
        readonly agency: string;
        readonly deadline: PlainDate;
      }[];
      /** How many lots there are beside those that are named; absent when all are. */
      readonly more?: number;
    }
  /** Something recorded since the last review has turned a verdict between `passed` and `fell-short`. */
  | {
      readonly why: 'verdict_turned';
      readonly agencies: readonly {
        readonly agency: string;
        /** The deadline that the verdict is about now. */
        readonly deadline: PlainDate;
        readonly was: Judged;
        readonly is: Judged;
      }[];
    }
  /** The last review left movable credit unplaced, and more could be placed now than anybody has decided on. */
  | {
      readonly why: 'recipient_appeared';
      readonly unplacedRial: RialText;
      readonly decidedRial: RialText;
      readonly wouldPlaceRial: RialText;
    };

/** A verdict on a deadline, whatever is left to move. */
export type Judged = 'passed' | 'fell-short';
