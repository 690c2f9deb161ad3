import type { Actor } from '@misaq/platform/kernel/actor.js';

/** Who asks a question. */
export interface Asker {
  readonly actor: Actor;
}
