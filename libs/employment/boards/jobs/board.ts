import type { Board } from '@misaq/platform/questions/board.js';
import { type HalfAct, halfActs } from './half-finished-acts.js';
import { JOBS, jobsProjection } from './projection.js';
import { type JobQuestions, jobQuestions } from './queries.js';
import { job, jobs } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly jobs: JobQuestions;
    /** Acts whose one half was recorded by then (ms since the epoch) and whose other half is not seen, oldest first. */
    readonly halfActs: (recordedByMs: number) => readonly HalfAct[];
  }
}

/** Jobs that were registered, and their rounds of verification. */
export const jobsBoard: Board = {
  projection: jobsProjection,
  place: 8,
  open: ({ reader, store }) => ({
    jobs: jobQuestions(reader(JOBS), store),
    halfActs: halfActs(reader(JOBS)),
  }),
  questions: [jobs, job],
};
