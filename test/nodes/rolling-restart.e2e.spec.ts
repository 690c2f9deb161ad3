import { setTimeout as pause } from 'node:timers/promises';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { Answered } from '../e2e/client.fixture.js';
import { allocation, introduction, payment, PROVINCE, type Tokens } from '../e2e/office.fixture.js';
import { firstAdmin, type RunningServer } from '../e2e/server.fixture.js';
import { freePort, json, type Nodes, openNodes, openOfficeOn, until } from './nodes.fixture.js';

/** Clients that send to one node, and to the other while the first is away. */
const CLIENTS = 8;
/** Time between two restarts, in milliseconds. */
const BETWEEN_MS = 400;
const POOLS = ['note16', 'home-based', 'rural'].map((programme) => `${PROVINCE}-1401-${programme}`);
/** Refusals of a node that is stopping or starting. */
const AWAY = new Set(['shutting_down', 'starting']);

interface Act {
  readonly path: string;
  readonly key: string;
  readonly body: object;
  readonly effect: string;
  answer?: Answered;
  /** Number of attempts without success. */
  inVain: number;
}

interface Place {
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  server: RunningServer;
}

describe('Two nodes that are restarted one after the other', () => {
  let nodes: Nodes;
  let places: readonly [Place, Place];
  let tokens: Tokens;

  beforeAll(async () => {
    nodes = await openNodes();
    const open = async (words: readonly string[] = []): Promise<Place> => {
      const [folder, port] = [nodes.newFolder(), await freePort()];
      const server = await startAt(folder, port, words);
      return { folder, port, url: `http://127.0.0.1:${String(port)}`, server };
    };
    places = [await open(['--admin', 'admin-1']), await open()];
    tokens = await openOfficeOn(nodes, await firstAdmin(places[0].server), places[0].url, places[1].url);
  });
  afterAll(() => nodes.close());

  const startAt = (folder: string, port: number, words: readonly string[] = []): Promise<RunningServer> =>
    nodes.start({ settings: { MISAQ_PORT: String(port) }, words }, folder);

  const ask = (url: string, { path, key, body }: Pick<Act, 'path' | 'key' | 'body'>): Promise<Answered> =>
    nodes.client.ask(url, 'POST', path, { token: tokens.labour, body, key });

  /** Sends a request until it is answered: first to the node that answered last, then to the other one. */
  async function send(act: Act, preferred: number): Promise<number> {
    for (let at = preferred; ; at = 1 - at) {
      try {
        const answer = await ask(places[at]!.url, act);
        if (answer.status !== 503 || !AWAY.has(String(json(answer).refusal))) {
          act.answer = answer;
          return at;
        }
      } catch {
        // No node listened, or it ended during the request.
      }
      act.inVain += 1;
      await pause(5);
    }
  }

  it('lose no answered command and record none twice', async () => {
    const acts: Act[] = [];
    let stopping = false;
    const clients = Array.from({ length: CLIENTS }, async (_, number) => {
      let at = number % 2;
      for (let round = 0; !stopping; round += 1)
        for (const act of actsOf(number, round)) {
          acts.push(act);
          at = await send(act, at);
        }
    });
    for (const place of places) {
      await pause(BETWEEN_MS);
      expect(await place.server.end('SIGTERM')).toEqual({ code: 0, signal: null });
      await pause(BETWEEN_MS);
      place.server = await startAt(place.folder, place.port);
      await until(async () => (await nodes.client.ask(place.url, 'GET', '/health/ready')).status === 200);
    }
    stopping = true;
    await Promise.all(clients);

    expect(acts.filter(({ answer }) => answer?.status !== 200).map(({ answer }) => answer?.text)).toEqual([]);
    // Without requests during the restarts, the test would prove nothing.
    expect(acts.filter(({ inVain }) => inVain > 0).length).toBeGreaterThanOrEqual(2);
    const events = await nodes.log.events();
    const effects = events.filter(({ stream }) => stream.startsWith('creditPool-')).flatMap(effectOf);
    expect(effects.toSorted()).toEqual(acts.map(({ effect }) => effect).toSorted());
    const byPosition = new Map(events.map((event) => [Number(event.position), event]));
    for (const { key, answer } of acts)
      expect(byPosition.get(Number(json(answer!).position))?.metadata.commandId).toBe(
        commandIdOf(`labour ${key}`),
      );
  });

  it('answer requests in progress when they get a stop signal', async () => {
    const [{ server, url }] = places;
    const appends = async () => Number((await nodes.log.tell({ do: 'counts' })).appends);
    const before = await appends();
    await nodes.log.tell({ do: 'fault', fault: { on: 'append', do: 'delayAfter', ms: 500 } });
    const body = allocation('under-way', '1000');
    const answer = ask(url, { path: `/api/v1/pools/${POOLS[0]!}/allocations`, key: 'under-way', body });
    await until(async () => (await appends()) > before);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await answer).toMatchObject({ status: 200 });
  });
});

function actsOf(client: number, round: number): readonly Act[] {
  const of = `/api/v1/pools/${POOLS[client % POOLS.length]!}`;
  const id = `${String(client)}-${String(round)}`;
  const acts = [
    [`${of}/allocations`, allocation(`a-${id}`, '1000'), `CreditAllocated a-${id}`],
    [`${of}/facilities`, introduction(`f-${id}`, '2000'), `FacilityIntroduced f-${id}`],
    [`${of}/facilities/f-${id}/payments`, payment(`p-${id}`, '300'), `FacilityPaid p-${id}`],
  ] as const;
  return acts.map(([path, body, effect]) => ({
    path,
    body,
    effect,
    key: effect.replace(' ', ':'),
    inVain: 0,
  }));
}

function effectOf({ type, data }: StoredEvent): readonly string[] {
  const { allocationId, facilityId, bankReference } = data as Readonly<Record<string, string>>;
  const id = { CreditAllocated: allocationId, FacilityIntroduced: facilityId, FacilityPaid: bankReference }[
    type
  ];
  return id === undefined ? [] : [`${type} ${id}`];
}
