import type { FastifyRequest } from 'fastify';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { Bearer } from '../access/principal.js';
import type { SessionCookie } from './cookie.js';
import type { OwnOrigin } from './own-origin.js';

/** The session in which a request came. */
export interface RequestSession {
  /** No secret: it stands beside the actor of each event. */
  readonly sessionId: string;
  readonly account: string;
  /** What `X-Misaq-Csrf` must hold. */
  readonly csrf: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for requests with a token, for those without a session, and until the gate has looked. */
    session: RequestSession | null;
  }
}

/** What the gate asks about sessions. */
export interface SessionDoor {
  readonly cookie: SessionCookie;
  readonly origin: OwnOrigin;
  /**
   * The session that a cookie names, or that its time is up; undefined when there is none.
   * @param attended whether a person is there, so that the session is not idle
   * @throws RefusedError `sessions_unavailable`
   */
  readonly find: (
    cookie: string,
    attended: boolean,
  ) => Promise<RequestSession | { readonly refusal: Refusal } | undefined>;
  /** The present actor of the session, or why it has none. Checked again while a long answer is sent. */
  readonly actsAs: (session: RequestSession) => Bearer | { readonly refusal: Refusal };
  /** Takes the confirmation that was given for one signing; gives back what returns it, undefined when there is none. */
  readonly takeConfirmation: (session: RequestSession) => Promise<(() => Promise<void>) | undefined>;
}

export const SESSION_DOOR = Symbol('session door');

/** @throws Error on a route that a session is not needed for: a mistake of the program */
export function sessionOf({ session }: FastifyRequest): RequestSession {
  if (session === null) throw new Error('a route that needs no session asked for it');
  return session;
}
