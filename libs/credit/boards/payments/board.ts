import type { Board } from '@misaq/platform/questions/board.js';
import { FACILITIES } from '../facilities/projection.js';
import { type PaymentQuestions, paymentQuestions } from './queries.js';
import { payments } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly payments: PaymentQuestions;
  }
}

/** What was paid, by which bank, for which agency, and whether it was in time. Its tables are kept with the facilities. */
export const paymentsBoard: Board = {
  open: ({ reader }) => ({ payments: paymentQuestions(reader(FACILITIES)) }),
  questions: [payments],
};
