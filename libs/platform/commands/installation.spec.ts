import { createInMemoryEventStore } from '@misaq/platform/event-store/in-memory/in-memory-event-store.js';
import { wholeLog } from './application.fixture.js';
import { CommandRouter } from './command-router.js';
import { CommandRunner } from './command-runner.js';
import { startLog, WrongPersonKeyError } from './installation.js';
import { personKey } from '@misaq/platform/node/person-key.js';
import { noTables } from '@misaq/platform/subjects/command-tables.js';
import { SUBJECTS } from '@misaq/subjects.js';

/** Nodes on one empty log. */
function nodesOnNewLog() {
  const store = createInMemoryEventStore();
  const clock = { now: () => 0 };
  const node = () =>
    new CommandRouter({
      subjects: SUBJECTS,
      streams: new CommandRunner(store, clock, { isShared: true }),
      clock,
      tables: noTables(SUBJECTS),
    });
  return { store, nodes: [node(), node()] as const };
}
const key = personKey('the key of the first node');
const otherKey = personKey('the key of another node');

describe('The first event of a log', () => {
  it('is written once when two nodes with the same key start at the same moment', async () => {
    const { store, nodes } = nodesOnNewLog();
    await Promise.all(nodes.map((node) => startLog(node, key)));
    expect((await wholeLog(store)).map(({ type }) => type)).toEqual(['LogStarted']);
  });

  it('accepts one of two nodes with different keys that start at the same moment', async () => {
    const { store, nodes } = nodesOnNewLog();
    const [one, other] = nodes;
    const started = await Promise.allSettled([startLog(one, key), startLog(other, otherKey)]);
    const failed = started.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(failed).toEqual([expect.any(WrongPersonKeyError)]);
    expect(await wholeLog(store)).toHaveLength(1);
  });
});
