import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as fc from 'fast-check';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import { readStored } from '@misaq/platform/kernel/stored-event.fixture.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { openSqliteEventStore } from '@misaq/platform/event-store/sqlite/sqlite-event-store.js';
import { runs } from '../support/runs.fixture.js';
import { type Answered, createClient } from './client.fixture.js';
import { misaqJson, temporaryFolders } from './misaq.fixture.js';
import {
  AGENCY,
  allocation,
  introduction,
  openOffice,
  payment,
  PROVINCE,
  type Tokens,
} from './office.fixture.js';
import { firstAdmin, type RunningServer, start, startServer } from './server.fixture.js';

/*
 * Kills the server with SIGKILL again and again while clients send commands, and restarts it on its data. `npm run
 * crash` does it more often.
 */

const TIMES = Number(process.env.CRASH_TIMES ?? runs(3, 6));
const SEED = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SUMMARY_FILE = process.env.CRASH_SUMMARY;

/** Maximum lifetime of a server; every fifth is killed while it starts. */
const LIFE_MS_MAX = 900;
const START_MS_MAX = 500;
const CLIENTS = 12;
const POOLS = ['note16', 'home-based', 'rural'].map((programme) => `${PROVINCE}-1401-${programme}`);
/** Number of rows of an import; each row allocates credit. */
const ROWS = 40;
const ROW_RIAL = 1_000n;

/** A request of a client, sent until it is answered. */
interface Act {
  readonly pool: string;
  readonly key: string;
  readonly path: string;
  /** A JSON body, or the text of a file. */
  readonly body: object | string;
  /** Types of events with their keys; each must be in the log exactly once. */
  readonly effects: readonly string[];
  answer?: Answered;
  /** Number of attempts without an answer. */
  unanswered: number;
}

interface Recorded {
  readonly position: number;
  readonly repeated: boolean;
  readonly events: readonly { readonly type: string }[];
}

function actsOf(client: number, round: number): readonly Omit<Act, 'unanswered'>[] {
  const pool = POOLS[client % POOLS.length] ?? '';
  const id = `${String(client)}-${String(round)}`;
  const of = `/api/v1/pools/${pool}`;
  const plain = [
    {
      path: `${of}/allocations`,
      body: allocation(`a-${id}`, '1000'),
      effects: [`CreditAllocated a-${id}`],
    },
    {
      path: `${of}/facilities`,
      body: introduction(`f-${id}`, '2000'),
      effects: [`FacilityIntroduced f-${id}`],
    },
    {
      path: `${of}/facilities/f-${id}/payments`,
      body: payment(`p-${id}`, '300'),
      effects: [`FacilityPaid p-${id}`],
    },
  ].map((act) => ({ ...act, pool, key: `${id} ${act.path}`.replaceAll(' ', ':') }));
  if (round % 6 !== client % 6) return plain;
  const rows = Array.from({ length: ROWS }, (_, row) => `i-${id}-${String(row)}`);
  const lines = rows.map((row) => `${pool},${row},${AGENCY},${String(ROW_RIAL / 10n)},1401-09-01`);
  const file = ['pool,allocation_id,agency,amount_toman,notified_on', ...lines].join('\n');
  return [
    ...plain,
    {
      pool,
      key: `${id}:import`,
      path: `/api/v1/imports/allocations?name=${id}.csv`,
      body: file,
      effects: rows.map((row) => `CreditAllocated ${row}`),
    },
  ];
}

/** The key that makes an event unique among those of its type. */
function effectOf({ type, data }: StoredEvent): string {
  const { allocationId, facilityId, bankReference } = data as Readonly<Record<string, unknown>>;
  const id = type === 'FacilityPaid' ? bankReference : (allocationId ?? facilityId);
  return `${type} ${String(id)}`;
}

describe('The server, killed under load', () => {
  const folders = temporaryFolders();
  const client = createClient();
  const folder = folders.make();
  let server: RunningServer;
  let tokens: Tokens;

  beforeAll(async () => {
    server = await startServer(folder, { words: ['--admin', 'admin-1'] });
    tokens = await openOffice(client, server.url, await firstAdmin(server));
  });
  afterAll(async () => {
    await client.close();
    server.process.kill('SIGKILL');
    await server.ended;
    folders.removeAll();
  });

  function ask({ path, body, key }: Act): Promise<Answered> {
    const token = tokens.labour;
    return typeof body === 'string'
      ? client.ask(server.url, 'POST', path, { token, body, headers: { 'content-type': 'text/csv' } })
      : client.ask(server.url, 'POST', path, { token, body, key });
  }

  /** Sends a request until some server answers. */
  async function send(act: Act): Promise<void> {
    while (act.answer === undefined)
      try {
        act.answer = await ask(act);
      } catch {
        act.unanswered += 1;
        await pause(20);
      }
  }

  async function log(): Promise<readonly StoredEvent[]> {
    const store = openSqliteEventStore({ folder });
    try {
      const events: StoredEvent[] = [];
      for await (const page of store.readAll(LOG_START)) events.push(...page.map(readStored));
      return events;
    } finally {
      await store.close();
    }
  }

  it(
    `loses no answered command, and executes none twice (${String(TIMES)} times, seed ${String(SEED)})`,
    async () => {
      const acts: Act[] = [];
      const unexpected: string[] = [];
      let stopping = false;
      const running = Array.from({ length: CLIENTS }, async (_, number) => {
        for (let round = 0; !stopping; round += 1)
          for (const each of actsOf(number, round)) {
            const act: Act = { ...each, unanswered: 0 };
            acts.push(act);
            await send(act);
            if (act.answer?.status !== 200) unexpected.push(`${act.path}: ${act.answer?.text ?? ''}`);
          }
      });

      const lives = fc.sample(fc.integer({ min: 0, max: LIFE_MS_MAX }), { numRuns: TIMES, seed: SEED });
      for (const [time, lifeMs] of lives.entries()) {
        await pause(lifeMs);
        server.process.kill('SIGKILL');
        expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
        if (time % 5 === 4) {
          const early = start(folder);
          await pause((lifeMs / LIFE_MS_MAX) * START_MS_MAX);
          early.process.kill('SIGKILL');
          await early.ended;
        }
        server = await startServer(folder);
      }
      stopping = true;
      await Promise.all(running);
      expect(unexpected).toEqual([]);
      const resent = acts.filter(({ unanswered }) => unanswered > 0);
      // Without requests in progress at the kills, the test would prove nothing.
      expect(resent.length).toBeGreaterThanOrEqual(TIMES);

      await everythingAgainChangesNothing(acts);
      await creditIsConserved(acts);
      expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });

      const events = await log();
      const expected = acts.flatMap(({ effects }) => effects);
      const types = new Set(expected.map((effect) => effect.split(' ')[0]));
      const found = events.filter(({ type }) => types.has(type)).map(effectOf);
      expect(found.toSorted()).toEqual(expected.toSorted());
      answeredAsRecorded(acts, events);

      const verified = misaqJson(folder, ['verify'], { MISAQ_PERSON_KEY: 'a key for pseudonyms in tests' });
      expect(verified).toMatchObject({ status: 0, json: { faultCount: 0 } });

      if (SUMMARY_FILE === undefined) return;
      const imports = acts.filter(({ path }) => path.includes('/imports/'));
      const summary = {
        seed: SEED,
        kills: TIMES,
        killedWhileStarting: Math.floor(TIMES / 5),
        commands: acts.length - imports.length,
        imports: imports.length,
        sentAgainBecauseUnanswered: resent.length,
        importsSentAgain: imports.filter(({ unanswered }) => unanswered > 0).length,
        events: events.length,
      };
      writeFileSync(SUMMARY_FILE, JSON.stringify(summary));
    },
    60 * 60_000,
  );

  /** Repeats every request: each gets its first answer, and the log does not change. */
  async function everythingAgainChangesNothing(acts: readonly Act[]): Promise<void> {
    const before = await position();
    const newest = new Set(acts.slice(-CLIENTS));
    for (let at = 0; at < acts.length; at += CLIENTS)
      await Promise.all(
        acts.slice(at, at + CLIENTS).map(async (act) => {
          const { status, text } = await ask(act);
          expect(status).toBe(200);
          if (typeof act.body === 'string') {
            expect(JSON.parse(text)).toMatchObject({ rows: ROWS, duplicates: ROWS, applied: 0, rejected: 0 });
            return;
          }
          const first = JSON.parse(act.answer?.text ?? '') as Recorded;
          const again = JSON.parse(text) as Recorded;
          expect(again.repeated).toBe(true);
          // A command whose key is no longer remembered is recognised by its content, and the answer then names no
          // event.
          if (again.events.length > 0 || newest.has(act)) expect(again.events).toEqual(first.events);
        }),
      );
    expect(await position()).toBe(before);
  }

  async function position(): Promise<string> {
    const { text } = await client.ask(server.url, 'GET', '/health/ready');
    return (JSON.parse(text) as { position: string }).position;
  }

  async function creditIsConserved(acts: readonly Act[]): Promise<void> {
    for (const pool of POOLS) {
      const own = acts.filter((act) => act.pool === pool).flatMap(({ effects }) => effects);
      const count = (kind: string): bigint => BigInt(own.filter((effect) => effect.startsWith(kind)).length);
      const path = `/api/v1/pools/${pool}?atLeast=${await position()}`;
      const { text } = await client.ask(server.url, 'GET', path, { token: tokens.labour });
      expect(JSON.parse(text)).toMatchObject({
        totals: {
          creditRial: (count('CreditAllocated') * ROW_RIAL).toString(),
          paidRial: (count('FacilityPaid') * 300n).toString(),
        },
      });
    }
  }

  /** Every answer named the position and command of its last event; compares these with the log. */
  function answeredAsRecorded(acts: readonly Act[], events: readonly StoredEvent[]): void {
    const byPosition = new Map(events.map((event) => [Number(event.position), event]));
    for (const { key, body, answer } of acts) {
      if (typeof body === 'string') continue;
      const { position: reached, events: told } = JSON.parse(answer?.text ?? '') as Recorded;
      const event = byPosition.get(reached);
      expect({ type: event?.type, commandId: event?.metadata.commandId }).toEqual({
        type: told.at(-1)?.type,
        commandId: commandIdOf(`labour ${key}`),
      });
    }
  }
});
