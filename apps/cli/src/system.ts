import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock } from '@misaq/application/clock.js';
import { CommandRunner } from '@misaq/application/command-runner.js';
import { Contexts } from '@misaq/application/contexts.js';
import { Employment } from '@misaq/application/employment.js';
import { startLog } from '@misaq/application/installation.js';
import { type PersonKey } from '@misaq/application/person-key.js';
import { openSqliteEventStore, type SqliteEventStore } from '@misaq/event-store/sqlite/sqlite-event-store.js';
import { CliModule } from './cli.module.js';
import { loadPersonKey } from './person-key-file.js';

/** Everything that runs on one data directory. */
export interface System {
  readonly folder: string;
  readonly clock: Clock;
  readonly store: SqliteEventStore;
  readonly bus: CommandBus;
  readonly runner: CommandRunner;
  readonly contexts: Contexts;
  readonly employment: Employment;
  readonly personKey: PersonKey;
  close(): Promise<void>;
}

/**
 * Opens a data directory (made when it is missing) and puts the program together on it.
 *
 * @throws DataDirectoryInUseError, LogDamagedError, StoreUnavailableError, WrongPersonKeyError
 */
export async function openSystem(folder: string, clock: Clock, environment: NodeJS.ProcessEnv): Promise<System> {
  const store = openSqliteEventStore({ folder });
  try {
    const personKey = loadPersonKey(folder, environment.MISAQ_PERSON_KEY);
    const nest = await NestFactory.createApplicationContext(CliModule.on(store, clock), { logger: ['error'] });
    const runner = nest.get(CommandRunner);
    await startLog(runner, personKey);
    return {
      folder,
      clock,
      store,
      bus: nest.get(CommandBus),
      runner,
      contexts: nest.get(Contexts),
      employment: nest.get(Employment),
      personKey,
      close: async () => {
        await nest.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
