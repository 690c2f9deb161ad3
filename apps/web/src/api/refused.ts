import type { components } from './schema.js';

type Problem = components['schemas']['ProblemDto'];

/** What the server, or the way to it, said no with. */
export class Refused extends Error {
  constructor(
    /** The name of the refusal; {@link UNREACHABLE} when nothing answered. */
    readonly refusal: string,
    readonly status: number,
    readonly figures: Problem['figures'] = {},
  ) {
    super(refusal);
    this.name = 'Refused';
  }
}

/** Nothing answered: the server is gone, or the browser is offline. */
export const UNREACHABLE = 'unreachable';

/** What answered is not Misaq: a proxy, or a server of another version. */
export const UNREADABLE = 'unreadable';

const UNAUTHENTICATED = 401;

/** Whether an error says that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === UNAUTHENTICATED;
}

/** Whether a problem document came, and not a page of somebody else. */
function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'refusal' in body && typeof body.refusal === 'string';
}

/** The refusal in an answer that is not a good one. */
export function refusedBy(status: number, body: unknown): Refused {
  return isProblem(body) ? new Refused(body.refusal, status, body.figures) : new Refused(UNREADABLE, status);
}
