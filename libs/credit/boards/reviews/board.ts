import type { Board } from '@misaq/platform/questions/board.js';
import { REVIEWS, reviewsProjection } from './projection.js';
import { type ReviewQuestions, reviewQuestions } from './queries.js';
import { review, reviews } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly reviews: ReviewQuestions;
  }
}

/** The reviews of pools, each with its trace. */
export const reviewsBoard: Board = {
  projection: reviewsProjection,
  place: 6,
  open: ({ reader }) => ({ reviews: reviewQuestions(reader(REVIEWS)) }),
  questions: [reviews, review],
};
