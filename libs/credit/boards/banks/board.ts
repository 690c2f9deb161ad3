import { spellingAmong } from '@misaq/platform/projections/spellings.js';
import type { Board } from '@misaq/platform/questions/board.js';
import { BANK_BOARD, bankBoardProjection } from './projection.js';
import { type BankQuestions, bankQuestions } from './queries.js';
import { banks, banksOfPool } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly banks: BankQuestions;
  }
}

/** What was introduced to each bank, what it paid and declined, how long it took, and what waits. */
export const banksBoard: Board = {
  projection: bankBoardProjection,
  place: 5,
  owned: {
    pool: (tables, id, { bank }) =>
      bank === undefined ? undefined : spellingAmong(tables, ['banks', 'pool'], id, { bank }) !== undefined,
  },
  open: ({ reader }) => ({ banks: bankQuestions(reader(BANK_BOARD)) }),
  questions: [banksOfPool, banks],
};
