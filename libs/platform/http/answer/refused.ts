import type { Refusal } from '@misaq/platform/kernel/decision.js';
import type { FieldError } from '@misaq/platform/questions/refused.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';

export type { FieldError };

/** A "no" on its way to the client; {@link ../http/problem.ts} turns it into problem details. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly refusal: Refusal,
    readonly fields: readonly FieldError[] = [],
    /** Seconds after which trying again makes sense. */
    readonly retryAfterSeconds?: number,
    /** What else is told, such as the report of a file. */
    readonly more: object = {},
  ) {
    super(refusal.name);
  }
}

export function refuse(name: EdgeRefusalName, figures: Refusal['figures'] = {}): RefusedError {
  return new RefusedError(edgeRefusal(name, figures));
}

export function invalidRequest(...fields: readonly FieldError[]): RefusedError {
  return new RefusedError(edgeRefusal('invalid_request', { fields: fields.length }), fields);
}
