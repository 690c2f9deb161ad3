import type { Language } from './facts.js';

/**
 * The kinds of refusals. HTTP has one status for each kind. Most are business answers. The later ones come only from
 * HTTP or the command line and concern the request itself.
 */
export const REFUSAL_KINDS = [
  /** The request or its file cannot be understood. */
  'not_understood',
  /** The actor is known but has no right to do it. */
  'not_allowed',
  /** The named thing does not exist, or the actor may not see it. */
  'not_there',
  /** The command contradicts what is already recorded. */
  'against_record',
  /** The command is understood, but breaks a rule whatever is recorded. */
  'against_rule',
  /** Not possible now: the client may send the same again later. */
  'not_now',
  /** The client is not signed in. */
  'not_authenticated',
  /** The answer does not exist in the requested form. */
  'not_acceptable',
  /** The request did not arrive in time. */
  'too_slow',
  /** It existed, and is no longer available to anybody. */
  'gone',
  'too_large',
  'wrong_medium',
  /** More requests in a period than are allowed. */
  'too_often',
  /** A bug of this program. */
  'failed',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** The meaning of a refusal, in one sentence for each language. The figures beside the name give the cause. */
export interface RefusalMeaning extends Readonly<Record<Language, string>> {
  readonly kind: RefusalKind;
}

/** The refusals of a subject by name. A name that several subjects use has one kind in all of them. */
export type Refusals = Readonly<Record<string, RefusalMeaning>>;
