import type { RefusalKind } from '@misaq/platform/kernel/refusals.js';
import { refusalKind } from '@misaq/platform/text/refusals.js';

/** The only place that knows which HTTP status a refusal has. */
const STATUS_OF_KIND = {
  not_understood: 400,
  not_authenticated: 401,
  not_allowed: 403,
  not_there: 404,
  not_acceptable: 406,
  too_slow: 408,
  against_record: 409,
  gone: 410,
  too_large: 413,
  wrong_medium: 415,
  against_rule: 422,
  too_often: 429,
  failed: 500,
  not_now: 503,
} as const satisfies Record<RefusalKind, number>;

/** A name that no refusal has would be a mistake of this program. */
export function statusOf(name: string): number {
  return STATUS_OF_KIND[refusalKind(name) ?? 'failed'];
}
