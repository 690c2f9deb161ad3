import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandRunner, type CommandRunnerOptions } from '@misaq/application/command-runner.js';
import type { Clock } from '@misaq/application/clock.js';
import { Contexts } from '@misaq/application/contexts.js';
import { Employment } from '@misaq/application/employment.js';
import { COMMAND_HANDLERS } from '@misaq/application/handlers.js';
import { type FindAdmins, RoleCommands } from '@misaq/application/access/role-commands.js';
import { type CountWebhooks, WebhookRegistrations } from '@misaq/application/webhook-registrations.js';
import type { KnownVerifiers } from '@misaq/application/verifiers.js';
import type { EventStore } from '@misaq/event-store/port.js';

/** EventStoreDB keeps no ids beyond its own short memory, and other nodes write to the same streams. */
const SHARED: CommandRunnerOptions = {
  isShared: true,
  recordedCommandsAtLeast: 10_000,
  attemptsMax: 60,
  pause: (inVain) => pause(Math.random() * Math.min(PAUSE_MS_MAX, inVain * PAUSE_MS)),
};

/** Before the second attempt at most so long; with each one in vain as much longer. */
const PAUSE_MS = 5;
const PAUSE_MS_MAX = 250;

/** What commands ask of tables that the recorder does not keep. */
export interface RecorderParts {
  /** Whether others append to the same log. */
  readonly isShared: boolean;
  readonly countWebhooks: CountWebhooks;
  readonly findAdmins: FindAdmins;
  readonly knownVerifiers: KnownVerifiers | undefined;
}

/** Wires the command handlers to a store and a clock. */
@Module({})
export class RecorderModule {
  static on(
    store: EventStore,
    clock: Clock,
    { isShared, countWebhooks, findAdmins, knownVerifiers }: RecorderParts,
  ): DynamicModule {
    return {
      module: RecorderModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: CommandRunner, useFactory: () => new CommandRunner(store, clock, isShared ? SHARED : {}) },
        {
          provide: Contexts,
          useFactory: (runner: CommandRunner) => new Contexts(runner, clock),
          inject: [CommandRunner],
        },
        {
          provide: Employment,
          useFactory: (runner: CommandRunner, contexts: Contexts) =>
            new Employment(runner, contexts, knownVerifiers),
          inject: [CommandRunner, Contexts],
        },
        {
          provide: WebhookRegistrations,
          useFactory: (runner: CommandRunner, contexts: Contexts) =>
            new WebhookRegistrations(runner, contexts, countWebhooks),
          inject: [CommandRunner, Contexts],
        },
        {
          provide: RoleCommands,
          useFactory: (runner: CommandRunner, contexts: Contexts) =>
            new RoleCommands(runner, contexts, findAdmins),
          inject: [CommandRunner, Contexts],
        },
        ...COMMAND_HANDLERS,
      ],
    };
  }
}
