import type { Subject } from '@misaq/platform/subjects/subject.js';
import { exportsBoard } from './boards/exports/board.js';
import { readModelsBoard } from './boards/read-models/board.js';
import { tasksBoard } from './boards/tasks/board.js';

/** What an operator asks of a process. It records nothing. */
export const operations = {
  name: 'operations',
  facts: {},
  refusals: {},
  routes: [],
  boards: [readModelsBoard, tasksBoard, exportsBoard],
} as const satisfies Subject;
