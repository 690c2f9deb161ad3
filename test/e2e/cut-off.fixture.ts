import { applicationOn, actor } from '@misaq/platform/commands/application.fixture.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import { personKey } from '@misaq/platform/node/person-key.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { type EventStore, StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import type { Answered, Client } from './client.fixture.js';
import { AGENCY, PLACE, PROVINCE } from './office.fixture.js';

const A_MINUTE_MS = 60_000;
export const NATIONAL_ID = '0000000019';

const JOB = {
  province: PROVINCE,
  year: 1401,
  agency: AGENCY,
  ...PLACE,
  gender: 'female',
  registeredOn: plainDate('2022-12-31'),
  startedOn: plainDate('2022-12-22'),
} as const;

/** Writes the log of a cut-off process: it claimed a person eleven minutes ago and did not register the job. */
export async function cutOffRegistration(store: EventStore, jobId: string): Promise<void> {
  let appends = 0;
  const app = applicationOn(
    {
      ...store,
      append: (...given) => {
        appends += 1;
        return appends === 2 ? Promise.reject(new StoreUnavailableError('cut off')) : store.append(...given);
      },
    },
    { isShared: true },
  );
  app.setClock(Date.now() - 11 * A_MINUTE_MS);
  const personId = personKey('a key for pseudonyms in tests').personId(NATIONAL_ID);
  const sent = { commandId: commandIdOf(`cut off ${jobId}`), actor: actor('labour') };
  await expect(
    app.employment.register({ type: 'RegisterJob', jobId, personId, ...JOB }, sent),
  ).rejects.toThrow('cut off');
}

/** Registers a job of the same person over HTTP. */
export function registerOverHttp(
  client: Client,
  url: string,
  token: string,
  jobId: string,
): Promise<Answered> {
  const body = { jobId, nationalId: NATIONAL_ID, ...JOB };
  return client.ask(url, 'POST', '/api/v1/jobs', { token, body });
}

/** What Misaq itself did, in order, according to the history. */
export async function doneBySystem(client: Client, url: string, token: string): Promise<readonly string[]> {
  const { text } = await client.ask(url, 'GET', '/api/v1/history?actor=system', { token });
  const { items } = JSON.parse(text) as {
    items: readonly { type: string; summary: string; reason: string }[];
  };
  return items
    .filter(({ type }) => type !== 'LogStarted')
    .map(({ summary, reason }) => `${summary} (${reason})`);
}
