import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { cutOffRegistration, doneBySystem, registerOverHttp } from '../e2e/cut-off.fixture.js';
import { type Nodes, openNodes, signedIn, twoNodesWithOffice, until } from './nodes.fixture.js';

describe('Two nodes on a log in which a registration was cut off', () => {
  let nodes: Nodes;
  beforeAll(async () => {
    nodes = await openNodes();
  });
  afterAll(() => nodes.close());

  it('both look for it, and release its person once', async () => {
    const { client, log } = nodes;
    const { a, b, tokens } = await twoNodesWithOffice(nodes);
    await Promise.all([a.end('SIGKILL'), b.end('SIGKILL')]);
    const store = await openEventStoreDb({ url: log.url });
    await cutOffRegistration(store, 'J1');
    await store.close();

    // Each node looks as soon as it has started.
    const started = await Promise.all([nodes.start(), nodes.start()]);
    for (const { url } of started) await signedIn(client, url, tokens.labour);
    const system = async (): Promise<readonly string[]> =>
      (await log.events())
        .filter(({ type, metadata }) => metadata.actor.role === 'system' && type !== 'LogStarted')
        .map(({ type, stream }) => `${type} ${stream.split('-')[0] ?? ''}`);
    await until(async () => (await system()).length >= 2);
    for (const { url } of started)
      await until(async () => (await doneBySystem(client, url, tokens.admin)).length >= 2);
    const [one, other] = started;
    const answers = await Promise.all([
      registerOverHttp(client, one.url, tokens.labour, 'J1'),
      registerOverHttp(client, other.url, tokens.labour, 'J2'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await system()).toEqual(['RegistrationAbandoned job', 'JobReleased person']);
  });
});
