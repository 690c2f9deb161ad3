import type { DomainEvent, Refusal, Remark } from '@misaq/platform/kernel/decision.js';

/** The outcome of a command. */
export type CommandResult =
  | {
      readonly kind: 'done';
      /**
       * The recorded events, written now or when the command first came. Empty when the same act was already recorded.
       */
      readonly events: readonly DomainEvent[];
      /** Log position that a read model must have reached to show the result. */
      readonly position: bigint;
      /** True when nothing was written now. */
      readonly repeated: boolean;
      /** The fate of an act that was already recorded, when a client that repeats it should know. */
      readonly remark?: Remark;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
