import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { type EventStore, LOG_START } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import { startReceiver, type TestReceiver, takes } from '@misaq/platform/webhooks/receiver.fixture.js';
import { type Client, createClient } from '../e2e/client.fixture.js';
import { registerOverHttp } from '../e2e/cut-off.fixture.js';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { openOffice, record, type Tokens } from '../e2e/office.fixture.js';
import { firstAdmin, type RunningServer, startServer } from '../e2e/server.fixture.js';
import { startLog } from './log-process.fixture.js';
import { json, until } from './nodes.fixture.js';

/** A log that a server and then the test open. */
interface Log {
  readonly settings: NodeJS.ProcessEnv;
  open(): Promise<EventStore & { close(): Promise<void> }>;
  stop(): Promise<void>;
}

const LOGS: Readonly<Record<'SQLite' | 'EventStoreDB', (folder: string) => Promise<Log>>> = {
  SQLite: (folder) =>
    Promise.resolve({
      settings: {},
      open: () => Promise.resolve(openSqliteEventStore({ folder })),
      stop: () => Promise.resolve(),
    }),
  EventStoreDB: async () => {
    const log = await startLog();
    return {
      settings: { MISAQ_EVENT_STORE_URL: log.url },
      open: () => openEventStoreDb({ url: log.url }),
      stop: () => log.stop(),
    };
  },
};

describe.each(['SQLite', 'EventStoreDB'] as const)(
  'A server with its log in %s that is killed after a receiver took a notice, before that is recorded',
  (kind) => {
    const folders = temporaryFolders();
    const folder = folders.make();
    const client = createClient();
    let log: Log;
    let receiver: TestReceiver;
    let server: RunningServer | undefined;
    beforeAll(async () => {
      log = await LOGS[kind](folder);
      receiver = await startReceiver();
    });
    afterAll(async () => {
      await server?.end('SIGKILL');
      await client.close();
      await receiver.stop();
      await log.stop();
      folders.removeAll();
    });

    const start = (words: readonly string[] = []): Promise<RunningServer> =>
      startServer(folder, { words, settings: { MISAQ_WEBHOOK_PRIVATE: 'allow', ...log.settings } });

    it('sends the notice again after its restart, under the same id, and records it once', async () => {
      server = await start(['--admin', 'admin-1']);
      const tokens = await openOffice(client, server.url, await firstAdmin(server));
      await record(client, server.url, tokens.agency, '/api/v1/webhooks', {
        webhookId: 'hook-1',
        url: receiver.url(),
      });
      await reject(client, server.url, tokens, 'J1');
      await delivered(client, server.url, tokens, 1);

      const killed = killedWhenTaken(receiver, server);
      await reject(client, server.url, tokens, 'J2');
      await killed.isReceived;
      // One more waits behind it.
      await reject(client, server.url, tokens, 'J3');
      await killed.now();
      expect(await recordedDeliveries(log)).toEqual([1]);

      server = await start();
      await delivered(client, server.url, tokens, 3);
      await server.end('SIGTERM');
      server = await start();
      await reject(client, server.url, tokens, 'J4');
      await delivered(client, server.url, tokens, 4);
      await server.end('SIGTERM');

      expect(jobsIn(receiver)).toEqual(['J1', 'J2', 'J2', 'J3', 'J4']);
      const [, taken, again] = receiver.received;
      expect(again?.headers['webhook-id']).toBe(taken?.headers['webhook-id']);
      expect(again?.body).toBe(taken?.body);
      const counts = await recordedDeliveries(log);
      expect(counts.reduce((sum, count) => sum + count)).toBe(4);
    });
  },
);

/**
 * Makes a receiver hold its answer to the next notice. Then the server is suspended, is sent the answer, and is killed
 * before it can read the answer.
 */
function killedWhenTaken(
  receiver: TestReceiver,
  server: RunningServer,
): { readonly isReceived: Promise<void>; readonly now: () => Promise<void> } {
  let answer: (() => Promise<void>) | undefined;
  const isReceived = new Promise<void>((resolve) => {
    receiver.behave((response) => {
      receiver.behave(takes);
      answer = () => new Promise((sent) => response.writeHead(204).end(sent));
      resolve();
    });
  });
  return {
    isReceived,
    now: async () => {
      server.process.kill('SIGSTOP');
      await answer?.();
      await server.end('SIGKILL');
    },
  };
}

/** Registers a job and rejects it, of which its agency is told. The person is free for the next one. */
async function reject(client: Client, url: string, { labour }: Tokens, jobId: string): Promise<void> {
  expect(await registerOverHttp(client, url, labour, jobId)).toMatchObject({ status: 200 });
  await record(client, url, labour, `/api/v1/jobs/${jobId}/rejections`, {
    round: 1,
    on: '1401-10-20',
    verifier: 'inspector',
    reason: 'Nobody works there',
  });
}

/** Waits until a server shows that a receiver has taken so many notices. */
async function delivered(client: Client, url: string, { agency }: Tokens, count: number): Promise<void> {
  await until(async () => {
    const answer = await client.ask(url, 'GET', '/api/v1/webhooks', { token: agency });
    const { items } = json(answer) as { readonly items: readonly { readonly delivered: number }[] };
    return items[0]?.delivered === count;
  });
}

function jobsIn({ received }: TestReceiver): readonly string[] {
  return received.map(
    ({ body }) => (JSON.parse(body) as { data: { figures: { jobId: string } } }).data.figures.jobId,
  );
}

/** How many notices each record of a delivery names. */
async function recordedDeliveries(log: Log): Promise<readonly number[]> {
  const store = await log.open();
  const counts: number[] = [];
  for await (const page of store.readAll(LOG_START))
    for (const { type, data } of page.map(readStored))
      if (type === 'WebhookDelivered') counts.push((data as { readonly count: number }).count);
  await store.close();
  return counts;
}
