import type { Board } from '@misaq/platform/questions/board.js';
import { FACILITIES } from '../facilities/projection.js';
import { type AllFacilitiesQuestions, allFacilitiesQuestions } from './queries.js';
import { allFacilities } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly allFacilities: AllFacilitiesQuestions;
  }
}

/** The facilities of all pools, with the deadline of the credit behind each: the queue of a bank. */
export const allFacilitiesBoard: Board = {
  open: ({ reader }) => ({ allFacilities: allFacilitiesQuestions(reader(FACILITIES)) }),
  questions: [allFacilities],
};
