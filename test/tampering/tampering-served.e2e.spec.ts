import { Database } from '@misaq/platform/sqlite/database.js';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolders } from '../e2e/misaq.fixture.js';
import { firstAdmin, type RunningServer, startServer } from '../e2e/server.fixture.js';
import { edit } from './data-directory.fixture.js';

/* Attacks on the read models of a running server: V1 and V2 of `docs/THREATS.md`. */

jest.setTimeout(120_000);

describe('A token that was written into the tables and not into the log', () => {
  const folders = temporaryFolders();
  const running: RunningServer[] = [];
  afterAll(async () => {
    for (const server of running) await server.end('SIGKILL');
    folders.removeAll();
  });

  async function served(folder: string, words: readonly string[] = []): Promise<RunningServer> {
    const server = await startServer(folder, { words });
    running.push(server);
    return server;
  }

  const status = async ({ url }: RunningServer, token: string): Promise<number> =>
    (await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;

  /** Copies the token of an admin under another id, with a secret that the attacker knows. */
  function plant(folder: string, secret: string): string {
    const file = join(folder, 'read-models', 'access.sqlite');
    const db = new Database(file, { readonly: true });
    const { principalId, value } = db
      .prepare<[], { principalId: string; value: string }>('SELECT principalId, value FROM tokens')
      .get() ?? { principalId: '', value: '{}' };
    db.close();
    const tokenId = 'planted00000';
    const fingerprint = createHash('sha256').update(secret).digest('hex');
    const planted = JSON.stringify({ ...(JSON.parse(value) as object), tokenId, fingerprint });
    edit(file, 'INSERT INTO tokens VALUES (?, ?, ?)', principalId, tokenId, planted);
    edit(file, 'INSERT INTO holders VALUES (?, ?, ?)', tokenId, principalId, 'true');
    return tokenId;
  }

  /** Whether the tables have the token, or may have it: a file that is being rebuilt cannot be queried. */
  function isPlanted(folder: string, tokenId: string): boolean {
    let db: Database | undefined;
    try {
      db = new Database(join(folder, 'read-models', 'access.sqlite'), { readonly: true });
      return db.prepare('SELECT 1 FROM tokens WHERE tokenId = ?').get(tokenId) !== undefined;
    } catch {
      return true;
    } finally {
      db?.close();
    }
  }

  it('disappears within seconds from a running server, which reports it and still admits other principals', async () => {
    const folder = folders.make();
    const server = await served(folder, ['--admin', 'admin-1']);
    const admin = await firstAdmin(server);
    expect(await status(server, admin)).toBe(200);
    const tokenId = plant(folder, 'known to the planter');
    while (isPlanted(folder, tokenId)) await pause(50);
    while ((await status(server, admin)) !== 200) await pause(50);
    expect(server.stdout()).toContain('another program has written to');
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('misaq_projection_files_refused{projection="access"} 1');
    expect(metrics).toContain('misaq_verify_sound 1');
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('is not served after %s', async (signal) => {
    const folder = folders.make();
    const first = await served(folder, ['--admin', 'admin-1']);
    const admin = await firstAdmin(first);
    expect(await status(first, admin)).toBe(200);
    await first.end(signal);
    const tokenId = plant(folder, 'known to the planter');
    const second = await served(folder);
    expect(await status(second, admin)).toBe(200);
    expect(isPlanted(folder, tokenId)).toBe(false);
    expect(second.stdout()).toMatch(/access is made anew/);
    await second.end('SIGTERM');
  });
});
