import { openEventStoreDb } from '@misaq/platform/event-store/eventstoredb/eventstoredb-event-store.js';
import { verifyLog } from '@misaq/platform/event-store/verify.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { Answered } from '../e2e/client.fixture.js';
import { issue, record, type Tokens } from '../e2e/office.fixture.js';
import type { RunningServer } from '../e2e/server.fixture.js';
import { runs } from '../support/runs.fixture.js';
import { json, type Nodes, openNodes, signedIn, twoNodesWithOffice } from './nodes.fixture.js';
import { type Act, effectsOf, poolsOf, type Race, racesOfAllKinds } from './races.fixture.js';

const RACES = runs(200, 1_000);
/** Number of concurrent races. */
const AT_A_TIME = 24;

describe('Two nodes of the built program on one log', () => {
  let nodes: Nodes;
  let a: RunningServer;
  let b: RunningServer;
  let tokens: Tokens & Readonly<Record<'other-deputy', string>>;
  const races = racesOfAllKinds(RACES);
  const ended: { readonly race: Race; readonly answers: readonly [Answered, Answered] }[] = [];

  beforeAll(async () => {
    nodes = await openNodes();
    const opened = await twoNodesWithOffice(nodes);
    ({ a, b } = opened);
    tokens = { ...opened.tokens, 'other-deputy': await secondDeputy(opened.tokens.admin) };
  });
  afterAll(() => nodes.close());

  async function secondDeputy(admin: string): Promise<string> {
    const { client } = nodes;
    const of = '/api/v1/principals';
    await record(client, b.url, admin, of, { principalId: 'deputy-2', name: 'Officer deputy-2' });
    await record(client, b.url, admin, `${of}/deputy-2/roles`, { role: 'economic-deputy' });
    const { token } = await issue(client, b.url, admin, 'deputy-2');
    await signedIn(client, a.url, token);
    return token;
  }

  const send = ({ url }: RunningServer, { as, path, body, key }: Act): Promise<Answered> =>
    nodes.client.ask(url, 'POST', path, { token: tokens[as], body, ...(key !== undefined && { key }) });

  async function run(race: Race, n: number): Promise<void> {
    // Each node prepares half of them, and gets the first request in half of them.
    const [first, second] = n % 2 === 0 ? ([a, b] as const) : ([b, a] as const);
    for (const act of race.prepared) {
      const { status, text } = await send(n % 4 < 2 ? a : b, act);
      if (status !== 200) throw new Error(`${act.path}: ${text}`);
    }
    const [x, y] = await Promise.all([send(first, race.acts[0]), send(second, race.acts[1])]);
    ended.push({ race, answers: n % 2 === 0 ? [x, y] : [y, x] });
  }

  it(`have one winner in each of ${String(RACES)} races, and tell the loser why`, async () => {
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_A_TIME }, async () => {
        for (let race = races[next]; race !== undefined; race = races[next]) {
          const n = next;
          next += 1;
          await run(race, n);
        }
      }),
    );
    expect(ended).toHaveLength(RACES);

    const wins = [0, 0];
    let bothFirst = 0;
    const wrong: object[] = [];
    for (const { race, answers } of ended) {
      const { kind, refusal } = race;
      const told = answers.filter(({ status }) => status !== 200).map((each) => json(each).refusal);
      if (JSON.stringify(told) !== JSON.stringify(refusal === undefined ? [] : [refusal]))
        wrong.push({ kind, answers: answers.map(({ status, text }) => ({ status, text })) });
      else if (refusal === undefined) {
        const [one, other] = answers.map(json);
        expect(one?.position).toBe(other?.position);
        expect(one?.events).toEqual(other?.events);
        // In one millisecond both write the same bytes, which the log takes for one append: each is told that it was
        // first. It must answer so, since a node whose acknowledgement was lost sends just that again; only a node's
        // name in the metadata of every event would tell the two apart. No decision depends on which node was first.
        if (one?.repeated === false && other?.repeated === false) bothFirst += 1;
        else expect([one?.repeated, other?.repeated].toSorted()).toEqual([false, true]);
      } else wins[answers[0].status === 200 ? 0 : 1]! += 1;
    }
    expect(wrong).toEqual([]);
    expect(bothFirst).toBeLessThan(10);
    // Each came first often, or there was no race.
    expect(Math.min(...wins)).toBeGreaterThan(RACES / 20);
  });

  it('have recorded each effect once', async () => {
    const count = new Map<string, number>();
    for (const event of await nodes.log.events())
      for (const name of effectsOf(event)) count.set(name, (count.get(name) ?? 0) + 1);
    const notOnce = races
      .map(({ effect }) => ({ effect, times: count.get(effect) ?? 0 }))
      .filter(({ times }) => times !== 1);
    expect(notOnce).toEqual([]);
  });

  it('show the same boards, equal to the log to the rial', async () => {
    const events = await nodes.log.events();
    const end = String(events.at(-1)?.position);
    for (const pool of poolsOf(races)) {
      const of = events.filter(({ stream }) => stream === `creditPool-${pool}`);
      const path = `/api/v1/pools/${pool}?atLeast=${end}`;
      const boards = await Promise.all(
        [a, b].map(async ({ url }) =>
          json(await nodes.client.ask(url, 'GET', path, { token: tokens.labour })),
        ),
      );
      const [one, other] = boards as unknown as [Board, Board];
      expect(one).toEqual(other);
      const credit = sumOf(of, 'CreditAllocated');
      expect(one).toMatchObject({
        totals: {
          creditRial: String(credit),
          paidRial: String(sumOf(of, 'FacilityPaid')),
          overdrawnRial: '0',
        },
      });
      const byAgency = one.agencies.map(
        ({ allocatedRial, paidRial }) => [BigInt(allocatedRial), BigInt(paidRial)] as const,
      );
      expect(byAgency.reduce((sum, [each]) => sum + each, 0n)).toBe(credit);
      for (const [has, paid] of byAgency) expect(paid <= has).toBe(true);
    }
  });

  it('have left every chain of the log unbroken', async () => {
    const store = await openEventStoreDb({ url: nodes.log.url });
    expect(await verifyLog(store)).toMatchObject({ faultCount: 0 });
    await store.close();
  });
});

interface Board {
  readonly agencies: readonly { readonly allocatedRial: string; readonly paidRial: string }[];
}

/** The sum in rials over all events of a type. */
function sumOf(events: readonly StoredEvent[], wanted: string): bigint {
  return events
    .filter(({ type }) => type === wanted)
    .reduce((sum, { data }) => sum + BigInt((data as { readonly amountRial: string }).amountRial), 0n);
}
