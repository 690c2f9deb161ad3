import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { RegisterJob } from '../domain/commands.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { Employment } from '../employment.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { SYSTEM_ACTOR } from '@misaq/platform/commands/installation.js';

/* Every act on a person and a job with two appends. Tests kill processes between the two. */

export const CUT_OFF_ACTS = ['register', 'end', 'reject', 'void', 'give up'] as const;
export type CutOffAct = (typeof CUT_OFF_ACTS)[number];

const LABOUR: Actor = { id: 'labour-1', name: 'labour-1', role: 'labour' };
const ON = plainDate('2022-12-01');

export function registerJob(jobId: string, personId = 'person-1', province = 'sample'): RegisterJob {
  return {
    type: 'RegisterJob',
    jobId,
    province,
    year: 1401,
    personId,
    agency: 'behzisti',
    sector: 'services',
    county: 'tabriz',
    gender: 'female',
    registeredOn: plainDate('2022-10-01'),
    startedOn: plainDate('2022-09-20'),
  };
}

/** The same request each time, with the same command id. */
export function sent(name: string, by: Actor = LABOUR): Envelope {
  return { commandId: commandIdOf(name), actor: by };
}

/** Performs an act on job-1 of person-1. */
export async function perform(employment: Employment, act: CutOffAct): Promise<void> {
  const envelope = sent(act);
  const jobId = 'job-1';
  switch (act) {
    case 'register':
      await employment.register(registerJob(jobId), envelope);
      return;
    case 'end':
      await employment.act({ type: 'EndJob', jobId, endedOn: ON }, envelope);
      return;
    case 'reject': {
      const round = { round: 1, verifier: 'v-1', on: ON, reason: 'nobody works there' } as const;
      await employment.act({ type: 'RejectJob', jobId, ...round }, envelope);
      return;
    }
    case 'void':
      await employment.act(
        { type: 'VoidRegistration', jobId, voidedOn: ON, reason: 'entered twice' },
        envelope,
      );
      return;
    case 'give up':
      await employment.giveUp(
        { personId: 'person-1', jobId, claim: 1 },
        'not-finished',
        sent(act, SYSTEM_ACTOR),
      );
      return;
  }
}
