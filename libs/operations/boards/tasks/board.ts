import type { Board } from '@misaq/platform/questions/board.js';
import { tasks } from './question.js';

/** No table of its own: the scheduler knows its tasks. */
export const tasksBoard: Board = { questions: [tasks] };
