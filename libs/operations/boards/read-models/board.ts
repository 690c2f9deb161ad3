import type { Board } from '@misaq/platform/questions/board.js';
import { projections } from './question.js';

/** No table of its own: a process knows its projections. */
export const readModelsBoard: Board = { questions: [projections] };
