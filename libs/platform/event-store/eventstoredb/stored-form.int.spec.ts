import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { LOG_START, NO_STREAM, StoreUnavailableError, type EventToAppend } from '../port.js';
import { all, event, events, followed, rig, type Rig } from './adapter.fixture.js';
import { portId, serverId } from './event-ids.js';

describe('data stored in and read from EventStoreDB', () => {
  let used: Rig | undefined;
  afterEach(async () => {
    await used?.close();
    used = undefined;
  });

  it('is the text of the port, byte for byte, declared as JSON', async () => {
    used = await rig();
    const data = '{ "n" : 9007199254740993, "title":"می\u200cشود" }';
    await used.store.append('pool', NO_STREAM, [{ ...event('paid'), data, metadata: '{"b":1,"a":2}' }]);
    const [stored] = used.double.log.stream('pool') ?? [];
    const recorded = streams.ReadResp.deserializeBinary(stored?.bytes ?? new Uint8Array())
      .getEvent()
      ?.getEvent();
    expect(Buffer.from(recorded?.getData_asU8() ?? []).toString('utf8')).toBe(data);
    expect(Buffer.from(recorded?.getCustomMetadata_asU8() ?? []).toString('utf8')).toBe('{"b":1,"a":2}');
    expect(recorded?.getMetadataMap().get('content-type')).toBe('application/json');
    expect(stored?.id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('has positions past 2^53', async () => {
    used = await rig({}, { firstPosition: 2n ** 53n - 200n });
    const { position } = await used.store.append('pool', NO_STREAM, events(4));
    const log = await all(used.store);
    expect(position).toBeGreaterThan(2n ** 53n);
    expect(log.at(-1)?.position).toBe(position);
    expect(new Set(log.map((each) => each.position)).size).toBe(4);
    expect(await used.store.at([position])).toEqual(log.slice(-1));
    expect((await followed(used.store, 2, log[1]?.position)).map((each) => each.position)).toEqual(
      log.slice(2).map((each) => each.position),
    );
  });

  it('never contains an event of the server itself', async () => {
    used = await rig();
    await used.store.append('pool', NO_STREAM, events(1));
    for (let count = 0; count < 100; count += 1) used.double.log.systemEvent();
    const { position } = await used.store.append('pool', 0, events(1));
    for (let count = 0; count < 100; count += 1) used.double.log.systemEvent();
    expect((await all(used.store)).map(({ revision }) => revision)).toEqual([0, 1]);
    expect((await followed(used.store, 2)).map(({ revision }) => revision)).toEqual([0, 1]);
    expect(await used.store.health()).toEqual({ writable: true, position });
    const own = used.double.log.events.find(({ type }) => type.startsWith('$'));
    await expect(used.store.at([own?.position ?? LOG_START])).rejects.toThrow(RangeError);
  });

  it('uses only streams with a configured prefix, and removes the prefix', async () => {
    used = await rig({ streamPrefix: 'qom-' });
    const whole = await used.another({ streamPrefix: '' });
    await whole.append('other-system', NO_STREAM, events(2));
    await used.store.append('pool', NO_STREAM, events(1));
    await whole.append('other-system', 1, events(2));
    expect((await all(used.store)).map(({ stream }) => stream)).toEqual(['pool']);
    expect((await followed(used.store, 1)).map(({ stream }) => stream)).toEqual(['pool']);
    expect((await all(whole)).map(({ stream }) => stream)).toContain('qom-pool');
  });

  it('is refused when it has no position: servers before 22.6', async () => {
    used = await rig({}, { positionsInStreamReads: false });
    await used.store.append('pool', NO_STREAM, events(1));
    await expect(used.store.read('pool')[Symbol.asyncIterator]().next()).rejects.toThrow(
      StoreUnavailableError,
    );
  });

  it("has an id that also depends on the bytes, and the port's id is restored", () => {
    const id = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('hex'));
    const text = fc.string({ unit: 'grapheme' });
    const some = fc.record({ id, type: text, data: text, metadata: text });
    fc.assert(
      fc.property(some, some, (one: EventToAppend, two: EventToAppend) => {
        expect(portId(serverId(one), one)).toBe(one.id);
        fc.pre(one.type !== two.type || one.data !== two.data || one.metadata !== two.metadata);
        expect(serverId({ ...two, id: one.id })).not.toBe(serverId(one));
      }),
    );
  });
});
