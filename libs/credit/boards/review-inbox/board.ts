import type { Board } from '@misaq/platform/questions/board.js';
import { reviewInbox, reviewStanding } from './question.js';

/** What waits for a signature in all pools, and whether it is still sound. */
export const reviewInboxBoard: Board = { questions: [reviewInbox, reviewStanding] };
