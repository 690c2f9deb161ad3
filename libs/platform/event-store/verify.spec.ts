import { eventHash } from './chain.js';
import { LogDamagedError } from './log-damaged.js';
import { LOG_START, type RecordedEvent } from './port.js';
import { verifyLog } from './verify.js';

/** Two streams of three chained events each, alternating. */
function chainedLog(): RecordedEvent[] {
  const log: RecordedEvent[] = [];
  const last = new Map<string, RecordedEvent>();
  for (let index = 0; index < 6; index += 1) {
    const stream = index % 2 === 0 ? 'pool-a' : 'pool-b';
    const before = last.get(stream);
    const event = {
      position: BigInt(index),
      stream,
      revision: (before?.revision ?? -1) + 1,
      id: index.toString(16).padStart(32, '0'),
      type: 'FacilityPaid',
      data: `{"amountRial":"${String(index)}"}`,
      metadata: JSON.stringify({ prevHash: before === undefined ? null : eventHash(before) }),
    };
    log.push(event);
    last.set(stream, event);
  }
  return log;
}

function verify(log: readonly RecordedEvent[]) {
  return verifyLog({
    async *readAll() {
      yield log.slice(0, 4);
      await Promise.resolve();
      yield log.slice(4);
    },
  });
}

function changed(index: number, change: Partial<RecordedEvent>): RecordedEvent[] {
  return chainedLog().map((event, at) => (at === index ? { ...event, ...change } : event));
}

describe('verifying a log', () => {
  it('finds no fault in an unchanged log, and counts its events', async () => {
    expect(await verify(chainedLog())).toEqual({
      events: 6,
      streams: 2,
      position: 5n,
      faults: [],
      faultCount: 0,
    });
    expect(await verify([])).toEqual({
      events: 0,
      streams: 0,
      position: LOG_START,
      faults: [],
      faultCount: 0,
    });
  });

  it('finds one changed digit by the event that follows in the stream', async () => {
    const { faults } = await verify(changed(2, { data: '{"amountRial":"3"}' }));
    expect(faults).toMatchObject([{ kind: 'chain_broken', position: 4n, stream: 'pool-a', revision: 2 }]);
  });

  it.each([
    ['an event that was taken out', chainedLog().toSpliced(3, 1), ['revision_out_of_order', 'chain_broken']],
    ['two events that changed places', changed(2, { position: 7n }), ['position_not_growing']],
    ['a hash that is missing', changed(3, { metadata: '{}' }), ['hash_missing', 'chain_broken']],
    [
      'a first event with a predecessor',
      changed(1, { metadata: `{"prevHash":"${'0'.repeat(64)}"}` }),
      ['hash_unexpected', 'chain_broken'],
    ],
    ['text that is no JSON', changed(5, { data: '{"amountRial":' }), ['not_json']],
  ])('finds %s', async (_, log, kinds) => {
    const { faults, faultCount } = await verify(log);
    expect(faults.map(({ kind }) => kind)).toEqual(kinds);
    expect(faultCount).toBe(kinds.length);
  });

  it('reports damage that the store itself finds, and how far the check came', async () => {
    const report = await verifyLog({
      async *readAll() {
        yield chainedLog().slice(0, 2);
        await Promise.resolve();
        throw new LogDamagedError('log.sqlite', 'the event at position 2 is not what was written');
      },
    });
    expect(report).toMatchObject({ events: 2, position: 1n, faultCount: 1, faults: [{ kind: 'damaged' }] });
    expect(report.faults[0]?.detail).toContain('position 2');
  });

  it('lists the first hundred faults and counts the rest', async () => {
    const log = Array.from({ length: 150 }, (_, index) => ({
      ...chainedLog()[0]!,
      position: BigInt(index),
      revision: index,
      metadata: '{}',
    }));
    const { faults, faultCount } = await verify(log);
    expect([faults.length, faultCount]).toEqual([100, 149]);
  });
});
