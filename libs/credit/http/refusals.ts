import type { CreditRefusalName } from '../domain/refusals.js';

/** What an act on a pool can be refused with, beside a field that is not what it must be. */
export function refusals(...names: readonly CreditRefusalName[]): readonly CreditRefusalName[] {
  return ['invalid_field', ...names];
}
