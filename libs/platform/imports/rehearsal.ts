import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import type { CommandTables } from '@misaq/platform/commands/command-route.js';
import { ForkedStreams } from '@misaq/platform/commands/forked-streams.js';
import type { KnownVerifiers } from '@misaq/employment/verifiers.js';
import type { PlannedRow } from './planned-row.js';
import { sentOf } from './row-commands.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

export interface RehearsalParts {
  /** The router of the log. */
  readonly router: Pick<CommandRouter, 'subjects' | 'streams'>;
  readonly clock: Clock;
  readonly tables: CommandTables;
}

/**
 * Tries the rows of a file one after another: the router of commands on copies of the streams. A row finds what the rows
 * before it produce, and nothing is written.
 */
export class Rehearsal {
  /** The agencies, each as {@link payerOf} names it, whose credit does not suffice for the payments that were tried. */
  readonly shortOfCredit = new Set<string>();
  readonly #router: CommandRouter;
  /** One command id for all rows: copies of streams know no command ids. */
  readonly #envelope: Envelope;
  #assumesCredit = false;

  /** @param hidesCredit tries payments as if agencies had the credit; {@link shortOfCredit} says where they have not */
  constructor(
    { router: { subjects, streams }, clock, tables }: RehearsalParts,
    actor: Actor,
    private readonly hidesCredit = false,
  ) {
    this.#envelope = { commandId: newCommandId(clock.now()), actor };
    this.#router = new CommandRouter({
      subjects,
      streams: new ForkedStreams(streams),
      clock,
      tables: { ...tables, knownVerifiers: once(tables.knownVerifiers) },
      contextOptions: { creditAssumed: () => this.#assumesCredit },
    });
  }

  async attempt(row: PlannedRow): Promise<CommandResult> {
    const result = await this.#send(row);
    if (!this.hidesCredit || result.kind !== 'refused' || result.refusal.name !== 'credit_exhausted')
      return result;
    const { agency } = result.refusal.figures;
    if (typeof agency === 'string') this.shortOfCredit.add(payerOf(row.pool, agency));
    this.#assumesCredit = true;
    try {
      return await this.#send(row);
    } finally {
      this.#assumesCredit = false;
    }
  }

  #send(row: PlannedRow): Promise<CommandResult> {
    return this.#router.send(sentOf(row), this.#envelope, 'check');
  }
}

/** The verifiers as they were when the first row asked: all rows of a file are tried alike. */
function once(ask: KnownVerifiers): KnownVerifiers {
  let known: ReturnType<KnownVerifiers> | undefined;
  return () => (known ??= ask());
}

/** The agency of a payment, in its pool. */
export function payerOf(pool: string, agency: string): string {
  return `${pool} ${agency}`;
}
