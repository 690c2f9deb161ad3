import { join } from 'node:path';
import type { EventStore } from '@misaq/event-store/port.js';
import { removeProjectionFile } from '@misaq/projections/projection-file.js';
import type { Elsewhere } from '@misaq/projections/rebuild.js';
import {
  openProjections,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
  type Watcher,
} from '@misaq/projections/runner.js';
import { authenticator, type Authenticate } from './access/authenticate.js';
import { ACCESS, accessProjection } from './access/projection.js';
import { accessQuestions, type AccessQuestions } from './access/queries.js';
import { BANK_BOARD, bankBoardProjection } from './bank-board/projection.js';
import { bankQuestions, type BankQuestions } from './bank-board/queries.js';
import { COMMITMENT_BOARD, commitmentBoardProjection } from './commitment-board/projection.js';
import { commitmentQuestions, type CommitmentQuestions } from './commitment-board/queries.js';
import { CREDIT_BOARD, creditBoardProjection } from './credit-board/projection.js';
import { creditQuestions, type CreditQuestions } from './credit-board/queries.js';
import { FACILITIES, facilitiesProjection } from './facilities/projection.js';
import { facilityQuestions, type FacilityQuestions } from './facilities/queries.js';
import { HISTORY, historyProjection } from './history/projection.js';
import { historyQuestions, type HistoryQuestions } from './history/queries.js';
import { IMPORTS, importsProjection } from './imports/projection.js';
import { importQuestions, type ImportQuestions } from './imports/queries.js';
import { JOBS, jobsProjection } from './jobs/projection.js';
import { jobQuestions, type JobQuestions } from './jobs/queries.js';
import { dueQuestions, type DueQuestions } from './due/queries.js';
import { NOTIFICATIONS, notificationsProjection } from './notifications/projection.js';
import { notificationQuestions, type NotificationQuestions } from './notifications/queries.js';
import { REGISTER, registerProjection } from './register/projection.js';
import { registerQuestions, type RegisterQuestions } from './register/queries.js';
import { REVIEWS, reviewsProjection } from './reviews/projection.js';
import { heldSpelling } from './spellings.js';
import { reviewQuestions, type ReviewQuestions } from './reviews/queries.js';

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
