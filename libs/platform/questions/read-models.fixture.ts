import { SUBJECTS } from '@misaq/subjects.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { initialPool } from '@misaq/credit/domain/state.js';
import { eventsOf, perform, POOL, stored, type Doing } from '@misaq/credit/domain/credit.fixture.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import { testLog, type Happened } from '@misaq/platform/projections/log.fixture.js';
import { openReadModels } from './open-read-models.js';
import type { AnsweringProcess } from './question.js';
import type { ReadModels } from './read-models.js';
import type { MisaqEvent } from '@misaq/subjects.js';

/** Of questions that ask the process nothing. */
export const PROCESS: AnsweringProcess = { store: testLog().store };

export const PROVINCE = 'east-azerbaijan';

/** The events of a pool in which all of this was done, as the domain decides them. */
export function poolEvents(...doings: readonly Doing[]): readonly CreditEvent[] {
  const state = initialPool();
  return doings.flatMap((doing) => eventsOf(perform(state, doing)).map(stored));
}

export function inPoolStream(
  events: readonly CreditEvent[],
  pool = POOL,
  actor?: Actor,
): readonly Happened[] {
  return events.map((event) => ({ stream: streams.creditPool(pool), event, ...(actor && { actor }) }));
}

export function inStream(stream: string, ...events: readonly MisaqEvent[]): readonly Happened[] {
  return events.map((event) => ({ stream, event }));
}

/** Read models that have seen this. Close their runner. */
export async function modelsAfter(
  folder: string,
  ...happened: readonly (readonly Happened[])[]
): Promise<ReadModels> {
  const log = testLog();
  await log.write(happened.flat());
  const models = await openReadModels({ subjects: SUBJECTS, folder, store: log.store });
  await models.runner.catchUp();
  const stopped = (await models.runner.health()).filter(({ state }) => state === 'stopped');
  if (stopped.length > 0)
    throw new Error(JSON.stringify(stopped.map(({ name, stop }) => [name, stop?.message])));
  return models;
}
