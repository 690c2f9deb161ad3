import type { RegisterWebhook } from './domain/webhook.js';
import { WEBHOOKS_OF_ONE_MAX } from './domain/webhook.js';
import type { NotifiedOrganisation } from './domain/webhook-events.js';
import type { ActParts } from '@misaq/platform/commands/command-route.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

export interface RecordedWebhooks {
  /** Number of webhooks of the organisation that are not removed. */
  readonly count: number;
  /** The log position of that count. */
  readonly position: bigint;
}

/**
 * Counts the webhooks of an organisation in the tables.
 * @param newest waits briefly until the tables show the current end of the log
 */
export type CountWebhooks = (
  organisation: NotifiedOrganisation,
  newest: boolean,
) => Promise<RecordedWebhooks>;

declare module '@misaq/platform/commands/command-route.js' {
  interface CommandTables {
    readonly countWebhooks: CountWebhooks;
  }
}

/**
 * Registers webhooks up to the limit of their organisation. Each webhook is a separate stream, so no stream counts
 * them. The tables do, and this process adds its own recent registrations. Registrations of one organisation are
 * decided one after the other. Several processes on one log may each accept one at the same moment, and so exceed the
 * limit.
 */
export class WebhookRegistrations {
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Positions of registrations of this process that the tables may not show yet. */
  readonly #positions = new Map<string, readonly bigint[]>();

  constructor(private readonly parts: ActParts) {}

  register(command: RegisterWebhook, envelope: Envelope): Promise<CommandResult> {
    const { province, kind, id } = command.organisation;
    const key = JSON.stringify([province, kind, id]);
    const register = (): Promise<CommandResult> => this.#register(key, command, envelope);
    const turn = (this.#turns.get(key) ?? Promise.resolve()).then(register, register);
    this.#turns.set(key, turn);
    const leave = (): void => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  }

  async #register(key: string, command: RegisterWebhook, envelope: Envelope): Promise<CommandResult> {
    let webhooks = await this.#count(key, command.organisation, false);
    // The count may still include a webhook that was just removed.
    if (webhooks >= WEBHOOKS_OF_ONE_MAX) webhooks = await this.#count(key, command.organisation, true);
    const result = await this.parts.router.step({ command }, envelope, { webhooks });
    if (result.kind === 'done' && !result.repeated)
      this.#positions.set(key, [...(this.#positions.get(key) ?? []), result.position]);
    return result;
  }

  async #count(key: string, organisation: NotifiedOrganisation, newest: boolean): Promise<number> {
    const { count, position } = await this.parts.tables.countWebhooks(organisation, newest);
    const unseen = (this.#positions.get(key) ?? []).filter((each) => each > position);
    if (unseen.length === 0) this.#positions.delete(key);
    else this.#positions.set(key, unseen);
    return count + unseen.length;
  }
}
