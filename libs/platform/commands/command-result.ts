import type { DomainEvent, Refusal, Remark } from '@misaq/platform/kernel/decision.js';

/** What became of a command. */
export type CommandResult =
  | {
      readonly kind: 'done';
      /** What was written, now or when the same command came first; empty when the same act stood already. */
      readonly events: readonly DomainEvent[];
      /** Position of the log that a query must have reached to see it. */
      readonly position: bigint;
      /** True when nothing was written now. */
      readonly repeated: boolean;
      /** What became of an act that stood already, when that matters to whoever sends it again. */
      readonly remark?: Remark;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
