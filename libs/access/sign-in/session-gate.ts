import { RefusedError } from '@misaq/platform/http/answer/refused.js';
import type { SessionCookie } from '@misaq/platform/http/session/cookie.js';
import type { OwnOrigin } from '@misaq/platform/http/session/own-origin.js';
import type { SessionDoor } from '@misaq/platform/http/session/session-door.js';
import { no } from './parts.js';
import { SessionsUnavailableError } from './session-store.js';
import { requestSession, type SignIn } from './sign-in.js';

/** What the gate of the server asks about sessions, answered by those of a data directory. */
export function sessionDoor(signIn: SignIn, cookie: SessionCookie, origin: OwnOrigin): SessionDoor {
  const { sessions } = signIn;
  return {
    cookie,
    origin,
    async find(given, attended) {
      const found = await reached(() => sessions.find(given, attended));
      if (found === undefined) return undefined;
      return 'ended' in found ? no('session_ended', { reason: found.ended }) : requestSession(found);
    },
    actsAs: ({ sessionId }) => signIn.actsAs(sessionId),
    async takeConfirmation({ sessionId }) {
      const untilMs = await reached(() => sessions.takeConfirmation(sessionId));
      if (untilMs === undefined) return undefined;
      return () => reached(() => sessions.giveBack(sessionId, untilMs));
    },
  };
}

/** @throws RefusedError `sessions_unavailable` where the store cannot be reached */
export async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SessionsUnavailableError)) throw error;
    throw new RefusedError(no('sessions_unavailable').refusal);
  }
}
