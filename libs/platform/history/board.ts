import type { Board } from '@misaq/platform/questions/board.js';
import { HISTORY, historyProjection } from './projection.js';
import { type EventQuestions, eventQuestions } from './one-event.js';
import { type HistoryQuestions, historyQuestions } from './queries.js';
import { event, history } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly history: HistoryQuestions & EventQuestions;
  }
}

/** Every event of the log, with its actor and what it concerns. */
export const historyBoard: Board = {
  projection: historyProjection,
  place: 10,
  open: ({ reader, ...parts }) => ({
    history: { ...historyQuestions(reader(HISTORY), parts), ...eventQuestions(reader(HISTORY), parts.store) },
  }),
  questions: [history, event],
};
