import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { commandIdOf, newCommandId } from '@misaq/platform/commands/command-id.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { SendCommand } from '@misaq/platform/commands/send-command.js';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import { dataForBank } from '@misaq/credit/domain/contested.js';
import { remarkItem } from '@misaq/platform/text/remarks.js';
import { CLOCK } from '../service.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { CommandBus } from '@nestjs/cqrs';
import { Answer } from '../answer/answer.js';
import { shownPosition } from './positions.js';
import { actorOf } from '../access/principal.js';
import { invalidRequest, RefusedError } from '../answer/refused.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Sends commands in the name of the sender of the request. */
@Injectable()
export class Recording {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly bus: CommandBus,
  ) {}

  /**
   * @throws RefusedError when it is refused; StoreUnavailableError when the log cannot be written
   */
  async record(request: FastifyRequest, sent: SentCommand): Promise<Answer> {
    const command = new SendCommand(sent, this.envelope(request), 'http');
    const { position, repeated, events, remark } = recorded(await this.bus.execute(command));
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
    const commandId = key === undefined ? newCommandId(this.clock.now()) : commandIdOf(`${actor.id} ${key}`);
    return { commandId, actor };
  }
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
