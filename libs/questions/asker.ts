import type { Actor } from '@misaq/domain/kernel/actor.js';

/** Who asks a question. */
export interface Asker {
  readonly actor: Actor;
}
