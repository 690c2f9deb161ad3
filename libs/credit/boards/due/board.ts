import type { Board } from '@misaq/platform/questions/board.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { REVIEWS } from '../reviews/projection.js';
import { type DueQuestions, dueQuestions } from './queries.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    /** What time brings about; for the work that runs each morning. */
    readonly due: DueQuestions;
  }
}

/** What time brings about in the pools. Clients do not ask it. */
export const dueBoard: Board = {
  open: ({ reader, models }) => ({
    due: dueQuestions(reader(CREDIT_BOARD), reader(REVIEWS), (province) =>
      models.register.calendar(province),
    ),
  }),
  questions: [],
};
