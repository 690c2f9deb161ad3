import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { NO_STREAM } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { createDouble, type Double } from '../support/eventstoredb-double/double.mjs';
import {
  type Answer,
  environment,
  LABOUR,
  POOL,
  ROOT,
  SAMPLES,
  temporaryFolders,
} from '../e2e/misaq.fixture.js';

/* Messages about a log that does not answer give the cause. They must not claim anything about its contents. */

jest.setTimeout(180_000);

const FIRST = { id: '1'.padStart(32, '0'), type: 'LogStarted', data: '{}', metadata: '{}' };

const SUPPORT = new URL('../support/eventstoredb-double/', import.meta.url);

describe('A log in EventStoreDB that does not answer', () => {
  const folders = temporaryFolders();
  let withPassword: Double;
  let withCertificate: Double;
  let silent: Server;
  let closedPort: number;

  beforeAll(async () => {
    const tls = {
      cert: readFileSync(new URL('test-only.cert.pem', SUPPORT)),
      key: readFileSync(new URL('test-only.key.pem', SUPPORT)),
    };
    // Both logs have events.
    withCertificate = await createDouble({ tls });
    withPassword = await createDouble({ tls, log: withCertificate.log, users: { misaq: 'secret' } });
    const store = await openEventStoreDb({ url: trusted(withPassword, 'misaq:secret@') });
    await store.append('installation-misaq', NO_STREAM, [FIRST]);
    await store.close();
    silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    closedPort = (closed.address() as AddressInfo).port;
    closed.close();
  });
  afterAll(async () => {
    await Promise.all([withPassword.stop(), withCertificate.stop()]);
    silent.close();
    folders.removeAll();
  });

  function trusted({ url }: Double, user = ''): string {
    const certificate = encodeURIComponent(new URL('test-only.cert.pem', SUPPORT).pathname);
    return `${url.replace('//', `//${user}`)}&tlsCAFile=${certificate}`;
  }

  /** Each situation, with the reason that a user is told. */
  const situations = (): readonly (readonly [url: string, reason: RegExp])[] => [
    [trusted(withPassword, 'misaq:wrong@'), /denies access/],
    [withCertificate.url, /certificate/],
    [`esdb://127.0.0.1:${String(closedPort)}?tls=false`, /ECONNREFUSED/],
    [`esdb://127.0.0.1:${String((silent.address() as AddressInfo).port)}?tls=false`, /does not answer/],
  ];

  /** Asynchronous, because the servers run in this process. */
  async function misaq(folder: string, words: readonly string[], url: string) {
    const child = spawn(
      process.execPath,
      ['--no-warnings', join(ROOT, 'tools', 'run.mjs'), ...words, '--json'],
      {
        cwd: ROOT,
        env: environment(folder, { MISAQ_EVENT_STORE_URL: url }),
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const ended = once(child, 'exit') as Promise<[status: number | null]>;
    const said = await text(child.stdout);
    const [status] = await ended;
    return { status, json: JSON.parse(said) as Answer };
  }

  const ORGANISATIONS = ['import', 'organisations', join(SAMPLES, '01-organisations.csv'), ...LABOUR];

  it.each([
    ['a question', ['pool', POOL]],
    ['a file that is only tried', [...ORGANISATIONS, '--dry-run']],
    ['the first file of all', ORGANISATIONS],
  ])('is not treated as empty by %s, and nothing is begun', async (_what, words) => {
    const answers = await Promise.all(
      situations().map(async ([url, reason]) => {
        const folder = join(folders.make(), 'node');
        return { ...(await misaq(folder, words, url)), reason, begun: existsSync(folder) };
      }),
    );
    for (const { status, json, reason, begun } of answers) {
      expect({ status, json, begun }).toMatchObject({
        status: 1,
        json: { refusal: 'store_unavailable', reason: expect.stringMatching(reason) as unknown },
      });
      expect(json).not.toHaveProperty('dataDirectory');
      expect(JSON.stringify(json)).not.toContain('wrong');
    }
  });

  it('is not copied from or to', async () => {
    const [[url, reason]] = situations() as [readonly [string, RegExp]];
    const there = join(folders.make(), 'there');
    const file = openSqliteEventStore({ folder: there });
    await file.append('installation-misaq', NO_STREAM, [FIRST]);
    await file.close();
    for (const words of [
      ['copy', '--from', url, '--to', join(folders.make(), 'here')],
      ['copy', '--from', there, '--to', url],
    ])
      expect(await misaq(there, words, '')).toMatchObject({
        status: 1,
        json: { refusal: 'store_unavailable', reason: expect.stringMatching(reason) as unknown },
      });
  });
});
