import { banks, banksOfPool } from './banks.js';
import { facilities, facility } from './facilities.js';
import { history } from './history.js';
import { job, jobs } from './jobs.js';
import { commitmentBoard, commitmentCells } from './plans.js';
import { lots, poolBoard, pools, simulation } from './pools.js';
import { principal, principals } from './principals.js';
import type { AnyQuestion } from './question.js';
import { calendar, holidays, organisations, provinces, workingDays } from './register.js';
import { review, reviews } from './reviews.js';

/** Every question that has become a value. */
export const QUESTIONS: readonly AnyQuestion[] = [
  provinces,
  organisations,
  calendar,
  holidays,
  workingDays,
  commitmentBoard,
  commitmentCells,
  pools,
  poolBoard,
  lots,
  simulation,
  banksOfPool,
  banks,
  reviews,
  review,
  facilities,
  facility,
  jobs,
  job,
  history,
  principals,
  principal,
];
