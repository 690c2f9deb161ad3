import { PASSWORD, signIn } from '../nodes/sessions.fixture.js';
import { type Client, createClient } from './client.fixture.js';
import { aText, misaq, misaqJson, temporaryFolders, textWith } from './misaq.fixture.js';
import { record } from './office.fixture.js';
import { firstAdmin, type RunningServer, startServer } from './server.fixture.js';

// Each command runs as a separate process.
jest.setTimeout(120_000);

/** The same person key as the server of the fixture has. */
const KEY = { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' } as const;

/** One data directory, without a server and with one. Each test continues from the state that the one before left. */
describe('accounts on the command line', () => {
  const folders = temporaryFolders();
  let data = '';
  let client: Client;
  let server: RunningServer;
  let admin = '';
  beforeAll(async () => {
    data = folders.make();
    client = createClient();
    server = await startServer(data, { words: ['--admin', 'admin-1'] });
    admin = await firstAdmin(server);
    for (const principalId of ['sara', 'sara-inspector'])
      await record(client, server.url, admin, '/api/v1/principals', { principalId, name: principalId });
    await record(client, server.url, admin, '/api/v1/principals/sara/roles', { role: 'governor' });
    await record(client, server.url, admin, '/api/v1/principals/sara-inspector/roles', { role: 'inspector' });
    await server.end('SIGTERM');
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    await client.close();
    folders.removeAll();
  });
  const here = (...words: string[]) => misaqJson(data, words, KEY);
  const there = (...words: string[]) => misaqJson(data, words, { MISAQ_URL: server.url, MISAQ_TOKEN: admin });

  it('are opened by a link that an operator issues on the data directory, for admins alone', () => {
    expect(here('accounts').json).toMatchObject({ accounts: [] });
    expect(here('accounts', 'link', 'sara', '--as', 'l:labour')).toMatchObject({
      status: 1,
      json: { refusal: 'not_permitted' },
    });
    expect(here('accounts', 'link', 'nobody')).toMatchObject({
      status: 1,
      json: { refusal: 'principal_unknown' },
    });
    const issued = misaq(data, ['accounts', 'link', 'sara'], KEY);
    expect(issued.stdout).toMatch(/^misaqlink_[a-z0-9]{12}_[a-z0-9]{26}\n$/);
    expect(issued.stderr).toContain('The code for the account sara, shown this once');
    expect(here('accounts').json).toMatchObject({
      accounts: [{ account: 'sara', principals: [], passwordSetAt: null, link: { usedAt: null } }],
    });
  });

  it('work at a server on the same data directory', async () => {
    const { json } = here('accounts', 'link', 'sara');
    server = await startServer(data);
    const body = { code: json.code, password: PASSWORD };
    expect((await client.ask(server.url, 'POST', '/api/v1/accounts/password', { body })).status).toBe(200);
    expect((await signIn(client, server.url, 'sara')).sessionId).toEqual(aText);
  });

  it('are listed, linked and watched over a server alike', () => {
    expect(there('accounts').json).toMatchObject({
      accounts: [{ account: 'sara', principals: ['sara'], passwordSetAt: aText, lastSignInAt: aText }],
    });
    expect(
      there('accounts', 'link', 'sara-inspector', '--account', 'sara', '--without-factor'),
    ).toMatchObject({
      status: 0,
      json: { account: 'sara', principal: 'sara-inspector', code: textWith(/^misaqlink_/) },
    });
    expect(there('accounts', 'link', 'sara', '--account', 'reza')).toMatchObject({
      status: 1,
      json: { refusal: 'principal_has_account', account: 'sara' },
    });
    const { json } = there('accounts', 'door', '--limit', '2');
    expect(json).toMatchObject({
      items: [
        { kind: 'link-issued', account: 'sara', principal: 'sara-inspector', by: 'admin-1' },
        { kind: 'signed-in', account: 'sara', address: '127.0.0.1' },
      ],
      next: expect.any(Number) as unknown,
    });
    const words = ['accounts', 'door', '--account', 'sara'];
    const told = misaq(data, words, { MISAQ_URL: server.url, MISAQ_TOKEN: admin }).stdout;
    expect(told).toMatch(/link issued .*sara.*\n(?:.*\n)*.*signed in .*127\.0\.0\.1/);
  });
});
