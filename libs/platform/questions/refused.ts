import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { edgeRefusal, type EdgeRefusalName } from '@misaq/platform/text/refusals.js';

/** One part of a question that cannot be understood. */
export interface FieldError {
  /** Name of the parameter. */
  readonly field: string;
  /** A stable name of what is wrong. */
  readonly code: string;
  /** An English sentence. */
  readonly message: string;
}

/** A question that is not answered, by name. Each edge shows it in its own way. */
export class QuestionRefusedError extends Error {
  override readonly name = 'QuestionRefusedError';
  constructor(
    readonly refusal: Refusal,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(refusal.name);
  }
}

export function refused(name: EdgeRefusalName, figures: Refusal['figures'] = {}): QuestionRefusedError {
  return new QuestionRefusedError(edgeRefusal(name, figures));
}

export function notUnderstood(...fields: readonly FieldError[]): QuestionRefusedError {
  return new QuestionRefusedError(edgeRefusal('invalid_request', { fields: fields.length }), fields);
}

export function unknownPool(pool: string): QuestionRefusedError {
  return new QuestionRefusedError({ name: 'unknown_pool', figures: { pool } });
}
