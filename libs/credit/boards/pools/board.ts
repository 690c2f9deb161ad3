import { spellingAmong } from '@misaq/platform/projections/spellings.js';
import type { Board } from '@misaq/platform/questions/board.js';
import { CREDIT_BOARD, creditBoardProjection } from './projection.js';
import { type CreditQuestions, creditQuestions } from './queries.js';
import { lots, poolBoard as board, pools, simulation } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly credit: CreditQuestions;
  }
}

/** The credit of a pool: who absorbed what, how much time is left, what could move. */
export const poolsBoard: Board = {
  projection: creditBoardProjection,
  place: 3,
  open: ({ reader, models }) => ({
    credit: creditQuestions(reader(CREDIT_BOARD), (province) => models.register.calendar(province)),
  }),
  ids: { pool: ['pools', 'pool'] },
  owned: {
    pool: (tables, id, { agency }) =>
      agency === undefined
        ? undefined
        : spellingAmong(tables, ['parts', 'pool'], id, { agency }) !== undefined,
  },
  questions: [pools, board, lots, simulation],
};
