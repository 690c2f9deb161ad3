import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandRunner } from '@misaq/application/command-runner.js';
import type { Clock } from '@misaq/application/clock.js';
import { Contexts } from '@misaq/application/contexts.js';
import { Employment } from '@misaq/application/employment.js';
import { COMMAND_HANDLERS } from '@misaq/application/handlers.js';
import type { EventStore } from '@misaq/event-store/port.js';

/** Wires the command handlers to a store and a clock. */
@Module({})
export class RecorderModule {
  static on(store: EventStore, clock: Clock): DynamicModule {
    return {
      module: RecorderModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: CommandRunner, useFactory: () => new CommandRunner(store, clock) },
        {
          provide: Contexts,
          useFactory: (runner: CommandRunner) => new Contexts(runner, clock),
          inject: [CommandRunner],
        },
        {
          provide: Employment,
          useFactory: (runner: CommandRunner, contexts: Contexts) => new Employment(runner, contexts),
          inject: [CommandRunner, Contexts],
        },
        ...COMMAND_HANDLERS,
      ],
    };
  }
}
