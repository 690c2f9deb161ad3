import type { Board } from '@misaq/platform/questions/board.js';
import { keptExport, keptExports } from '@misaq/platform/tasks/exports/question.js';

/** No table of its own: a node keeps its exports beside its files. */
export const exportsBoard: Board = { questions: [keptExports, keptExport] };
