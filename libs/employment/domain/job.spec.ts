import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import fc from 'fast-check';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import type {
  AbandonRegistration,
  EndJob,
  JobCommand,
  RegisterJob,
  RejectJob,
  VerifyJob,
  VoidRegistration,
} from './commands.js';
import type { JobEvent, Round } from './events.js';
import { decide, evolve, fork, initialJob, type JobContext, releaseReason } from './job.js';

const today = plainDate('2023-06-01');
const tomorrow = plainDate('2023-06-02');
const register = smallRegister();
const labour = (id: string): JobContext['actor'] => ({ id, role: 'labour' });
/** Verifiers send their own rounds; the labour department sends everything else. */
const { given, stateAfter, deliver } = scenarios(initialJob, evolve, (state, command: JobCommand) =>
  decide(state, command, { today, register, actor: senderOf(command) }),
);
function senderOf(command: JobCommand): JobContext['actor'] {
  return 'verifier' in command ? { id: command.verifier, role: 'inspector' } : labour('labour-1');
}

const registeredOn = plainDate('2022-05-10');
const startedOn = plainDate('2022-05-01');
const dimensions = {
  jobId: 'j-1',
  province: 'east-azerbaijan',
  year: 1401,
  agency: 'behzisti',
  sector: 'industry',
  county: 'tabriz',
  gender: 'female',
  registeredOn,
} as const;
const registration = {
  ...dimensions,
  personId: 'a1b2',
  education: 'دیپلم',
  priorityGroup: 'دهک پایین',
  startedOn,
  facilityId: 'f-1',
  programme: 'note16',
} as const;
const registerJob: RegisterJob = { type: 'RegisterJob', ...registration };
const registered: JobEvent = { type: 'JobRegistered', data: registration };

const daysOfRounds = {
  1: plainDate('2022-06-01'),
  2: plainDate('2022-07-01'),
  3: plainDate('2022-08-01'),
} as const;
const verifyJob = (round: Round): VerifyJob => ({
  type: 'VerifyJob',
  jobId: 'j-1',
  round,
  verifier: `verifier-${String(round)}`,
  on: daysOfRounds[round],
});
const verified = (round: Round): JobEvent => ({
  type: 'JobVerified',
  data: { ...dimensions, round, verifier: `verifier-${String(round)}`, on: daysOfRounds[round] },
});
const rejectJob = (round: Round): RejectJob => ({
  ...verifyJob(round),
  type: 'RejectJob',
  reason: 'nobody works there',
});
const rejected = (round: Round, ended = false): JobEvent => ({
  type: 'JobRejected',
  data: {
    ...dimensions,
    round,
    verifier: `verifier-${String(round)}`,
    on: daysOfRounds[round],
    reason: 'nobody works there',
    verifiedRounds: round - 1,
    ended,
  },
});
const endedOn = plainDate('2022-09-01');
const endJob: EndJob = { type: 'EndJob', jobId: 'j-1', endedOn, reason: 'moved away' };
const ended: JobEvent = { type: 'JobEnded', data: { ...dimensions, endedOn, reason: 'moved away' } };
const voidedOn = plainDate('2022-10-01');
const voidRegistration: VoidRegistration = {
  type: 'VoidRegistration',
  jobId: 'j-1',
  voidedOn,
  reason: 'entered twice',
};
const voided = (verifiedRounds = 0, wasEnded = false): JobEvent => ({
  type: 'RegistrationVoided',
  data: { ...dimensions, voidedOn, reason: 'entered twice', verifiedRounds, ended: wasEnded },
});

const abandon = (claim: number, personId = 'a1b2'): AbandonRegistration => ({
  type: 'AbandonRegistration',
  jobId: 'j-1',
  personId,
  claim,
  reason: 'not-finished',
});
const abandoned = (claim: number, personId = 'a1b2'): JobEvent => ({
  type: 'RegistrationAbandoned',
  data: { jobId: 'j-1', personId, claim, reason: 'not-finished' },
});

describe('Giving up a registration', () => {
  /** A context with the claim on which the registration rests. */
  const on = (claim: number, ...events: readonly JobEvent[]) =>
    decide(stateAfter(events), registerJob, { today, register, claim, actor: labour('labour-1') });
  const givingUp = (command: AbandonRegistration, ...events: readonly JobEvent[]) =>
    decide(stateAfter(events), command, { today, register, actor: labour('labour-1') });

  it('is recorded with the number of its claim', () => {
    expect(givingUp(abandon(1))).toEqual(accepted(abandoned(1)));
    expect(givingUp(abandon(2), abandoned(1))).toEqual(accepted(abandoned(2)));
  });

  it('is recorded once, and not for a registered job', () => {
    expect(givingUp(abandon(1), abandoned(2))).toEqual(unchanged);
    expect(givingUp(abandon(1), registered)).toEqual(unchanged);
  });

  it('is refused without a claim, a person or a known reason', () => {
    expect(givingUp(abandon(0))).toMatchObject({ refusal: { figures: { field: 'claim' } } });
    expect(givingUp(abandon(1, ''))).toMatchObject({ refusal: { figures: { field: 'personId' } } });
    expect(givingUp({ ...abandon(1), reason: 'bored' as 'not-finished' })).toMatchObject({
      refusal: { figures: { field: 'reason' } },
    });
  });

  it('prevents registrations on that claim and earlier ones, but not on a later one or for another person', () => {
    const refusal = refused('registration_abandoned', { jobId: 'j-1' });
    expect(on(1, abandoned(2))).toEqual(refusal);
    expect(on(2, abandoned(2))).toEqual(refusal);
    expect(on(3, abandoned(2))).toEqual(accepted(registered));
    expect(on(1, abandoned(2, 'someone-else'))).toEqual(accepted(registered));
  });

  it('does not allow a registration without a claim', () => {
    expect(on(0)).toEqual(refused('registration_abandoned', { jobId: 'j-1' }));
    expect(on(0, registered)).toEqual(unchanged);
  });

  it('leaves the job unknown to all other commands', () => {
    expect(given(abandoned(1)).when(endJob)).toEqual(refused('job_unknown', { jobId: 'j-1' }));
    expect(() => stateAfter([registered, abandoned(1)])).toThrow('cannot be given up');
  });
});

describe('A claim', () => {
  it.each([
    ['may still come to hold the job', [], 1, undefined],
    ['was given up', [abandoned(1)], 1, 'not-finished'],
    ['is a later one than what was given up', [abandoned(1)], 2, undefined],
    ['holds a job that runs', [registered], 1, undefined],
    ['holds a job that has ended', [registered, ended], 1, 'ended'],
    ['holds a job that was rejected', [registered, rejected(1)], 1, 'rejected'],
    ['holds a job whose registration was voided', [registered, voided()], 1, 'voided'],
  ] as const)('with a job that %s is released accordingly', (_which, events, claim, reason) => {
    expect(releaseReason(stateAfter(events), 'a1b2', claim)).toBe(reason);
  });

  it('of a job that another person has is released', () => {
    expect(releaseReason(stateAfter([registered]), 'someone-else', 1)).toBe('not-registered');
  });
});

describe('Registering a job', () => {
  it('is recorded with all dimensions by which boards count it', () => {
    expect(given().when(registerJob)).toEqual(accepted(registered));
  });

  it('leaves absent fields out of the event', () => {
    const bare = {
      ...registerJob,
      education: undefined,
      priorityGroup: undefined,
      facilityId: undefined,
      programme: undefined,
    };
    const decision = given().when(bare);
    expect(decision).toEqual(
      accepted({
        type: 'JobRegistered',
        data: { ...dimensions, personId: 'a1b2', gender: 'female', startedOn },
      }),
    );
    expect(JSON.stringify(decision)).not.toContain('education');
  });

  it('takes nothing into the record beyond its fields, such as a national ID a caller left in', () => {
    const careless = { ...registerJob, nationalId: '1234567891' };
    expect(given().when(careless)).toEqual(accepted(registered));
  });

  it('is unchanged when repeated, whatever happened to the job since', () => {
    expect(given(registered).when(registerJob)).toEqual(unchanged);
    expect(given(registered, verified(1), rejected(2)).when(registerJob)).toEqual(unchanged);
    expect(given(registered, ended, voided(0, true)).when(registerJob)).toEqual(unchanged);
  });

  it('is refused with the differences when the id is recorded with other content', () => {
    expect(given(registered).when({ ...registerJob, personId: 'ffff', programme: undefined })).toEqual(
      refused('conflicts_with_recorded', {
        key: 'j-1',
        recorded: { personId: 'a1b2', programme: 'note16' },
        given: { personId: 'ffff', programme: null },
      }),
    );
  });

  it.each<[string, Partial<RegisterJob>, string, object]>([
    ['without an id', { jobId: '' }, 'invalid_field', { field: 'jobId', code: 'empty' }],
    ['without a province', { province: '' }, 'invalid_field', { field: 'province' }],
    ['for a year that is none', { year: 14.5 }, 'invalid_field', { field: 'year' }],
    ['without a person', { personId: '' }, 'invalid_field', { field: 'personId' }],
    ['without an agency', { agency: '' }, 'invalid_field', { field: 'agency' }],
    ['without a sector', { sector: '' }, 'invalid_field', { field: 'sector' }],
    ['without a county', { county: '' }, 'invalid_field', { field: 'county' }],
    ['without a gender', { gender: '' as 'male' }, 'invalid_field', { field: 'gender', code: 'empty' }],
    [
      'with a gender the form does not know',
      { gender: 'zan' as 'male' },
      'invalid_field',
      { field: 'gender' },
    ],
    ['with an empty education', { education: '' }, 'invalid_field', { field: 'education', code: 'empty' }],
    ['with a faulty priority group', { priorityGroup: '\u202ex' }, 'invalid_field', { code: 'bidi_control' }],
    ['with a faulty facility', { facilityId: 'a b' }, 'invalid_field', { field: 'facilityId' }],
    ['with a faulty programme', { programme: '*' }, 'invalid_field', { field: 'programme' }],
    [
      'on a day that does not exist',
      { registeredOn: '2022-02-30' as typeof today },
      'invalid_field',
      { field: 'registeredOn', code: 'not_a_day' },
    ],
    ['on a day to come', { registeredOn: tomorrow }, 'in_the_future', { field: 'registeredOn', today }],
    ['before it has started', { startedOn: tomorrow }, 'in_the_future', { field: 'startedOn', today }],
    [
      'when it started after its registration',
      { startedOn: plainDate('2022-05-11') },
      'started_after_registration',
      { startedOn: '2022-05-11', registeredOn },
    ],
    [
      'on the last day of the year before',
      { registeredOn: plainDate('2022-03-20'), startedOn: plainDate('2022-03-20') },
      'outside_year',
      { year: 1401, registeredOn: '2022-03-20', registeredYear: 1400 },
    ],
    [
      'on the first day of the year after',
      { registeredOn: plainDate('2023-03-21') },
      'outside_year',
      { year: 1401, registeredOn: '2023-03-21', registeredYear: 1402 },
    ],
    ['by an agency nobody knows', { agency: 'behzist' }, 'unknown_organisation', { nearest: 'behzisti' }],
    ['in a sector nobody knows', { sector: 'magic' }, 'unknown_organisation', { kind: 'sector' }],
    ['in a county nobody knows', { county: 'atlantis' }, 'unknown_organisation', { kind: 'county' }],
    [
      'by an agency that had been retired',
      { agency: 'closed-office', registeredOn: plainDate('2022-09-23') },
      'organisation_inactive',
      { id: 'closed-office' },
    ],
  ])('is refused %s', (_, change, name, figures) => {
    expect(given().when({ ...registerJob, ...change })).toMatchObject({ refusal: { name, figures } });
  });

  it('is possible on the first and the last day of its year', () => {
    const first = {
      ...registerJob,
      registeredOn: plainDate('2022-03-21'),
      startedOn: plainDate('2022-01-01'),
    };
    expect(given().when(first).kind).toBe('accepted');
    expect(given().when({ ...registerJob, registeredOn: plainDate('2023-03-20') }).kind).toBe('accepted');
  });
});

describe('A round that is recorded for a verifier', () => {
  const sentBy = (
    actor: JobContext['actor'],
    command: VerifyJob | RejectJob,
    ...events: readonly JobEvent[]
  ) => decide(stateAfter([registered, ...events]), command, { today, register, actor });
  const recordedFor = (event: JobEvent, recordedBy: string): JobEvent =>
    ({ ...event, data: { ...event.data, recordedBy } }) as JobEvent;
  const inspector = (id: string): JobContext['actor'] => ({ id, role: 'inspector' });

  it('names the recorder, when the labour department sends it', () => {
    expect(sentBy(labour('labour-1'), verifyJob(1))).toEqual(accepted(recordedFor(verified(1), 'labour-1')));
    expect(sentBy(labour('labour-1'), rejectJob(1))).toEqual(accepted(recordedFor(rejected(1), 'labour-1')));
    expect(stateAfter([registered, recordedFor(verified(1), 'labour-1')])).toMatchObject({
      rounds: [{ verifier: 'verifier-1', recordedBy: 'labour-1' }],
    });
  });

  it('names no recorder when the verifier sends it', () => {
    expect(sentBy(labour('verifier-1'), verifyJob(1))).toEqual(accepted(verified(1)));
    expect(sentBy(inspector('verifier-1'), verifyJob(1))).toEqual(accepted(verified(1)));
  });

  it.each([['verifies', verifyJob(1)] as const, ['rejects', rejectJob(1)] as const])(
    'is refused when an inspector sends it, whether the verifier %s',
    (_verdict, command) => {
      expect(sentBy(inspector('verifier-2'), command)).toEqual(
        refused('not_own_signature', { verifier: 'verifier-1', sender: 'verifier-2' }),
      );
    },
  );

  it('counts as signed by the verifier', () => {
    const first = recordedFor(verified(1), 'labour-1');
    const again = { ...verifyJob(2), verifier: 'verifier-1' };
    for (const sender of [inspector('verifier-1'), labour('labour-2')])
      expect(sentBy(sender, again, first)).toMatchObject({
        refusal: { name: 'verifier_signed_before', figures: { verifier: 'verifier-1', round: 1 } },
      });
  });

  it('is unchanged when it is sent again, whoever sends it', () => {
    const first = recordedFor(verified(1), 'labour-1');
    for (const sender of [labour('labour-1'), labour('labour-2'), inspector('verifier-1'), inspector('x')])
      expect(sentBy(sender, verifyJob(1), first)).toEqual(unchanged);
    expect(sentBy(labour('labour-1'), verifyJob(1), verified(1))).toEqual(unchanged);
  });

  describe('also counts as an act of the recorder, who may not act in all rounds', () => {
    const both = [recordedFor(verified(1), 'labour-1'), recordedFor(verified(2), 'labour-1')] as const;
    const needed = refused('second_person_needed', { jobId: 'j-1', round: 3, person: 'labour-1' });

    it('cannot make one person record all three rounds', () => {
      expect(sentBy(labour('labour-1'), verifyJob(3), ...both)).toEqual(needed);
    });

    it('cannot let one person sign one round and record the others', () => {
      const own = { ...verifyJob(3), verifier: 'labour-1' };
      expect(sentBy(labour('labour-1'), own, ...both)).toEqual(needed);
      const signed = { ...verified(1), data: { ...verified(1).data, verifier: 'labour-1' } } as JobEvent;
      expect(sentBy(labour('labour-1'), verifyJob(3), signed, both[1])).toEqual(needed);
    });

    it('may reject in the last round, because a rejection adds nothing', () => {
      expect(sentBy(labour('labour-1'), rejectJob(3), ...both)).toMatchObject({ kind: 'accepted' });
    });

    it.each<[string, JobContext['actor'], readonly JobEvent[]]>([
      ['another officer records the last round', labour('labour-2'), both],
      ['the verifier signs the last round', inspector('verifier-3'), both],
      ['the verifier signed an earlier round', labour('labour-1'), [verified(1), both[1]]],
      [
        'another officer recorded an earlier round',
        labour('labour-1'),
        [recordedFor(verified(1), 'labour-2'), both[1]],
      ],
      ['older events do not say who recorded them', labour('labour-1'), [verified(1), verified(2)]],
    ])('allows one person two of the three rounds: %s', (_how, sender, events) => {
      expect(sentBy(sender, verifyJob(3), ...events)).toMatchObject({ kind: 'accepted' });
    });
  });

  it('never lets one person act in all three verified rounds, in any order of acts', () => {
    const acts = fc.array(
      fc.record({
        actor: fc.record({
          id: fc.constantFrom('labour-1', 'labour-2', 'verifier-1', 'verifier-2', 'verifier-3'),
          role: fc.constantFrom('labour' as const, 'inspector' as const),
        }),
        round: fc.constantFrom(1 as const, 2 as const, 3 as const),
        verifier: fc.constantFrom('labour-1', 'verifier-1', 'verifier-2', 'verifier-3'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(acts, (some) => {
        let state = stateAfter([registered]);
        const did: string[] = [];
        for (const { actor, round, verifier } of some) {
          const command = { ...verifyJob(round), verifier, on: plainDate('2022-09-01') };
          const decision = decide(state, command, { today, register, actor });
          if (decision.kind !== 'accepted') continue;
          if (actor.role === 'inspector') expect(actor.id).toBe(verifier);
          did.push(actor.id);
          state = decision.events.reduce(evolve, state);
        }
        if (did.length === 3) expect(new Set(did).size).toBeGreaterThan(1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('Verifying a job', () => {
  it('goes through three rounds, each signed by another verifier', () => {
    expect(given(registered).when(verifyJob(1))).toEqual(accepted(verified(1)));
    expect(given(registered, verified(1)).when(verifyJob(2))).toEqual(accepted(verified(2)));
    expect(given(registered, verified(1), verified(2)).when(verifyJob(3))).toEqual(accepted(verified(3)));
  });

  it('may include a reason', () => {
    expect(given(registered).when({ ...verifyJob(1), reason: 'seen at work' })).toMatchObject({
      events: [{ type: 'JobVerified', data: { reason: 'seen at work' } }],
    });
  });

  it('may happen on the day of registration, and two rounds on one day', () => {
    const first = { ...verifyJob(1), on: registeredOn };
    const { answers } = deliver([registerJob, first, { ...verifyJob(2), on: registeredOn }]);
    expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('continues after the job has ended, because the job existed', () => {
    expect(given(registered, ended).when(verifyJob(1))).toEqual(accepted(verified(1)));
  });

  it('is unchanged when a round is repeated, even after a rejection in a later one', () => {
    expect(given(registered, verified(1)).when(verifyJob(1))).toEqual(unchanged);
    expect(given(registered, verified(1), rejected(2)).when(verifyJob(1))).toEqual(unchanged);
    expect(given(registered, verified(1), verified(2), verified(3)).when(verifyJob(3))).toEqual(unchanged);
  });

  it.each<[string, JobEvent[], VerifyJob, string, object]>([
    ['of no job', [registered], { ...verifyJob(1), jobId: '' }, 'invalid_field', { field: 'jobId' }],
    ['in round 0', [registered], { ...verifyJob(1), round: 0 as 1 }, 'invalid_field', { code: 'too_small' }],
    ['in round 4', [registered], { ...verifyJob(1), round: 4 as 1 }, 'invalid_field', { code: 'too_large' }],
    [
      'without a verifier',
      [registered],
      { ...verifyJob(1), verifier: '' },
      'invalid_field',
      { field: 'verifier' },
    ],
    [
      'with an empty reason',
      [registered],
      { ...verifyJob(1), reason: '' },
      'invalid_field',
      { field: 'reason' },
    ],
    ['on a day to come', [registered], { ...verifyJob(1), on: tomorrow }, 'in_the_future', { field: 'on' }],
    ['of a job nobody registered', [], verifyJob(1), 'job_unknown', { jobId: 'j-1' }],
    ['in round 2 first', [registered], verifyJob(2), 'round_out_of_order', { expected: 1, given: 2 }],
    [
      'in round 3 after 1',
      [registered, verified(1)],
      verifyJob(3),
      'round_out_of_order',
      { expected: 2, given: 3 },
    ],
    [
      'by the verifier of an earlier round',
      [registered, verified(1), verified(2)],
      { ...verifyJob(3), verifier: 'verifier-1' },
      'verifier_signed_before',
      { verifier: 'verifier-1', round: 1 },
    ],
    [
      'before it was registered',
      [registered],
      { ...verifyJob(1), on: plainDate('2022-05-09') },
      'verified_before_registration',
      { on: '2022-05-09', registeredOn },
    ],
    [
      'before the round that precedes it',
      [registered, verified(1)],
      { ...verifyJob(2), on: plainDate('2022-05-31') },
      'verified_before_previous_round',
      { round: 2, on: '2022-05-31', previousOn: daysOfRounds[1] },
    ],
    [
      'in the same round by someone else',
      [registered, verified(1)],
      { ...verifyJob(1), verifier: 'verifier-9' },
      'conflicts_with_recorded',
      { key: 'j-1 round 1', recorded: { verifier: 'verifier-1' }, given: { verifier: 'verifier-9' } },
    ],
    [
      'in the round that rejected it',
      [registered, rejected(1)],
      verifyJob(1),
      'conflicts_with_recorded',
      { recorded: { verdict: 'rejected' }, given: { verdict: 'verified' } },
    ],
    ['after a rejection', [registered, rejected(1)], verifyJob(2), 'job_not_running', { status: 'rejected' }],
    [
      'after its voiding',
      [registered, voided()],
      verifyJob(1),
      'job_not_running',
      { status: 'voided', act: 'verify' },
    ],
  ])('is refused %s', (_, events, command, name, figures) => {
    expect(given(...events).when(command)).toMatchObject({ refusal: { name, figures } });
  });
});

describe('Rejecting a job', () => {
  it('is possible in any due round, and states what is subtracted with it', () => {
    expect(given(registered).when(rejectJob(1))).toEqual(accepted(rejected(1)));
    expect(given(registered, verified(1), verified(2)).when(rejectJob(3))).toEqual(accepted(rejected(3)));
    expect(given(registered, verified(1), ended).when(rejectJob(2))).toEqual(accepted(rejected(2, true)));
  });

  it('is unchanged when repeated', () => {
    expect(given(registered, verified(1), rejected(2)).when(rejectJob(2))).toEqual(unchanged);
  });

  it.each<[string, JobEvent[], RejectJob, string, object]>([
    ['without a reason', [registered], { ...rejectJob(1), reason: '' }, 'invalid_field', { field: 'reason' }],
    ['of a job nobody registered', [], rejectJob(1), 'job_unknown', { jobId: 'j-1' }],
    [
      'in a round that is not due',
      [registered],
      rejectJob(2),
      'round_out_of_order',
      { expected: 1, given: 2 },
    ],
    [
      'by the verifier of an earlier round',
      [registered, verified(1)],
      { ...rejectJob(2), verifier: 'verifier-1' },
      'verifier_signed_before',
      { round: 1 },
    ],
    [
      'in a round it has passed',
      [registered, verified(1)],
      rejectJob(1),
      'conflicts_with_recorded',
      { recorded: { verdict: 'verified', reason: null } },
    ],
    ['after its voiding', [registered, voided()], rejectJob(1), 'job_not_running', { act: 'reject' }],
  ])('is refused %s', (_, events, command, name, figures) => {
    expect(given(...events).when(command)).toMatchObject({ refusal: { name, figures } });
  });
});

describe('Ending a job', () => {
  it('is recorded with its last day, and a reason if given', () => {
    expect(given(registered).when(endJob)).toEqual(accepted(ended));
    expect(given(registered).when({ ...endJob, reason: undefined })).toEqual(
      accepted({ type: 'JobEnded', data: { ...dimensions, endedOn } }),
    );
  });

  it('is unchanged when repeated, even after more rounds', () => {
    expect(given(registered, ended).when(endJob)).toEqual(unchanged);
    expect(given(registered, ended, verified(1), rejected(2, true)).when(endJob)).toEqual(unchanged);
  });

  it('is possible on the day it started', () => {
    expect(given(registered).when({ ...endJob, endedOn: startedOn }).kind).toBe('accepted');
  });

  it.each<[string, JobEvent[], Partial<EndJob>, string, object]>([
    ['without an id', [registered], { jobId: '' }, 'invalid_field', { field: 'jobId' }],
    ['with an empty reason', [registered], { reason: '' }, 'invalid_field', { field: 'reason' }],
    ['on a day to come', [registered], { endedOn: tomorrow }, 'in_the_future', { field: 'endedOn' }],
    ['when nobody registered it', [], {}, 'job_unknown', { jobId: 'j-1' }],
    [
      'on another day than recorded',
      [registered, ended],
      { endedOn: today },
      'conflicts_with_recorded',
      { key: 'j-1 end', recorded: { endedOn }, given: { endedOn: today } },
    ],
    [
      'before it started',
      [registered],
      { endedOn: plainDate('2022-04-30') },
      'ended_before_start',
      { endedOn: '2022-04-30', startedOn },
    ],
    [
      'after a rejection',
      [registered, rejected(1)],
      {},
      'job_not_running',
      { status: 'rejected', act: 'end' },
    ],
    ['after its voiding', [registered, voided()], {}, 'job_not_running', { status: 'voided', act: 'end' }],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...endJob, ...change })).toMatchObject({ refusal: { name, figures } });
  });
});

describe('Voiding a registration', () => {
  it('is recorded with the rounds and the end that are subtracted with it', () => {
    expect(given(registered).when(voidRegistration)).toEqual(accepted(voided()));
    expect(given(registered, verified(1), verified(2), verified(3), ended).when(voidRegistration)).toEqual(
      accepted(voided(3, true)),
    );
  });

  it('is unchanged when repeated', () => {
    expect(given(registered, ended, voided(0, true)).when(voidRegistration)).toEqual(unchanged);
  });

  it('is possible on the day of registration', () => {
    expect(given(registered).when({ ...voidRegistration, voidedOn: registeredOn }).kind).toBe('accepted');
  });

  it.each<[string, JobEvent[], Partial<VoidRegistration>, string, object]>([
    ['without an id', [registered], { jobId: '' }, 'invalid_field', { field: 'jobId' }],
    ['without a reason', [registered], { reason: '' }, 'invalid_field', { field: 'reason' }],
    ['on a day to come', [registered], { voidedOn: tomorrow }, 'in_the_future', { field: 'voidedOn' }],
    ['when nobody registered it', [], {}, 'job_unknown', { jobId: 'j-1' }],
    [
      'for another reason than recorded',
      [registered, voided()],
      { reason: 'so' },
      'conflicts_with_recorded',
      { key: 'j-1 void', recorded: { reason: 'entered twice' }, given: { reason: 'so' } },
    ],
    [
      'before it was made',
      [registered],
      { voidedOn: plainDate('2022-05-09') },
      'voided_before_registration',
      { voidedOn: '2022-05-09', registeredOn },
    ],
    [
      'after a rejection',
      [registered, rejected(1)],
      {},
      'job_not_running',
      { status: 'rejected', act: 'void' },
    ],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...voidRegistration, ...change })).toMatchObject({
      refusal: { name, figures },
    });
  });
});

describe('A job', () => {
  const someCommand: fc.Arbitrary<JobCommand> = fc.oneof(
    fc.constant<JobCommand>(registerJob),
    fc
      .record({
        round: fc.constantFrom<Round>(1, 2, 3),
        verifier: fc.constantFrom('verifier-1', 'verifier-2', 'verifier-3', 'verifier-4'),
        on: fc.constantFrom(...Object.values(daysOfRounds)),
        rejects: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
      })
      .map(({ round, verifier, on, rejects }): JobCommand =>
        rejects
          ? { type: 'RejectJob', jobId: 'j-1', round, verifier, on, reason: 'nobody works there' }
          : { type: 'VerifyJob', jobId: 'j-1', round, verifier, on },
      ),
    fc.constantFrom<JobCommand>(endJob, voidRegistration),
  );
  const someCommands = fc.array(someCommand, { maxLength: 40 }).map((rest) => [registerJob, ...rest]);

  it('never skips a round, never has one verifier twice and never goes back in time', () => {
    fc.assert(
      fc.property(someCommands, (commands) => {
        const signed = deliver(commands).recorded.filter(
          (event) => event.type === 'JobVerified' || event.type === 'JobRejected',
        );
        expect(signed.map(({ data }) => data.round)).toEqual([1, 2, 3].slice(0, signed.length));
        expect(new Set(signed.map(({ data }) => data.verifier)).size).toBe(signed.length);
        expect(signed.map(({ data }) => data.on)).toEqual(signed.map(({ data }) => data.on).toSorted());
      }),
    );
  });

  it('accepts no command after a rejection or a voiding', () => {
    fc.assert(
      fc.property(someCommands, (commands) => {
        const types = deliver(commands).recorded.map(({ type }) => type);
        const closing = types.findIndex((type) => type === 'JobRejected' || type === 'RegistrationVoided');
        expect(closing === -1 || closing === types.length - 1).toBe(true);
      }),
    );
  });

  it('sums up over its events alone: a job that leaves the count subtracts exactly what it had added', () => {
    fc.assert(
      fc.property(someCommands, (commands) => {
        const { recorded, state } = deliver(commands);
        const sum = { registered: 0, rounds: 0, ended: 0 };
        for (const event of recorded) {
          if (event.type === 'JobRegistered') sum.registered += 1;
          if (event.type === 'JobVerified') sum.rounds += 1;
          if (event.type === 'JobEnded') sum.ended += 1;
          if (event.type === 'JobRejected' || event.type === 'RegistrationVoided') {
            sum.registered -= 1;
            sum.rounds -= event.data.verifiedRounds;
            sum.ended -= event.data.ended ? 1 : 0;
          }
        }
        if (state.status === 'unregistered') throw new Error('the job was registered first');
        const counts = state.status === 'running' || state.status === 'ended';
        expect(sum).toEqual({
          registered: counts ? 1 : 0,
          rounds: counts ? state.rounds.length : 0,
          ended: state.status === 'ended' ? 1 : 0,
        });
      }),
    );
  });

  it('records an act once, delivered one to eight times', () => {
    fc.assert(
      fc.property(someCommands, fc.integer({ min: 1, max: 8 }), (commands, deliveries) => {
        const once = deliver(commands);
        const acts = commands.filter((_, index) => once.answers[index]?.kind === 'accepted');
        const repeated = deliver(acts.flatMap((act) => Array.from({ length: deliveries }, () => act)));
        expect(repeated.recorded).toEqual(once.recorded);
        expect(deliver([...acts, ...acts]).recorded).toEqual(once.recorded);
      }),
    );
  });

  it('is an immutable value: decisions on a copy do not change it', () => {
    const state = stateAfter([registered, verified(1)]);
    evolve(fork(state), rejected(2));
    expect(state).toEqual(stateAfter([registered, verified(1)]));
  });

  it('cannot be loaded from a stream that lacks its registration', () => {
    expect(() => stateAfter([verified(1)])).toThrow('before its registration');
  });
});
