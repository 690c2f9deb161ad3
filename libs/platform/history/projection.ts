import { type JobRejected, type JobVerified, PERSON_EVENTS } from '@misaq/employment/domain/events.js';
import { concernedBy, knownEvent } from '@misaq/platform/kernel/catalogue.js';
import { streamCategory } from '@misaq/platform/kernel/streams.js';
import { positionIndex } from '@misaq/platform/projections/position-index.js';
import { positionLists } from '@misaq/platform/projections/position-lists.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { provinceOf } from '@misaq/platform/live/changes.js';
import { poolOfStream } from '@misaq/credit/domain/pool-stream.js';

export const HISTORY = 'history';

const tables = {
  pools: positionLists(),
  agencies: positionLists(),
  banks: positionLists(),
  actors: positionLists(),
  /** Verifications of jobs, listed by verifier, when another officer recorded them for the verifier. */
  verifiers: positionLists(),
  /**
   * Events by stream, for registers, plans, calendars and imports. The streams of jobs and persons are short and are
   * read directly.
   */
  streams: positionLists(),
  /**
   * Events that concern an agency or bank, by province. Events without a province are in no list, because it is unknown
   * to whom they belong.
   */
  provinces: positionLists(),
  /** Facilities are many and have few events each, beside the jobs that name them ({@link jobsNaming}). */
  facilities: positionIndex(),
};

/** The tables that list positions. */
export type HistoryList = Exclude<keyof typeof tables, 'facilities'>;

/**
 * The key of the jobs that name a facility. Any agency may name it in as many jobs as it likes. The facility's own
 * events are found without reading them. No facility id contains a line feed.
 */
export function jobsNaming(facilityId: string): string {
  return `\n${facilityId}`;
}

const SHORT_STREAMS = new Set(['job', 'person']);

export function isShortStream(stream: string): boolean {
  return SHORT_STREAMS.has(streamCategory(stream));
}

export const historyProjection = defineProjection({
  name: HISTORY,
  schemaVersion: 5,
  tables,
  types: 'every',
  apply(stored, { pools, agencies, banks, actors, verifiers, streams, provinces, facilities }) {
    const position = Number(stored.position);
    actors.append(stored.actorId, position);
    const pool = poolOfStream(stored.stream);
    if (pool !== undefined) pools.append(pool, position);
    else if (!isShortStream(stored.stream)) streams.append(stored.stream, position);
    // They concern only their actor. Reading their data would be useless, and there are as many as jobs.
    if (PERSON_EVENTS.has(stored.type)) return;
    const event = knownEvent(stored);
    if (event === undefined) return;
    if (event.type === 'JobVerified' || event.type === 'JobRejected') {
      const { verifier } = event.data as (JobVerified | JobRejected)['data'];
      if (verifier !== stored.actorId) verifiers.append(verifier, position);
    }
    const concerned = concernedBy(event);
    for (const agency of concerned.agencies) agencies.append(agency, position);
    for (const bank of concerned.banks) banks.append(bank, position);
    if (concerned.agencies.length > 0 || concerned.banks.length > 0) {
      const province = provinceOf(stored);
      if (province !== undefined) provinces.append(province, position);
    }
    if (concerned.facility === undefined) return;
    const isJob = event.type === 'JobRegistered';
    facilities.add(isJob ? jobsNaming(concerned.facility) : concerned.facility, position);
  },
});
