import { exportsBoard } from '@misaq/platform/tasks/exports/question.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';
import { projections } from './boards/read-models.js';
import { tasks } from './boards/tasks.js';

/** What an operator asks of a process. It records nothing. */
export const operations = {
  name: 'operations',
  facts: {},
  refusals: {},
  routes: [],
  boards: [{ questions: [projections, tasks] }, exportsBoard],
} as const satisfies Subject;
