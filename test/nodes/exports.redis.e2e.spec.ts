import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import { AGENCY, PROVINCE, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, twoNodesWithOffice, until } from './nodes.fixture.js';

const POOL = `${PROVINCE}-1401-exported`;
/** More events than one read returns. */
const ROWS = 1_200;
const HISTORY = `/api/v1/history?pool=${POOL}`;
/** Delay of the log's answers in milliseconds, so that the test can act in the middle of an export. */
const HELD_UP_MS = 1_000;

describeWithOwnRedis(
  'An export that is made behind the request, by one of two nodes on one log and one Redis',
  () => {
    let nodes: Nodes;
    let redis: TestRedis;
    let holder: RunningServer;
    let other: RunningServer;
    let tokens: Tokens;
    let folder: string;

    beforeAll(async () => {
      [nodes, redis] = await Promise.all([openNodes(), startRedis()]);
      folder = nodes.newFolder();
      ({ a: other, b: holder, tokens } = await twoNodesWithOffice(nodes, settings(), folder));
      const rows = Array.from(
        { length: ROWS },
        (_, row) => `${POOL},a-${String(row)},${AGENCY},1,1401-09-01`,
      );
      const answer = await nodes.client.ask(holder.url, 'POST', '/api/v1/imports/allocations', {
        token: tokens.labour,
        body: ['pool,allocation_id,agency,amount_toman,notified_on', ...rows].join('\n'),
        headers: { 'content-type': 'text/csv' },
      });
      expect(answer.status).toBe(200);
      await until(async () => {
        const shown = await ask(holder, `${HISTORY}&limit=1`);
        return shown.status === 200 && Number(json(shown).total) > ROWS;
      });
    });
    afterAll(async () => {
      await nodes.close();
      await redis.stop();
    });
    afterEach(async () => {
      await nodes.log.tell({ do: 'clearFaults' });
    });

    const settings = () => ({ MISAQ_REDIS_URL: redis.url });
    const startHolder = () => nodes.start({ settings: settings() }, folder);
    const ask = ({ url }: RunningServer, path: string, headers = {}, method = 'GET') =>
      nodes.client.ask(url, method, path, { token: tokens.labour, headers });
    const stateAt = async (node: RunningServer, exportId: string): Promise<unknown> =>
      json(await ask(node, `/api/v1/exports/${exportId}`)).state;
    const files = (): readonly string[] => readdirSync(join(folder, 'exports')).toSorted();

    const asCsv = { accept: 'text/csv' };

    /** Requests an export that the log delays in the middle. */
    async function takenAndHeldUp(): Promise<string> {
      const fault = { on: 'read', do: 'delay', ms: HELD_UP_MS, times: 100_000 } as const;
      await nodes.log.tell({ do: 'fault', fault });
      const answer = await ask(holder, HISTORY, { ...asCsv, prefer: 'respond-async' });
      expect([answer.status, answer.headers['preference-applied']]).toEqual([202, 'respond-async']);
      const exportId = String(json(answer).exportId);
      await until(async () => (await stateAt(holder, exportId)) === 'running');
      return exportId;
    }

    async function isWhole(exportId: string): Promise<void> {
      await until(async () => (await stateAt(holder, exportId)) === 'done');
      const file = await ask(holder, `/api/v1/exports/${exportId}/file`);
      const plain = await ask(holder, HISTORY, asCsv);
      expect([file.status, file.text]).toEqual([200, plain.text]);
      expect(plain.text.split('\r\n').length).toBeGreaterThan(ROWS);
      // The client removes the byte order mark from the text.
      expect(file.headers['content-length']).toBe(String(Buffer.byteLength(`\ufeff${file.text}`)));
      expect(files()).toEqual([`${exportId}.file`, `${exportId}.json`]);
      await ask(holder, `/api/v1/exports/${exportId}`, {}, 'DELETE');
      expect(files()).toEqual([]);
    }

    it('is made when Redis is emptied in the middle, and the other node names the node that has it', async () => {
      const exportId = await takenAndHeldUp();
      await redis.flush();
      const [name = ''] = exportId.split('-');
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/file'],
        ['DELETE', ''],
      ] as const) {
        const answer = await ask(other, `/api/v1/exports/${exportId}${rest}`, {}, method);
        expect([answer.status, json(answer)]).toMatchObject([
          404,
          { refusal: 'export_elsewhere', figures: { node: name } },
        ]);
      }
      expect(json(await ask(other, '/api/v1/exports')).items).toEqual([]);
      await nodes.log.tell({ do: 'clearFaults' });
      await isWhole(exportId);
    });

    it('is made from the beginning when its node is killed in the middle and restarted', async () => {
      const exportId = await takenAndHeldUp();
      await until(() => Promise.resolve(existsSync(join(folder, 'exports', `${exportId}.file.part`))));
      expect(await holder.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      expect(files()).toEqual([`${exportId}.file.part`, `${exportId}.json`]);
      writeFileSync(join(folder, 'exports', 'a-0000.file'), 'nobody’s');
      await nodes.log.tell({ do: 'clearFaults' });
      expect(await stateAt(other, exportId)).toBeUndefined();
      holder = await startHolder();
      await isWhole(exportId);
    });

    it('is made at the next start when its node is stopped in the middle', async () => {
      const exportId = await takenAndHeldUp();
      expect(await holder.end('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(files()).toEqual([`${exportId}.json`]);
      await nodes.log.tell({ do: 'clearFaults' });
      holder = await startHolder();
      await isWhole(exportId);
    });

    it('is made when Redis is away', async () => {
      await redis.kill();
      const answer = await ask(holder, HISTORY, { ...asCsv, prefer: 'respond-async' });
      expect(answer.status).toBe(202);
      await isWhole(String(json(answer).exportId));
    });
  },
);
