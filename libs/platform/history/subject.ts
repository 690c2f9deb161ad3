import { commandLine } from './command-line.js';
import type { Subject } from '@misaq/platform/subjects/subject.js';
import { historyBoard } from './board.js';

/** The history of all subjects. It records nothing itself. */
export const history = {
  name: 'history',
  facts: {},
  refusals: {},
  routes: [],
  boards: [historyBoard],
  http: async () => (await import('./http/controllers.js')).controllers,
  commandLine,
} as const satisfies Subject;
