import type { Language } from './facts.js';

/**
 * What a "no" is, whatever its name: an edge that speaks HTTP has one status for each kind. Most are business answers; the
 * later ones are given only by an edge, about the request itself.
 */
export const REFUSAL_KINDS = [
  /** The request or its file cannot be understood. */
  'not_understood',
  /** The actor is known and may not do it. */
  'not_allowed',
  /** What is named does not exist, or is not the actor's to see. */
  'not_there',
  /** It stands against what is recorded already. */
  'against_record',
  /** It is understood, and against a rule whatever is recorded. */
  'against_rule',
  /** Not now: the same may be sent again later. */
  'not_now',
  /** Nobody is signed in. */
  'not_authenticated',
  /** The answer does not exist in the form that was asked for. */
  'not_acceptable',
  /** The request did not arrive in time. */
  'too_slow',
  /** It was there, and is given to nobody any more. */
  'gone',
  'too_large',
  'wrong_medium',
  /** More in a stretch of time than is taken. */
  'too_often',
  /** A mistake of this program. */
  'failed',
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** What the name of a refusal means, in a sentence of each language. The figures beside a name say what caused it. */
export interface RefusalMeaning extends Readonly<Record<Language, string>> {
  readonly kind: RefusalKind;
}

/** The refusals of a subject by name. A name that several subjects have is of one kind in all of them. */
export type Refusals = Readonly<Record<string, RefusalMeaning>>;
