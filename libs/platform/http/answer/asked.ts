import type { Scope } from '../access/scopes.js';
import type { Fresh } from '../request/freshness.js';

/** What an answer is an answer to, and what it is read from. */
export interface Asked {
  readonly query: Fresh;
  readonly scope: Scope;
  /** The projections whose tables it is read from; answers depend on nothing else but the day. */
  readonly from: readonly string[];
  /** What is not in the tables and the answer depends on all the same. */
  readonly beside?: unknown;
  /** Whether it takes much work each time: then the senders of such questions take turns. */
  readonly dear?: boolean;
}
