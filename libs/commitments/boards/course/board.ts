import type { Board } from '@misaq/platform/questions/board.js';
import { course } from './question.js';

/** The course of a promise through its year, against what is expected of it. */
export const courseBoard: Board = { questions: [course] };
