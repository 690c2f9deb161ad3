import type { Actor } from '@misaq/domain/kernel/actor.js';

/** Who asks a question. */
export interface Asker {
  readonly actor: Actor;
  /** Whose register knows the agency or bank that the actor acts for; absent where nobody knows it. */
  readonly province?: string;
}
