import { streamCategory } from '@misaq/domain/kernel/streams.js';
import { pairs } from '@misaq/projections/pairs.js';
import { positionLists } from '@misaq/projections/position-lists.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { sums } from '@misaq/projections/sums.js';
import { domainEvent, PERSON_TYPES } from '../events.js';
import { subjects } from './subjects.js';

export const HISTORY = 'history';

const tables = {
  /** By kind (pool, agency, bank, actor) and id. */
  lists: positionLists(),
  /** Facilities are many and have a few events each. */
  facilities: pairs(),
  /** How many events a stream has; of jobs and persons the streams themselves are short enough to be counted. */
  streams: sums({ key: ['stream'], counts: ['events'] }),
};

const POOL_STREAM = 'creditPool-';
const SHORT_STREAMS = new Set(['job', 'person']);

export function isShortStream(stream: string): boolean {
  return SHORT_STREAMS.has(streamCategory(stream));
}

export const historyProjection = defineProjection({
  name: HISTORY,
  schemaVersion: 1,
  tables,
  types: 'every',
  apply(stored, { lists, facilities, streams }) {
    const position = Number(stored.position);
    lists.append('actor', stored.actorId, position);
    if (stored.stream.startsWith(POOL_STREAM)) lists.append('pool', stored.stream.slice(POOL_STREAM.length), position);
    else if (!isShortStream(stored.stream)) streams.row(stored.stream).events += 1;
    // Of nobody but the actor; reading their data would be for nothing, and there are as many as jobs.
    if (PERSON_TYPES.has(stored.type)) return;
    const event = domainEvent(stored);
    if (event === undefined) return;
    const { agencies, banks, facility } = subjects(event);
    for (const agency of agencies) lists.append('agency', agency, position);
    for (const bank of banks) lists.append('bank', bank, position);
    if (facility !== undefined) facilities.add(facility, position);
  },
});
