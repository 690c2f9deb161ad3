import type { Board } from '@misaq/platform/questions/board.js';
import { type Authenticate, authenticator } from './authenticate.js';
import { ACCESS, accessProjection } from './projection.js';
import { type AccessQuestions, accessQuestions } from './queries.js';
import { me, principal, principals } from './question.js';

declare module '@misaq/platform/questions/read-models.js' {
  interface ReadModels {
    readonly access: AccessQuestions;
    readonly authenticate: Authenticate;
  }
}

/** Who may act, in which roles, with which tokens. */
export const principalsBoard: Board = {
  projection: accessProjection,
  place: 2,
  open: ({ reader }) => ({
    access: accessQuestions(reader(ACCESS)),
    authenticate: authenticator(reader(ACCESS)),
  }),
  questions: [principals, principal, me],
};
