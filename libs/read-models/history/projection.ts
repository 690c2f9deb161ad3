import { streamCategory, streams } from '@misaq/domain/kernel/streams.js';
import { positionIndex } from '@misaq/projections/position-index.js';
import { positionLists } from '@misaq/projections/position-lists.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { domainEvent, PERSON_TYPES } from '../events.js';
import { subjects } from './subjects.js';

export const HISTORY = 'history';

const tables = {
  /** By kind (stream, pool, agency, bank, actor) and id; streams of jobs and persons are short and need no list. */
  lists: positionLists(),
  /** Facilities are many and have a few events each. */
  facilities: positionIndex(),
};

const SHORT_STREAMS = new Set(['job', 'person']);

export function isShortStream(stream: string): boolean {
  return SHORT_STREAMS.has(streamCategory(stream));
}

const POOL_STREAM = streams.creditPool('');

/** A pool is one stream, so that its list serves for both. */
export function poolOfStream(stream: string): string | undefined {
  return stream.startsWith(POOL_STREAM) ? stream.slice(POOL_STREAM.length) : undefined;
}

export const historyProjection = defineProjection({
  name: HISTORY,
  schemaVersion: 1,
  tables,
  types: 'every',
  apply(stored, { lists, facilities }) {
    const position = Number(stored.position);
    lists.append('actor', stored.actorId, position);
    const pool = poolOfStream(stored.stream);
    if (pool !== undefined) lists.append('pool', pool, position);
    else if (!isShortStream(stored.stream)) lists.append('stream', stored.stream, position);
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
