import { REVIEW_EVENTS } from '@misaq/credit/domain/review-events.js';
import { type JobRejected, type JobVerified, PERSON_EVENTS } from '@misaq/employment/domain/events.js';
import { concernedBy, knownEvent } from '@misaq/platform/kernel/catalogue.js';
import { type PlainDate, tehranDate } from '@misaq/platform/calendar/plain-date.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { CommandIds, LogEvent } from '@misaq/platform/projections/log-event.js';
import type { Tables } from '@misaq/platform/projections/table.js';
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
  types: positionLists(),
  /** By the day in Tehran on which they were recorded. */
  days: positionLists(),
  /** By the id of their command. */
  commands: positionIndex(),
  /** By the id of the command that caused theirs, or else of the import or request that theirs belongs to. */
  effects: positionIndex(),
  /** By the review of a pool that they are, decide, replace or take back ({@link reviewKey}). */
  reviews: positionIndex(),
};

/** The tables that list positions. */
export type HistoryList = Exclude<
  keyof typeof tables,
  'facilities' | 'commands' | 'effects' | 'reviews' | 'days'
>;

/** The command that caused the one of an event, or that began the chain; undefined when it was given by itself. */
export function causeOf({ commandId, causationId, correlationId }: CommandIds): string | undefined {
  return [causationId, correlationId].find((id) => id !== undefined && id !== commandId);
}

/** The key of the review that an event is about; undefined when it is about none. */
export function reviewKey({
  stream,
  type,
  data,
}: Pick<StoredEvent, 'stream' | 'type' | 'data'>): string | undefined {
  if (!REVIEW_EVENTS.has(type) || !('reviewId' in data)) return undefined;
  return `${stream}\n${String(data.reviewId)}`;
}

let latest = { from: '', day: tehranDate(0) };
/** An instant up to ten minutes: no day begins between them. */
const TEN_MINUTES = '2024-05-20T07:3'.length;

/** The day in Tehran of an instant. Consecutive events are mostly recorded on one day. */
function dayOf(instant: string): PlainDate {
  const from = instant.slice(0, TEN_MINUTES);
  if (from !== latest.from) latest = { from, day: tehranDate(Date.parse(instant)) };
  return latest.day;
}

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

/** Lists an event by its type and day, and by what it is a cause or an effect of. */
function addToChain(
  stored: LogEvent,
  position: number,
  { types, days, commands, effects, reviews }: Tables<typeof tables>,
): void {
  const ids = stored.commandIds;
  types.append(stored.type, position);
  days.append(dayOf(stored.recordedAt), position);
  if (ids.commandId !== undefined) commands.add(ids.commandId, position);
  const cause = causeOf(ids);
  if (cause !== undefined) effects.add(cause, position);
  const review = reviewKey(stored);
  if (review !== undefined) reviews.add(review, position);
}

export const historyProjection = defineProjection({
  name: HISTORY,
  schemaVersion: 6,
  tables,
  types: 'every',
  apply(stored, lists) {
    const { pools, agencies, banks, actors, verifiers, streams, provinces, facilities } = lists;
    const position = Number(stored.position);
    actors.append(stored.actorId, position);
    addToChain(stored, position, lists);
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
