import { Inject, Injectable } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { commandIdOf, newCommandId } from '@misaq/application/command-id.js';
import type { CommandResult } from '@misaq/application/command-runner.js';
import type { Envelope } from '@misaq/application/event-format.js';
import { dataForBank } from '@misaq/domain/credit/contested.js';
import { remarkItem } from '@misaq/wire/remarks.js';
import { METRICS, type Metrics } from '../../../composition/src/metrics.js';
import { SERVICE, type Service } from '../service.js';
import { Answer } from './answer.js';
import { shownPosition } from './positions.js';
import { actorOf } from './principal.js';
import { invalidRequest, RefusedError } from './refused.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Sends commands as whoever sent the request. */
@Injectable()
export class Recording {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /**
   * @throws RefusedError when it is refused; StoreUnavailableError when the log cannot be written
   */
  async record(
    request: FastifyRequest,
    command: (envelope: Envelope) => Command<CommandResult>,
  ): Promise<Answer> {
    const sent = command(this.envelope(request));
    const result = await this.#timed(typeOf(sent), () => this.service.bus.execute(sent));
    const { position, repeated, events, remark } = recorded(result);
    const told = remark === undefined ? {} : { remark: remarkItem(remark) };
    const shown = shownPosition(request, position);
    const forBank = actorOf(request).role === 'bank';
    const shownEvents = forBank ? events.map((event) => ({ ...event, data: dataForBank(event) })) : events;
    return new Answer({ position: shown, repeated, events: shownEvents, ...told }, position);
  }

  /** Who sends a command, and under which id. */
  envelope(request: FastifyRequest): Envelope {
    const actor = actorOf(request);
    const key = idempotencyKey(request);
    // A key belongs to the principal who made it: nobody can hit upon the command of another.
    const commandId =
      key === undefined ? newCommandId(this.service.clock.now()) : commandIdOf(`${actor.id} ${key}`);
    return { commandId, actor };
  }

  async #timed(type: string, execute: () => Promise<CommandResult>): Promise<CommandResult> {
    const started = performance.now();
    const done = (outcome: CommandResult['kind'] | 'failed'): void => {
      this.metrics.commandDone(type, outcome, (performance.now() - started) / 1_000);
    };
    try {
      const result = await execute();
      done(result.kind);
      return result;
    } catch (error) {
      done('failed');
      throw error;
    }
  }
}

/** The domain's own name of what is asked. */
function typeOf(sent: Command<CommandResult>): string {
  const { command } = sent as { readonly command?: { readonly type?: string } };
  return command?.type ?? sent.constructor.name;
}

/** @throws RefusedError when it was refused */
export function recorded(result: CommandResult): Extract<CommandResult, { readonly kind: 'done' }> {
  if (result.kind === 'refused') throw new RefusedError(result.refusal);
  return result;
}

/** @throws RefusedError when it is no printable text of at most 200 characters */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw invalidRequest({
    field: 'Idempotency-Key',
    code: 'not_a_key',
    message: 'Idempotency-Key must be 1 to 200 printable characters without blanks.',
  });
}
