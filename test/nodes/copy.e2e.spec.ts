import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import {
  LABOUR,
  makeSmallProvince,
  misaq,
  misaqJson,
  SAMPLES,
  startMisaq,
  temporaryFolders,
} from '../e2e/misaq.fixture.js';
import { type LogProcess, startLog } from './log-process.fixture.js';

/*
 * How a province moves from one machine to several and back: «misaq copy» between a data directory and EventStoreDB.
 */

jest.setTimeout(120_000);

describe('misaq copy', () => {
  const folders = temporaryFolders();
  let log: LogProcess;
  beforeAll(async () => {
    log = await startLog();
  });
  afterAll(async () => {
    await log.stop();
    folders.removeAll();
  });

  /** All events of a data directory's log, without positions, which each store assigns itself. */
  async function eventsOf(folder: string): Promise<readonly object[]> {
    const store = openSqliteEventStore({ folder });
    const events: object[] = [];
    for await (const page of store.readAll(LOG_START))
      for (const { position: _, ...event } of page) events.push(event);
    await store.close();
    return events;
  }

  async function copied(): Promise<number> {
    const store = await openEventStoreDb({ url: log.url });
    let events = 0;
    for await (const page of store.readAll(LOG_START)) events += page.length;
    await store.close();
    return events;
  }

  it('moves a log out and back, continues after a kill, and both ends answer alike', async () => {
    const [data, files, back] = [folders.make(), folders.make(), folders.make()];
    makeSmallProvince(data, files);
    for (const [kind, name] of [
      ['organisations', '01-organisations.csv'],
      ['commitments', '02-commitments-1401-baseline.csv'],
    ] as const)
      expect(misaq(data, ['import', kind, join(SAMPLES, name), ...LABOUR]).status).toBe(0);
    const events = await eventsOf(data);

    const killed = startMisaq(data, ['copy', '--from', data, '--to', log.url]);
    const ended = once(killed, 'exit');
    while ((await copied()) === 0) await wait(1);
    killed.kill('SIGKILL');
    await ended;
    const before = await copied();
    expect(before).toBeLessThan(events.length);

    const on = misaqJson(data, ['copy', '--from', data, '--to', log.url]);
    expect(on).toMatchObject({ status: 0, json: { events: events.length, written: events.length - before } });
    expect(misaqJson(data, ['copy', '--from', data, '--to', log.url]).json).toMatchObject({ written: 0 });

    const home = misaqJson(data, ['copy', '--from', log.url, '--to', back]);
    expect(home).toMatchObject({ status: 0, json: { events: events.length, written: events.length } });
    expect(await eventsOf(back)).toEqual(events);

    // The key is copied separately. Then all three give the same answers.
    copyFileSync(join(data, 'person.key'), join(back, 'person.key'));
    const node = folders.make();
    copyFileSync(join(data, 'person.key'), join(node, 'person.key'));
    const board = ['pool', 'p-1401-n16', '--as-of', '1402-01-20'];
    const { json } = misaqJson(data, board);
    expect(json.agencies).toHaveLength(2);
    expect(misaqJson(back, board).json).toEqual(json);
    const elsewhere = misaqJson(node, board, { MISAQ_EVENT_STORE_URL: log.url });
    expect({ ...elsewhere.json, position: json.position }).toEqual(json);
    expect(misaqJson(back, ['verify'])).toMatchObject({ status: 0, json: { faultCount: 0 } });
  });

  it('refuses to overwrite another log', () => {
    const [data, files] = [folders.make(), folders.make()];
    makeSmallProvince(data, files);
    expect(misaqJson(data, ['copy', '--from', data, '--to', log.url])).toMatchObject({
      status: 1,
      json: { refusal: 'other_log', event: 0, revision: 0 },
    });
  });
});
