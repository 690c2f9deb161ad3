import fc from 'fast-check';
import { commandIdOf, eventIds, isUnboundEventId, newCommandId, rowCommandId } from './command-id.js';
import { bodyHash, encodeEvents } from './event-format.js';
import { personKey } from '@misaq/platform/node/person-key.js';

const ID = /^[0-9a-f]{32}$/;

describe('Ids', () => {
  it('of events follow from the command, the stream and the index, and begin with the time of the command', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), fc.nat(999), (a, b, index) => {
        const commandId = newCommandId(1_700_000_000_000);
        const [inA, inB] = [eventIds(commandId, a)(index), eventIds(commandId, b)(index)];
        expect(inA).toMatch(ID);
        expect(inA.slice(0, 12)).toBe(commandId.slice(0, 12));
        expect(inA.slice(-4)).toBe(index.toString(16).padStart(4, '0'));
        expect(inA === inB).toBe(a === b);
        expect(isUnboundEventId(inA, commandId)).toBe(false);
        expect(eventIds(commandId, a)(index)).toBe(inA);
      }),
    );
  });

  it('of commands are 16 bytes, differ, and grow with the clock', () => {
    const ids = Array.from({ length: 5_000 }, (_, ms) => newCommandId(1_700_000_000_000 + ms));
    for (const id of ids) expect(id).toMatch(ID);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('that are derived are the same each time', () => {
    expect(commandIdOf('import jobs')).toBe(commandIdOf('import jobs'));
    expect(commandIdOf('import jobs')).not.toBe(commandIdOf('import job'));
  });

  it('of rows differ from row to row, from import to import, and leave room for events', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: 2_000_000 }), (a, b) => {
        const importId = commandIdOf('file');
        expect(rowCommandId(importId, a)).toMatch(ID);
        expect(rowCommandId(importId, a) === rowCommandId(importId, b)).toBe(a === b);
        expect(rowCommandId(importId, a)).not.toBe(rowCommandId(commandIdOf('other file'), a));
        expect(rowCommandId(importId, a).endsWith('0000')).toBe(true);
      }),
    );
  });
});

describe('The body of a command', () => {
  it('has one hash for any order of its fields, and another hash for another amount', () => {
    expect(bodyHash({ a: 1n, b: 'x' })).toBe(bodyHash({ b: 'x', a: 1n }));
    expect(bodyHash({ a: 1n })).not.toBe(bodyHash({ a: 2n }));
  });
});

describe('An event', () => {
  it('larger than 256 kB is a bug and throws', () => {
    const envelope = { commandId: newCommandId(0), actor: { id: 'a', name: 'a', role: 'labour' } } as const;
    const event = { type: 'Large', data: { text: 'x'.repeat(256 * 1024) } };
    expect(() => encodeEvents('stream', [event], envelope, 'hash', 0, null)).toThrow('larger than 256 kB');
  });
});

describe('The person key', () => {
  it('gives each person one pseudonym, another one under another key, and a fingerprint different from both', () => {
    const key = personKey('a secret of the province');
    expect(key.personId('0012345679')).toMatch(ID);
    expect(key.personId('0012345679')).toBe(personKey('a secret of the province').personId('0012345679'));
    expect(key.personId('0012345679')).not.toBe(key.personId('0012345687'));
    expect(key.personId('0012345679')).not.toBe(personKey('another secret').personId('0012345679'));
    expect(key.fingerprint).not.toBe(personKey('another secret').fingerprint);
    expect(key.fingerprint).not.toContain(key.personId('0012345679').slice(0, 8));
  });
});
