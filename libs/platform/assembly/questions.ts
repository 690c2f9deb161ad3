import { banks, banksOfPool } from '@misaq/credit/boards/banks/question.js';
import { facilities, facility } from '@misaq/credit/boards/facilities/question.js';
import { history } from '@misaq/platform/history/question.js';
import { job, jobs } from '@misaq/employment/boards/jobs/question.js';
import { commitmentBoard, commitmentCells } from '@misaq/commitments/boards/commitments/question.js';
import { lots, poolBoard, pools, simulation } from '@misaq/credit/boards/pools/question.js';
import { principal, principals } from '@misaq/access/boards/principals/question.js';
import type { AnyQuestion } from '@misaq/platform/questions/question.js';
import { organisations, provinces } from '@misaq/register/boards/register/question.js';
import { review, reviews } from '@misaq/credit/boards/reviews/question.js';
import { calendar, holidays, workingDays } from '@misaq/working-calendar/boards/calendar/question.js';

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
