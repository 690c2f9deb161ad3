import type { JobEvent, PersonEvent } from '../domain/events.js';
import { streams } from '@misaq/platform/kernel/streams.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';
import type { HalfAct } from './unfinished-acts.js';

/** Persons and their jobs, computed from the log in the simplest way: a reference for the program. */
export interface People {
  /** By person: the job according to the person's own stream. */
  readonly held: ReadonlyMap<string, string>;
  /** By job: the person of each registered job that is not over. */
  readonly running: ReadonlyMap<string, string>;
  /** By person: the number of claims. */
  readonly claims: ReadonlyMap<string, number>;
}

export function peopleIn(log: readonly Pick<RecordedEvent, 'stream' | 'type' | 'data'>[]): People {
  const held = new Map<string, string>();
  const running = new Map<string, string>();
  const claims = new Map<string, number>();
  for (const { stream, type, data } of log) {
    const person = stream.slice(streams.person('').length);
    const event = { type, data: JSON.parse(data) as object } as JobEvent | PersonEvent;
    switch (event.type) {
      case 'JobClaimed':
        if (held.has(person)) throw new Error(`${person} holds two jobs`);
        held.set(person, event.data.jobId);
        claims.set(person, (claims.get(person) ?? 0) + 1);
        break;
      case 'JobReleased':
        held.delete(person);
        break;
      case 'JobRegistered':
        running.set(event.data.jobId, event.data.personId);
        break;
      case 'JobEnded':
      case 'JobRejected':
      case 'RegistrationVoided':
        running.delete(event.data.jobId);
        break;
      case 'JobVerified':
      case 'RegistrationAbandoned':
        break;
    }
  }
  return { held, running, claims };
}

/** The half-finished acts that due work has to handle. */
export function halfActsIn(log: readonly RecordedEvent[]): readonly HalfAct[] {
  const { held, running, claims } = peopleIn(log);
  const claim = (personId: string): number => claims.get(personId) ?? 0;
  return [
    ...[...held]
      .filter(([personId, jobId]) => running.get(jobId) !== personId)
      .map(([personId, jobId]) => ({ personId, jobId, half: 'person' as const, claim: claim(personId) })),
    ...[...running]
      .filter(([jobId, personId]) => held.get(personId) !== jobId)
      .map(([jobId, personId]) => ({ personId, jobId, half: 'job' as const, claim: claim(personId) })),
  ];
}
