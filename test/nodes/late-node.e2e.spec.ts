import { allocate, applicationOn, introduce } from '@misaq/platform/commands/application.fixture.js';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { LOG_START, type RecordedEvent } from '@misaq/platform/event-store/port.js';
import { allocation, PROVINCE, record, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { freePort, json, type Nodes, openNodes, twoNodesWithOffice, until } from './nodes.fixture.js';

const POOLS = ['early', 'late', 'rural', 'urban'].map((programme) => `sample-1401-${programme}`);
const FACILITIES = 1_500;
/** Number of events of a stream in one append. */
const TOGETHER = 500;

describe('A node that starts late', () => {
  let nodes: Nodes;
  let first: RunningServer;
  let tokens: Tokens;

  beforeAll(async () => {
    nodes = await openNodes();
    ({ a: first, tokens } = await twoNodesWithOffice(nodes, { MISAQ_READY_LAG: '5' }));
    await fill(nodes.log.url);
  });
  afterAll(() => nodes.close());

  const health = (url: string, of: 'live' | 'ready') => nodes.client.ask(url, 'GET', `/health/${of}`);

  it('is alive at once, is ready when it shows the log, and then answers as the others do', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    await nodes.log.tell({ do: 'fault', fault: { on: 'read', do: 'delay', ms: 100, times: 100_000 } });
    const starting = nodes.start({ settings: { MISAQ_PORT: String(port) } });
    await until(async () => (await health(url, 'live').catch(() => undefined))?.status === 200);
    const lags: bigint[] = [];
    await until(async () => {
      const answer = await health(url, 'ready');
      expect([answer.status, json(answer)]).toMatchObject([503, { ready: false, status: 'behind' }]);
      lags.push(BigInt(String(json(answer).lag)));
      return lags.filter((lag) => lag > 0n).length >= 10;
    });
    expect(new Set(lags).size).toBeGreaterThan(1);
    expect((await health(url, 'live')).status).toBe(200);
    const command = { token: tokens.labour, body: allocation('a', '1000') };
    const early = await nodes.client.ask(
      url,
      'POST',
      `/api/v1/pools/${PROVINCE}-1401-n/allocations`,
      command,
    );
    expect([early.status, json(early).refusal, early.headers['retry-after']]).toEqual([503, 'starting', '5']);

    await nodes.log.tell({ do: 'clearFaults' });
    const late = await starting;
    await until(async () => (await health(url, 'ready')).status === 200);
    expect(json(await health(url, 'ready'))).toMatchObject({ status: 'ready', lag: '0' });
    for (const pool of POOLS) {
      const [one, other] = await Promise.all(
        [first, late].map(async (node) => {
          const { status, text } = await nodes.client.ask(node.url, 'GET', `/api/v1/pools/${pool}`, {
            token: tokens.governor,
          });
          return [status, JSON.parse(text) as object] as const;
        }),
      );
      expect(one).toEqual(other);
      expect(one).toMatchObject([200, { totals: { facilities: { introduced: FACILITIES } } }]);
    }
    expect(await late.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('is not ready while its lag behind the log exceeds the configured limit', async () => {
    await nodes.log.tell({ do: 'stallSubscriptions' });
    for (let n = 0; n < 20; n += 1) {
      const of = `/api/v1/pools/${PROVINCE}-1401-m/allocations`;
      await record(nodes.client, first.url, tokens.labour, of, allocation(`a-${String(n)}`, '1000'));
    }
    let behind: Readonly<Record<string, unknown>> = {};
    await until(async () => {
      const answer = await health(first.url, 'ready');
      if (answer.status === 503) behind = json(answer);
      return answer.status === 503;
    });
    expect(behind).toMatchObject({ ready: false, status: 'behind' });
    expect(Number(behind.lag)).toBeGreaterThan(5_000);
    await until(async () => (await health(first.url, 'ready')).status === 200);
  });
});

/** Some thousands of events of another province, as a year would bring them. */
async function fill(url: string): Promise<void> {
  const scratch = createInMemoryEventStore();
  const app = applicationOn(scratch);
  await app.registerAll();
  for (const pool of POOLS) {
    await app.pool(allocate('lot', 'behzisti', 5_000_000n), app.envelope(), pool);
    for (let n = 0; n < FACILITIES; n += 1) await app.pool(introduce(`f-${String(n)}`), app.envelope(), pool);
  }
  const byStream = new Map<string, RecordedEvent[]>();
  for await (const page of scratch.readAll(LOG_START))
    for (const event of page) grouped(byStream, event.stream).push(event);
  const store = await openEventStoreDb({ url });
  for (const [stream, events] of byStream)
    for (let from = 0; from < events.length; from += TOGETHER)
      await store.append(
        stream,
        from - 1,
        events
          .slice(from, from + TOGETHER)
          .map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
      );
  await store.close();
}

function grouped<Value>(groups: Map<string, Value[]>, key: string): Value[] {
  let group = groups.get(key);
  if (group === undefined) groups.set(key, (group = []));
  return group;
}
