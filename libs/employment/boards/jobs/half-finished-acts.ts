/**
 * Acts on a person and a job of which only one half is recorded. A person's claim and the job's registration are two
 * appends. The end of a job and the release of its person are too (`libs/employment/employment.ts`). Due work finishes
 * or reverses the acts listed here. It decides on the streams themselves, because these tables lag.
 */
import type { PersonEvent, RegisteredJobEvent } from '../../domain/events.js';
import { records } from '@misaq/platform/projections/records.js';
import type { TableReader } from '@misaq/platform/projections/table-reader.js';
import type { Tables } from '@misaq/platform/projections/table.js';

/** The job of a person according to the person's own stream. */
interface Holder {
  /** Number of claims so far, which is also the number of the last one. */
  readonly claims: number;
  /** Null while the person has no job. */
  readonly jobId: string | null;
}

/**
 * `person`: the person holds the job, which does not run (yet, or any more). `job`: the job runs, and its person does
 * not hold it.
 */
type Half = 'person' | 'job';

interface KeptHalf {
  readonly half: Half;
  /** Number of the person's last claim when the half was listed; 0 when there was none. */
  readonly claim: number;
  /** When the recorded half was recorded, in milliseconds since the epoch. */
  readonly sinceMs: number;
}

export const halves = {
  /** By the pseudonym of the person. */
  holders: records<['personId'], Holder>(['personId']),
  /** The person of each running job. */
  running: records<['jobId'], string>(['jobId']),
  /** Contains only acts in progress and acts that were cut off. */
  halves: records<['personId', 'jobId'], KeptHalf>(['personId', 'jobId']),
};

type Work = Tables<typeof halves>;

/** A half-finished act as listed. */
export interface HalfAct extends Pick<KeptHalf, 'half' | 'claim'> {
  readonly personId: string;
  readonly jobId: string;
}

/** Half-finished acts that were recorded up to a time (ms since the epoch), oldest first. */
export function halfActs(tables: TableReader): (recordedByMs: number) => readonly HalfAct[] {
  return (recordedByMs) =>
    tables
      .all<{ personId: string; jobId: string; value: string }>('SELECT * FROM halves')
      .map(({ value, ...act }) => ({ ...act, ...(JSON.parse(value) as KeptHalf) }))
      .filter(({ sinceMs }) => sinceMs <= recordedByMs)
      .sort((a, b) => a.sinceMs - b.sinceMs)
      .map(({ sinceMs: _, ...act }) => act);
}

/**
 * @param sinceMs time of recording; a function, because parsing it takes longer than the rest, and few events need it
 */
export function notePerson(event: PersonEvent, personId: string, sinceMs: () => number, work: Work): void {
  const { jobId } = event.data;
  const { claims } = holderOf(work, personId);
  const runs = work.running.get(jobId) === personId;
  if (event.type === 'JobClaimed') {
    setHolder(work, personId, { claims: claims + 1, jobId });
    keep(work, personId, jobId, runs ? undefined : { half: 'person', claim: claims + 1, sinceMs: sinceMs() });
    return;
  }
  setHolder(work, personId, { claims, jobId: null });
  keep(work, personId, jobId, runs ? { half: 'job', claim: claims, sinceMs: sinceMs() } : undefined);
}

/** @param jobId as in the name of the job's stream, which is the id that its person claims */
export function noteJob(event: RegisteredJobEvent, jobId: string, sinceMs: () => number, work: Work): void {
  switch (event.type) {
    case 'JobRegistered': {
      const { personId } = event.data;
      work.running.set([jobId], personId);
      const { claims, jobId: held } = holderOf(work, personId);
      const isHeld = held === jobId;
      keep(work, personId, jobId, isHeld ? undefined : { half: 'job', claim: claims, sinceMs: sinceMs() });
      return;
    }
    case 'JobVerified':
      return;
    case 'JobEnded':
    case 'JobRejected':
    case 'RegistrationVoided': {
      const personId = work.running.get(jobId);
      // A job that ended and is later rejected or voided has already released its person.
      if (personId === undefined) return;
      work.running.remove([jobId]);
      const { claims, jobId: held } = holderOf(work, personId);
      const isHeld = held === jobId;
      keep(work, personId, jobId, isHeld ? { half: 'person', claim: claims, sinceMs: sinceMs() } : undefined);
      return;
    }
  }
}

function holderOf({ holders }: Work, personId: string): Holder {
  return holders.get(personId) ?? { claims: 0, jobId: null };
}

function setHolder({ holders }: Work, personId: string, holder: Holder): void {
  holders.set([personId], holder);
}

function keep({ halves: kept }: Work, personId: string, jobId: string, half: KeptHalf | undefined): void {
  if (half === undefined) kept.remove([personId, jobId]);
  else kept.set([personId, jobId], half);
}
