import { cpSync } from 'node:fs';
import { allocation, openOffice, PROVINCE, record, type Tokens } from '../e2e/office.fixture.js';
import { firstAdmin, type RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, until } from './nodes.fixture.js';

const POOL = `/api/v1/pools/${PROVINCE}-1401-note16`;

describe('The local files of a node', () => {
  let here: Nodes;
  let elsewhere: Nodes;
  beforeAll(async () => {
    [here, elsewhere] = await Promise.all([openNodes(), openNodes()]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), elsewhere.close()]);
  });

  /** A node on a new directory, with an office and a number of allocations of one amount. */
  async function openOn(nodes: Nodes, folder: string, count: number, amountRial: string) {
    const server = await nodes.start({ words: ['--admin', 'admin-1'] }, folder);
    const tokens = await openOffice(nodes.client, server.url, await firstAdmin(server));
    await allocate(server, tokens, amountRial, 0, count);
    return { server, tokens };
  }

  async function allocate(
    server: RunningServer,
    tokens: Tokens,
    amountRial: string,
    from: number,
    to: number,
  ) {
    for (let n = from; n < to; n += 1) {
      const body = allocation(`a-${String(n)}`, amountRial);
      await record(here.client, server.url, tokens.labour, `${POOL}/allocations`, body);
    }
  }

  const board = async (server: RunningServer, { labour: token }: Tokens) => {
    const { status, text } = await here.client.ask(server.url, 'GET', POOL, { token });
    return [status, (JSON.parse(text) as { totals?: { creditRial: string } }).totals?.creditRial];
  };

  it('are brought up to the log when they are older, and deleted when they belong to another log', async () => {
    const [folder, older] = [here.newFolder(), here.newFolder()];
    const [first, other] = await Promise.all([
      openOn(here, folder, 3, '1000'),
      openOn(elsewhere, elsewhere.newFolder(), 5, '777'),
    ]);
    expect(await first.server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    cpSync(folder, older, { recursive: true });

    // The log has grown; the copied files are recognised as older ones.
    const again = await here.start({}, folder);
    await allocate(again, first.tokens, '1000', 3, 6);
    const restored = await here.start({}, older);
    expect(await board(restored, first.tokens)).toEqual([200, '6000']);
    await Promise.all([again.end('SIGTERM'), restored.end('SIGTERM')]);

    // The same directory on the other log, where the same pool has other credit and other principals.
    const moved = await elsewhere.start({}, folder);
    await until(async () => (await here.client.ask(moved.url, 'GET', '/health/ready')).status === 200);
    const said = 'credit-board was made of another log and is made anew';
    await until(() => Promise.resolve(moved.stdout().includes(said)));
    expect(await board(moved, other.tokens)).toEqual([200, '3885']);
    expect(
      (await here.client.ask(moved.url, 'GET', '/api/v1/me', { token: first.tokens.labour })).status,
    ).toBe(401);
    // Beside people's acts, the history has what a starting node finds due.
    const allocated = async ({ url }: RunningServer) => {
      const path = `/api/v1/history?pool=${PROVINCE}-1401-note16`;
      const { items } = json(await here.client.ask(url, 'GET', path, { token: other.tokens.labour }));
      return (items as readonly { readonly type: string }[]).filter(({ type }) => type === 'CreditAllocated');
    };
    expect(await allocated(moved)).toHaveLength(5);
    expect(await allocated(moved)).toEqual(await allocated(other.server));
  });
});
