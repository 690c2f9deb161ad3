import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  describeWithOwnRedis,
  startRedis,
  type TestRedis,
} from '@misaq/platform/scheduling/bullmq/redis-server.fixture.js';
import type { KindOfJobsItem } from '@misaq/operations/wire.js';
import { AGENCY, PROVINCE, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { json, type Nodes, openNodes, twoNodesWithOffice, until } from './nodes.fixture.js';

/** More than are in flight at once. */
const ROWS = 600;
/** Delay of appends in milliseconds, so that the test can act in the middle of an import. */
const HELD_UP_MS = 2_000;

describeWithOwnRedis(
  'A file that is applied behind the request, by one of two nodes on one log and one Redis',
  () => {
    let nodes: Nodes;
    let redis: TestRedis;
    let holder: RunningServer;
    let other: RunningServer;
    let tokens: Tokens;
    let holderFolder: string;

    beforeAll(async () => {
      [nodes, redis] = await Promise.all([openNodes(), startRedis()]);
      holderFolder = nodes.newFolder();
      ({ a: other, b: holder, tokens } = await twoNodesWithOffice(nodes, settings(), holderFolder));
    });
    afterAll(async () => {
      await nodes.close();
      await redis.stop();
    });
    afterEach(async () => {
      await nodes.log.tell({ do: 'clearFaults' });
    });

    // A job of a dead process counts as running for half a minute; no test waits for that.
    const settings = () => ({ MISAQ_REDIS_URL: redis.url });
    const startHolder = () => nodes.start({ settings: settings() }, holderFolder);

    const idsOf = (name: string): readonly string[] =>
      Array.from({ length: ROWS }, (_, row) => `${name}-${String(row)}`);

    const fileOf = (name: string): string =>
      [
        'pool,allocation_id,agency,amount_toman,notified_on',
        ...idsOf(name).map(
          (id, row) => `${PROVINCE}-1401-${name}${String(row % 9)},${id},${AGENCY},1,1401-09-01`,
        ),
      ].join('\n');

    /** Sends an import that the log delays after its first appends; returns its id. */
    async function acceptedAndHeldUp(name: string): Promise<string> {
      const delay = { on: 'append', do: 'delay' } as const;
      await nodes.log.tell({ do: 'fault', fault: { ...delay, ms: 1, times: 4 } });
      await nodes.log.tell({ do: 'fault', fault: { ...delay, ms: HELD_UP_MS, times: 100_000 } });
      const answer = await nodes.client.ask(holder.url, 'POST', '/api/v1/imports/allocations', {
        token: tokens.labour,
        body: fileOf(name),
        headers: { 'content-type': 'text/csv', prefer: 'respond-async' },
      });
      expect([answer.status, json(answer)]).toMatchObject([202, { accepted: ROWS, applied: 0 }]);
      return String(json(answer).importId);
    }

    async function progressAt({ url }: RunningServer, importId: string): Promise<Progress | undefined> {
      const answer = await nodes.client.ask(url, 'GET', `/api/v1/imports/${importId}`, {
        token: tokens.labour,
      });
      return answer.status === 200 ? (json(answer).progress as Progress) : undefined;
    }

    const kindOf = async (folder: string): Promise<string> =>
      `import-${(await readFile(join(folder, 'node.name'), 'utf8')).trim()}`;

    async function forget(kind: string) {
      const path = `/api/v1/operations/jobs/${kind}/forget`;
      const answer = await nodes.client.ask(other.url, 'POST', path, { token: tokens.admin });
      return { status: answer.status, json: json(answer) };
    }

    async function kindsAtOther(): Promise<readonly KindOfJobsItem[]> {
      const answer = await nodes.client.ask(other.url, 'GET', '/api/v1/operations/jobs', {
        token: tokens.admin,
      });
      return json(answer).kinds as readonly KindOfJobsItem[];
    }

    async function inTheMiddle(importId: string): Promise<void> {
      await until(async () => (await progressAt(holder, importId))?.state === 'applying');
      await until(async () => (await progressAt(other, importId))?.state === 'accepted');
    }

    async function completedEverywhere(importId: string): Promise<void> {
      for (const node of [holder, other])
        await until(async () => (await progressAt(node, importId))?.state === 'completed');
    }

    /** The recorded effects of a file: its rows, by id, and how often the import was completed. */
    async function effects(name: string, importId: string) {
      const events = await nodes.log.events();
      const ids = events
        .filter(({ type }) => type === 'CreditAllocated')
        .map(({ data }) => (data as { readonly allocationId: string }).allocationId)
        .filter((id) => id.startsWith(`${name}-`));
      const completed = events.filter(
        ({ type, stream }) => type === 'ImportCompleted' && stream === `import-${importId}`,
      );
      return { ids: ids.toSorted(), completed: completed.length };
    }
    const once = (name: string) => ({ ids: idsOf(name).toSorted(), completed: 1 });

    it('has one effect when Redis is emptied in the middle', async () => {
      const importId = await acceptedAndHeldUp('flushed');
      await inTheMiddle(importId);
      await redis.flush();
      await nodes.log.tell({ do: 'clearFaults' });
      await completedEverywhere(importId);
      expect(await effects('flushed', importId)).toEqual(once('flushed'));
    });

    it('has one effect when its node is killed in the middle and restarted', async () => {
      const importId = await acceptedAndHeldUp('killed');
      await inTheMiddle(importId);
      expect(await holder.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      expect((await effects('killed', importId)).completed).toBe(0);
      await nodes.log.tell({ do: 'clearFaults' });
      // The other node knows of the job through Redis, and leaves it alone because it does not have the rows.
      expect(await progressAt(other, importId)).toMatchObject({ state: 'accepted', done: 0, total: ROWS });
      holder = await startHolder();
      await completedEverywhere(importId);
      expect(await effects('killed', importId)).toEqual(once('killed'));
      expect(readdirSync(join(holderFolder, 'imports'))).toEqual([]);
    });

    it('can be given up by an operator when its node will not come back, and not while it runs', async () => {
      const kind = await kindOf(holderFolder);
      expect(await forget(kind)).toMatchObject({ status: 409, json: { refusal: 'jobs_are_handled' } });
      const importId = await acceptedAndHeldUp('abandoned');
      await inTheMiddle(importId);
      await holder.end('SIGKILL');
      await nodes.log.tell({ do: 'clearFaults' });
      await until(async () => (await kindsAtOther()).some((each) => each.kind === kind && !each.handled));
      // Redis still counts the job of the dead process as running.
      expect((await kindsAtOther()).find((each) => each.kind === kind)?.running).toBeGreaterThan(0);
      expect(await forget(kind)).toMatchObject({ status: 200, json: { kind } });
      expect((await kindsAtOther()).map((each) => each.kind)).not.toContain(kind);
      expect(await forget(kind)).toMatchObject({ status: 404, json: { refusal: 'unknown_kind_of_jobs' } });
      // The node comes back after all, and finds the import in its directory.
      holder = await startHolder();
      await completedEverywhere(importId);
      expect(await effects('abandoned', importId)).toEqual(once('abandoned'));
    });

    it('continues at the next start when its node is stopped in the middle', async () => {
      const importId = await acceptedAndHeldUp('stopped');
      await inTheMiddle(importId);
      const ending = holder.end('SIGTERM');
      expect(await ending).toEqual({ code: 0, signal: null });
      expect((await effects('stopped', importId)).completed).toBe(0);
      await nodes.log.tell({ do: 'clearFaults' });
      holder = await startHolder();
      await completedEverywhere(importId);
      expect(await effects('stopped', importId)).toEqual(once('stopped'));
    });
  },
);

interface Progress {
  readonly state: string;
  readonly done: number;
  readonly total: number;
}
