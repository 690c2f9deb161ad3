import { join } from 'node:path';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import { removeProjectionFile } from '@misaq/platform/projections/projection-file.js';
import type { Elsewhere } from '@misaq/platform/projections/rebuild.js';
import {
  openProjections,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
  type Watcher,
} from '@misaq/platform/projections/runner.js';
import { authenticator, type Authenticate } from '@misaq/access/boards/principals/authenticate.js';
import { ACCESS, accessProjection } from '@misaq/access/boards/principals/projection.js';
import { accessQuestions, type AccessQuestions } from '@misaq/access/boards/principals/queries.js';
import { BANK_BOARD, bankBoardProjection } from '@misaq/credit/boards/banks/projection.js';
import { bankQuestions, type BankQuestions } from '@misaq/credit/boards/banks/queries.js';
import {
  COMMITMENT_BOARD,
  commitmentBoardProjection,
} from '@misaq/commitments/boards/commitments/projection.js';
import {
  commitmentQuestions,
  type CommitmentQuestions,
} from '@misaq/commitments/boards/commitments/queries.js';
import { CREDIT_BOARD, creditBoardProjection } from '@misaq/credit/boards/pools/projection.js';
import { creditQuestions, type CreditQuestions } from '@misaq/credit/boards/pools/queries.js';
import { FACILITIES, facilitiesProjection } from '@misaq/credit/boards/facilities/projection.js';
import { facilityQuestions, type FacilityQuestions } from '@misaq/credit/boards/facilities/queries.js';
import { HISTORY, historyProjection } from '@misaq/platform/history/projection.js';
import { historyQuestions, type HistoryQuestions } from '@misaq/platform/history/queries.js';
import { IMPORTS, importsProjection } from '@misaq/imports/boards/imports/projection.js';
import { importQuestions, type ImportQuestions } from '@misaq/imports/boards/imports/queries.js';
import { JOBS, jobsProjection } from '@misaq/employment/boards/jobs/projection.js';
import { jobQuestions, type JobQuestions } from '@misaq/employment/boards/jobs/queries.js';
import { dueQuestions, type DueQuestions } from './due-queries.js';
import {
  NOTIFICATIONS,
  notificationsProjection,
} from '@misaq/notifications/boards/notifications/projection.js';
import {
  notificationQuestions,
  type NotificationQuestions,
} from '@misaq/notifications/boards/notifications/queries.js';
import { REGISTER, registerProjection } from '@misaq/register/boards/register/projection.js';
import { registerQuestions, type RegisterQuestions } from '@misaq/register/boards/register/queries.js';
import { REVIEWS, reviewsProjection } from '@misaq/credit/boards/reviews/projection.js';
import { heldSpelling } from '@misaq/platform/projections/spellings.js';
import { reviewQuestions, type ReviewQuestions } from '@misaq/credit/boards/reviews/queries.js';

/** Everything that can be asked, and the runner that keeps the answers fresh. */
export interface ReadModels {
  /** `catchUp` or `follow` it, or the answers stay as they are. Close it when done. */
  readonly runner: ProjectionRunner;
  readonly register: RegisterQuestions;
  readonly credit: CreditQuestions;
  readonly commitments: CommitmentQuestions;
  readonly banks: BankQuestions;
  readonly reviews: ReviewQuestions;
  readonly facilities: FacilityQuestions;
  readonly jobs: JobQuestions;
  readonly imports: ImportQuestions;
  readonly history: HistoryQuestions;
  readonly access: AccessQuestions;
  readonly authenticate: Authenticate;
  readonly notifications: NotificationQuestions;
  /** What time brings about; for the work that runs each morning. */
  readonly due: DueQuestions;
}

export interface ReadModelsOptions extends Pick<ProjectionRunnerOptions, 'sealing' | 'otherLog'> {
  /** Holds one SQLite file for each read model; anything in it can be thrown away. */
  readonly folder: string;
  readonly store: EventStore;
  /** Told, in a sentence for an operator, when a file is thrown away or a read model stops. */
  readonly log?: (message: string) => void;
  /** Told which events the answers come to show. */
  readonly watcher?: Watcher;
  /** Where a rebuild is done; in this thread, between other work, when it is left out. */
  readonly elsewhere?: Elsewhere;
}

/** In the order in which an event reaches them. */
export const PROJECTIONS = [
  registerProjection,
  accessProjection,
  creditBoardProjection,
  commitmentBoardProjection,
  bankBoardProjection,
  reviewsProjection,
  facilitiesProjection,
  jobsProjection,
  importsProjection,
  historyProjection,
  notificationsProjection,
] as const;

/** Opens the read models as they are on disk; they are behind the log until the runner has caught up. */
export async function openReadModels(options: ReadModelsOptions): Promise<ReadModels> {
  return readModelsOf(await openProjections({ ...options, projections: PROJECTIONS }), options.store);
}

/** Throws the files of all read models away. Nobody may have them open. */
export function removeReadModels(folder: string): void {
  for (const { name } of PROJECTIONS) removeProjectionFile(join(folder, `${name}.sqlite`));
}

/** What can be asked of read models that a runner keeps, here or elsewhere. */
export function readModelsOf(runner: ProjectionRunner, store: EventStore): ReadModels {
  const register = registerQuestions(runner.reader(REGISTER));
  const facilities = runner.reader(FACILITIES);
  const credit = runner.reader(CREDIT_BOARD);
  const history = historyQuestions(runner.reader(HISTORY), store, (of, id) => {
    switch (of) {
      case 'pool':
        return heldSpelling(credit, ['pools', 'pool'], id);
      case 'organisation':
        return heldSpelling(runner.reader(REGISTER), ['organisations', 'id'], id);
      case 'facility':
        return heldSpelling(facilities, ['facilities', 'facilityId'], id);
    }
  });
  return {
    runner,
    register,
    credit: creditQuestions(credit, register.calendar),
    commitments: commitmentQuestions(runner.reader(COMMITMENT_BOARD)),
    banks: bankQuestions(runner.reader(BANK_BOARD)),
    reviews: reviewQuestions(runner.reader(REVIEWS)),
    access: accessQuestions(runner.reader(ACCESS)),
    authenticate: authenticator(runner.reader(ACCESS)),
    facilities: facilityQuestions(facilities, history),
    jobs: jobQuestions(runner.reader(JOBS), store),
    imports: importQuestions(runner.reader(IMPORTS)),
    history,
    notifications: notificationQuestions(runner.reader(NOTIFICATIONS)),
    due: dueQuestions(
      runner.reader(CREDIT_BOARD),
      runner.reader(REVIEWS),
      runner.reader(JOBS),
      register.calendar,
    ),
  };
}
