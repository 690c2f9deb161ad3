import type { Board } from '@misaq/platform/questions/board.js';
import { COMMITMENT_BOARD, commitmentBoardProjection } from './projection.js';
import { type CommitmentQuestions, commitmentQuestions } from './queries.js';
import { commitmentBoard, commitmentCells } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly commitments: CommitmentQuestions;
  }
}

/** What a province promised for a year, and what became of it. */
export const commitmentsBoard: Board = {
  projection: commitmentBoardProjection,
  place: 4,
  open: ({ reader }) => ({ commitments: commitmentQuestions(reader(COMMITMENT_BOARD)) }),
  questions: [commitmentBoard, commitmentCells],
};
