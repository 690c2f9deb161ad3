import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import type { CommandSubject, CommandTables } from '@misaq/platform/commands/command-route.js';
import { CommandRunner, type CommandRunnerOptions } from '@misaq/platform/commands/command-runner.js';
import { SendCommandHandler } from '@misaq/platform/commands/send-command.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';

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

/** Wires the router of commands to a store and a clock. */
@Module({})
export class RecorderModule {
  /** @param isShared whether others append to the same log */
  static on(
    subjects: readonly CommandSubject[],
    store: EventStore,
    clock: Clock,
    { isShared, tables }: { readonly isShared: boolean; readonly tables: CommandTables },
  ): DynamicModule {
    return {
      module: RecorderModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: CommandRunner, useFactory: () => new CommandRunner(store, clock, isShared ? SHARED : {}) },
        {
          provide: CommandRouter,
          useFactory: (streams: CommandRunner) => new CommandRouter({ subjects, streams, clock, tables }),
          inject: [CommandRunner],
        },
        SendCommandHandler,
      ],
    };
  }
}
