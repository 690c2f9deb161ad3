import type { Board } from '@misaq/platform/questions/board.js';
import { REGISTER, registerProjection } from './projection.js';
import { type RegisterQuestions, registerQuestions } from './queries.js';
import { organisations, provinces } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly register: RegisterQuestions;
  }
}

/** Who is known in a province. */
export const registerBoard: Board = {
  projection: registerProjection,
  place: 1,
  open: ({ reader }) => ({ register: registerQuestions(reader(REGISTER)) }),
  ids: { organisation: ['organisations', 'id'] },
  questions: [provinces, organisations],
};
