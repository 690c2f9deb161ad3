import fc from 'fast-check';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import type { PersonCommand, ReleaseJob } from './commands.js';
import { type PersonEvent, RELEASE_REASONS, type ReleaseReason } from './events.js';
import { decide, evolve, fork, initialPerson } from './person.js';

const { given, stateAfter, deliver } = scenarios(initialPerson, evolve, decide);
const personId = 'a1b2c3';
const claim = (jobId: string): PersonCommand => ({ type: 'ClaimJob', personId, jobId });
const release = (jobId: string, reason: ReleaseReason = 'ended'): ReleaseJob => ({
  type: 'ReleaseJob',
  personId,
  jobId,
  reason,
});
const claimed = (jobId: string): PersonEvent => ({ type: 'JobClaimed', data: { jobId } });
const released = (jobId: string, reason: ReleaseReason = 'ended'): PersonEvent => ({
  type: 'JobReleased',
  data: { jobId, reason },
});

describe('Claiming a job', () => {
  it('is accepted for a person without a running job', () => {
    expect(given().when(claim('job-1'))).toEqual(accepted(claimed('job-1')));
    expect(given(claimed('job-1'), released('job-1')).when(claim('job-2'))).toEqual(
      accepted(claimed('job-2')),
    );
  });

  it('is unchanged for the job that the person holds', () => {
    expect(given(claimed('job-1')).when(claim('job-1'))).toEqual(unchanged);
  });

  it('is refused beside another running job, which the refusal names', () => {
    expect(given(claimed('job-1')).when(claim('job-2'))).toEqual(
      refused('person_already_employed', { jobId: 'job-1', claimed: 'job-2' }),
    );
  });

  it('is possible again for a job whose registration was refused and then corrected', () => {
    expect(given(claimed('job-1'), released('job-1', 'not-registered')).when(claim('job-1'))).toEqual(
      accepted(claimed('job-1')),
    );
  });

  it('is refused without a person or a job', () => {
    expect(given().when(claim(''))).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field: 'jobId' } },
    });
    expect(given().when({ type: 'ClaimJob', personId: '', jobId: 'job-1' })).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field: 'personId' } },
    });
  });
});

describe('Releasing a job', () => {
  it('frees the person, with the given reason', () => {
    expect(given(claimed('job-1')).when(release('job-1', 'rejected'))).toEqual(
      accepted(released('job-1', 'rejected')),
    );
  });

  it('is unchanged when it was released before, with any reason and any present job', () => {
    expect(given(claimed('job-1'), released('job-1')).when(release('job-1', 'voided'))).toEqual(unchanged);
    const twoJobs = [claimed('job-1'), released('job-1'), claimed('job-2'), released('job-2')];
    expect(given(...twoJobs).when(release('job-1'))).toEqual(unchanged);
    expect(given(claimed('job-1'), released('job-1'), claimed('job-2')).when(release('job-1'))).toEqual(
      unchanged,
    );
  });

  it('is refused for a job the person never held', () => {
    expect(given(claimed('job-1')).when(release('job-2'))).toEqual(
      refused('job_not_claimed', { jobId: 'job-2', running: 'job-1' }),
    );
    expect(given().when(release('job-2'))).toEqual(
      refused('job_not_claimed', { jobId: 'job-2', running: null }),
    );
  });

  it('of one claim leaves a later claim of the same job', () => {
    const twice = [claimed('job-1'), released('job-1', 'not-finished'), claimed('job-1')];
    expect(given(...twice).when({ ...release('job-1', 'not-finished'), claim: 1 })).toEqual(unchanged);
    expect(given(...twice).when({ ...release('job-1', 'not-finished'), claim: 2 })).toEqual(
      accepted(released('job-1', 'not-finished')),
    );
  });

  it('is refused for an unknown reason', () => {
    expect(given(claimed('job-1')).when(release('job-1', 'bored' as 'ended'))).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field: 'reason', code: 'not_one_of_the_choices' } },
    });
  });
});

describe('A person', () => {
  const someCommand = fc
    .record({
      jobId: fc.constantFrom('job-1', 'job-2', 'job-3'),
      claims: fc.boolean(),
      reason: fc.constantFrom(...RELEASE_REASONS),
    })
    .map(({ jobId, claims, reason }) => (claims ? claim(jobId) : release(jobId, reason)));

  it('holds at most one job at any moment, in whatever order claims and releases arrive', () => {
    fc.assert(
      fc.property(fc.array(someCommand, { maxLength: 40 }), (commands) => {
        const { recorded, state } = deliver(commands);
        const held = new Set<string>();
        for (const { type, data } of recorded) {
          if (type === 'JobClaimed') held.add(data.jobId);
          else expect(held.delete(data.jobId)).toBe(true);
          expect(held.size).toBeLessThanOrEqual(1);
        }
        expect(state.runningJob).toBe([...held][0]);
      }),
    );
  });

  it('claims and releases once, delivered one to eight times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), (claims, releases) => {
        const commands = [
          ...Array.from({ length: claims }, () => claim('job-1')),
          ...Array.from({ length: releases }, () => release('job-1')),
        ];
        expect(deliver(commands).recorded).toEqual([claimed('job-1'), released('job-1')]);
      }),
    );
  });

  it('is an immutable value: decisions on a copy do not change it', () => {
    const state = stateAfter([claimed('job-1')]);
    evolve(fork(state), released('job-1'));
    expect(state).toEqual(stateAfter([claimed('job-1')]));
  });
});
