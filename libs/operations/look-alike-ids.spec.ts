import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import { LookAlikeFinder, type Twins } from './look-alike-ids.js';

const POOL = 'creditPool-p-1404-x';
const facility = (facilityId: string): DomainEvent => ({ type: 'FacilityIntroduced', data: { facilityId } });
const paid = (bankReference: string): DomainEvent => ({
  type: 'FacilityPaid',
  data: { facilityId: 'f', bankReference },
});
const registered = (id: string, name: string, activeFrom = '2020-01-01'): DomainEvent => ({
  type: 'OrganisationRegistered',
  data: { kind: 'bank', id, name, activeFrom: plainDate(activeFrom) },
});

async function* batches(events: readonly RecordedEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
  yield await Promise.resolve(events);
}

/** The twins in a log of these streams and events. */
async function twinsOf(...log: readonly (readonly [string, DomainEvent])[]): Promise<readonly Twins[]> {
  const revisions = new Map<string, number>();
  const events = log.map(([stream, { type, data }], position): RecordedEvent => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return {
      stream,
      type,
      revision,
      position: BigInt(position),
      data: JSON.stringify(data),
      metadata: '{}',
    } as RecordedEvent;
  });
  const finder = new LookAlikeFinder();
  events.forEach((event) => {
    finder.look(event);
  });
  return finder.twins({ readAll: () => batches(events) });
}

describe('Twins in a log', () => {
  it('are ids of one pool that look alike, whichever was recorded first', async () => {
    expect(await twinsOf([POOL, facility('ملي')], [POOL, facility('ملی')], [POOL, facility('f')])).toEqual([
      { kind: 'facility', stream: POOL, spellings: ['ملي', 'ملی'], difference: 'U+064A and U+06CC' },
    ]);
    expect(await twinsOf([POOL, paid('AB1')], [POOL, paid('AB\u200f1')], [POOL, paid('AB1')])).toMatchObject([
      { kind: 'payment', spellings: ['AB\u200f1', 'AB1'] },
    ]);
  });

  it('are streams of jobs that look alike', async () => {
    const event = { type: 'JobRegistered', data: {} };
    expect(await twinsOf(['job-ملی', event], ['job-ملي', event], ['job-ملي', event])).toMatchObject([
      { kind: 'stream', spellings: ['job-ملي', 'job-ملی'] },
    ]);
  });

  it('are organisations whose names look alike at the same time', async () => {
    const register = 'register-p';
    const two = [registered('a', 'قرض\u200cالحسنه'), registered('b', 'قرض الحسنه', '2021-01-01')] as const;
    expect(await twinsOf([register, two[0]], [register, two[1]])).toMatchObject([
      { kind: 'name', stream: register, spellings: ['قرض\u200cالحسنه', 'قرض الحسنه'] },
    ]);
    const retired = {
      type: 'OrganisationRetired',
      data: { kind: 'bank', id: 'a', from: '2020-06-01', reason: 'merged' },
    };
    expect(await twinsOf([register, two[0]], [register, retired], [register, two[1]])).toEqual([]);
  });

  it('are none in another pool or facility, and none of one id that is named again', async () => {
    expect(
      await twinsOf(
        [POOL, facility('ملي')],
        ['creditPool-p-1404-y', facility('ملی')],
        [POOL, paid('ملي')],
        [POOL, { type: 'FacilityPaid', data: { facilityId: 'g', bankReference: 'ملی' } }],
      ),
    ).toEqual([]);
  });
});
