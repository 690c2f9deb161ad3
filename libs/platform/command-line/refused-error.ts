import type { Refusal } from '@misaq/platform/kernel/decision.js';

/** A "no" that ends a verb wherever it is found; shown as a refusal, with exit code 1. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly refusal: Refusal,
    /** What else is told, such as which fields of a request are wrong. */
    readonly more: object = {},
  ) {
    super(refusal.name);
  }
}
