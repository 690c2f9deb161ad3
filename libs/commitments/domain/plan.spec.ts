import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import fc from 'fast-check';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import type {
  AssignCommitment,
  CommitmentCommand,
  ReviseCommitment,
  WithdrawCommitment,
} from './commands.js';
import { BASELINE, type CommitmentEvent } from './events.js';
import { committedJobs, decide, evolve, findCommitment, fork, initialPlan } from './plan.js';

const today = plainDate('2023-03-20');
const tomorrow = plainDate('2023-03-21');
const register = smallRegister();
const { given, stateAfter, deliver } = scenarios(initialPlan, evolve, (state, command: CommitmentCommand) =>
  decide(state, command, { today, register }),
);

const place = { version: BASELINE, agency: 'behzisti', sector: 'industry', county: 'tabriz' };
const plan = { province: 'east-azerbaijan', year: 1401 };
const notifiedOn = plainDate('2022-05-01');
const revisedOn = plainDate('2022-08-01');
const withdrawnOn = plainDate('2022-10-01');
const assign: AssignCommitment = { type: 'AssignCommitment', ...plan, ...place, jobs: 1_200, notifiedOn };
const revise: ReviseCommitment = {
  type: 'ReviseCommitment',
  ...plan,
  ...place,
  jobs: 1_500,
  revisedOn,
  reason: 'the agreement with the ministry was raised',
};
const withdraw: WithdrawCommitment = {
  type: 'WithdrawCommitment',
  ...plan,
  ...place,
  withdrawnOn,
  reason: 'handed to another agency',
};
const opened: CommitmentEvent = { type: 'PlanOpened', data: plan };
const assigned: CommitmentEvent = { type: 'CommitmentAssigned', data: { ...place, jobs: 1_200, notifiedOn } };
const revised: CommitmentEvent = {
  type: 'CommitmentRevised',
  data: { ...place, notifiedOn, jobs: 1_500, previousJobs: 1_200, revisedOn, reason: revise.reason },
};
const withdrawn: CommitmentEvent = {
  type: 'CommitmentWithdrawn',
  data: { ...place, notifiedOn, jobs: 1_500, withdrawnOn, reason: withdraw.reason },
};
const key = 'baseline behzisti industry tabriz';

describe('Assigning a commitment', () => {
  it('opens the plan of the year if it is the first', () => {
    expect(given().when(assign)).toEqual(accepted<CommitmentEvent>(opened, assigned));
  });

  it('joins the open plan otherwise', () => {
    expect(given(opened, assigned).when({ ...assign, county: 'marand' })).toEqual(
      accepted({ type: 'CommitmentAssigned', data: { ...place, county: 'marand', jobs: 1_200, notifiedOn } }),
    );
  });

  it('is unchanged when repeated, even after it was revised and withdrawn', () => {
    expect(given(opened, assigned).when(assign)).toEqual(unchanged);
    expect(given(opened, assigned, revised, withdrawn).when(assign)).toEqual(unchanged);
  });

  it('is refused with both figures when another number is recorded, because revising is another command', () => {
    expect(given(opened, assigned, revised).when({ ...assign, jobs: 1_500 })).toEqual(
      refused('conflicts_with_recorded', { key, recorded: { jobs: 1_200 }, given: { jobs: 1_500 } }),
    );
  });

  it('of a raised version leaves the baseline unchanged', () => {
    const { state } = deliver([assign, { ...assign, version: 'raised', jobs: 1_500 }]);
    expect(committedJobs(state, BASELINE)).toBe(1_200);
    expect(committedJobs(state, 'raised')).toBe(1_500);
    expect(committedJobs(state, 'raised-again')).toBe(0);
  });

  it.each<[string, Partial<AssignCommitment>, string, object]>([
    ['without a province', { province: '' }, 'invalid_field', { field: 'province', code: 'empty' }],
    ['for the year 2022', { year: 2022 }, 'invalid_field', { field: 'year', code: 'too_large' }],
    ['for the year 99', { year: 99 }, 'invalid_field', { field: 'year', code: 'too_small' }],
    ['without a version', { version: '' }, 'invalid_field', { field: 'version', code: 'empty' }],
    ['with a faulty version', { version: 'a b' }, 'invalid_field', { field: 'version' }],
    ['without an agency', { agency: '' }, 'invalid_field', { field: 'agency', code: 'empty' }],
    ['without a sector', { sector: '' }, 'invalid_field', { field: 'sector', code: 'empty' }],
    ['without a county', { county: '' }, 'invalid_field', { field: 'county', code: 'empty' }],
    ['of no job', { jobs: 0 }, 'invalid_field', { field: 'jobs', code: 'too_small', value: 0 }],
    ['of less than no job', { jobs: -1 }, 'invalid_field', { field: 'jobs', code: 'too_small', value: -1 }],
    ['of half a job', { jobs: 1.5 }, 'invalid_field', { field: 'jobs', code: 'not_a_whole_number' }],
    ['of a number that is none', { jobs: NaN }, 'invalid_field', { field: 'jobs', value: 'NaN' }],
    ['of more jobs than people', { jobs: 10_000_001 }, 'invalid_field', { field: 'jobs', code: 'too_large' }],
    ['of jobs in words', { jobs: '12' as unknown as number }, 'invalid_field', { code: 'wrong_type' }],
    ['of jobs left out', { jobs: undefined as unknown as number }, 'invalid_field', { code: 'empty' }],
    [
      'notified tomorrow',
      { notifiedOn: tomorrow },
      'in_the_future',
      { field: 'notifiedOn', date: tomorrow, today },
    ],
    ['to an agency nobody knows', { agency: 'behzist' }, 'unknown_organisation', { nearest: 'behzisti' }],
    ['to a sector nobody knows', { sector: 'magic' }, 'unknown_organisation', { kind: 'sector' }],
    ['to a county nobody knows', { county: 'atlantis' }, 'unknown_organisation', { kind: 'county' }],
    [
      'to an agency that had been retired',
      { agency: 'closed-office', notifiedOn: plainDate('2022-09-23') },
      'organisation_inactive',
      { id: 'closed-office' },
    ],
  ])('is refused %s', (_, change, name, figures) => {
    expect(given().when({ ...assign, ...change })).toMatchObject({ refusal: { name, figures } });
  });

  it('is possible up to ten million jobs, and to an agency on its last day', () => {
    expect(given().when({ ...assign, jobs: 10_000_000 }).kind).toBe('accepted');
    const lastDay = { ...assign, agency: 'closed-office', notifiedOn: plainDate('2022-09-22') };
    expect(given().when(lastDay).kind).toBe('accepted');
  });
});

describe('Revising a commitment', () => {
  it('records the new number and the previous one', () => {
    expect(given(opened, assigned).when(revise)).toEqual(accepted(revised));
  });

  it('is unchanged when repeated, even after a withdrawal', () => {
    expect(given(opened, assigned, revised).when(revise)).toEqual(unchanged);
    expect(given(opened, assigned, revised, withdrawn).when(revise)).toEqual(unchanged);
  });

  it('is possible on the day of notification', () => {
    expect(given(opened, assigned).when({ ...revise, revisedOn: notifiedOn }).kind).toBe('accepted');
  });

  it.each<[string, CommitmentEvent[], Partial<ReviseCommitment>, string, object]>([
    ['without a sector', [opened, assigned], { sector: '' }, 'invalid_field', { field: 'sector' }],
    ['of no job', [opened, assigned], { jobs: 0 }, 'invalid_field', { field: 'jobs' }],
    ['without a reason', [opened, assigned], { reason: '' }, 'invalid_field', { field: 'reason' }],
    [
      'with a reason of 2,001 characters',
      [opened, assigned],
      { reason: 'r'.repeat(2_001) },
      'invalid_field',
      { code: 'too_long' },
    ],
    [
      'on a day to come',
      [opened, assigned],
      { revisedOn: tomorrow },
      'in_the_future',
      { field: 'revisedOn' },
    ],
    [
      'when nothing was assigned',
      [opened, assigned],
      { county: 'marand' },
      'commitment_unknown',
      { county: 'marand' },
    ],
    [
      'in a version without it',
      [opened, assigned],
      { version: 'raised' },
      'commitment_unknown',
      { version: 'raised' },
    ],
    [
      'to another number on the same day',
      [opened, assigned, revised],
      { jobs: 1_600 },
      'conflicts_with_recorded',
      { key: `${key} ${revisedOn}`, recorded: { jobs: 1_500 }, given: { jobs: 1_600 } },
    ],
    [
      'once it is withdrawn',
      [opened, assigned, revised, withdrawn],
      { jobs: 9, revisedOn: today },
      'commitment_withdrawn',
      { withdrawnOn },
    ],
    [
      'before it was notified',
      [opened, assigned],
      { revisedOn: plainDate('2022-04-30') },
      'effective_day_out_of_order',
      { latest: notifiedOn, given: '2022-04-30' },
    ],
    [
      'before the revision on record',
      [opened, assigned, revised],
      { jobs: 9, revisedOn: plainDate('2022-07-31') },
      'effective_day_out_of_order',
      { latest: revisedOn },
    ],
    [
      'to the number that stands',
      [opened, assigned],
      { jobs: 1_200 },
      'jobs_unchanged',
      { key, jobs: 1_200 },
    ],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...revise, ...change })).toMatchObject({ refusal: { name, figures } });
  });
});

describe('Withdrawing a commitment', () => {
  it('records how many jobs are no longer promised', () => {
    expect(given(opened, assigned, revised).when(withdraw)).toEqual(accepted(withdrawn));
  });

  it('leaves nothing of it in the total', () => {
    expect(committedJobs(stateAfter([opened, assigned, revised, withdrawn]), BASELINE)).toBe(0);
  });

  it('is unchanged when repeated', () => {
    expect(given(opened, assigned, revised, withdrawn).when(withdraw)).toEqual(unchanged);
  });

  it('is possible on the day of its latest revision', () => {
    expect(given(opened, assigned, revised).when({ ...withdraw, withdrawnOn: revisedOn }).kind).toBe(
      'accepted',
    );
  });

  it.each<[string, CommitmentEvent[], Partial<WithdrawCommitment>, string, object]>([
    ['without a reason', [opened, assigned], { reason: '' }, 'invalid_field', { field: 'reason' }],
    ['with a faulty agency', [opened, assigned], { agency: ' ' }, 'invalid_field', { field: 'agency' }],
    [
      'on a day to come',
      [opened, assigned],
      { withdrawnOn: tomorrow },
      'in_the_future',
      { field: 'withdrawnOn' },
    ],
    ['when nothing was assigned', [], {}, 'commitment_unknown', place],
    [
      'for another reason than recorded',
      [opened, assigned, revised, withdrawn],
      { reason: 'so' },
      'conflicts_with_recorded',
      { key, recorded: { reason: withdraw.reason }, given: { reason: 'so' } },
    ],
    [
      'before its revision',
      [opened, assigned, revised],
      { withdrawnOn: plainDate('2022-07-31') },
      'effective_day_out_of_order',
      { latest: revisedOn },
    ],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...withdraw, ...change })).toMatchObject({ refusal: { name, figures } });
  });
});

describe('The plan as a whole', () => {
  it('does not change when a fork of it does', () => {
    const state = stateAfter([opened, assigned]);
    const copy = fork(state);
    evolve(copy, revised);
    expect(state).toEqual(stateAfter([opened, assigned]));
    expect(copy).toEqual(stateAfter([opened, assigned, revised]));
    const empty = initialPlan();
    evolve(fork(empty), opened);
    expect(empty).toEqual(initialPlan());
  });

  it('throws on a command for another province or year, which is a bug', () => {
    expect(() => given(opened, assigned).when({ ...assign, year: 1402 })).toThrow('1402');
    expect(() => given(opened, assigned).when({ ...assign, province: 'gilan' })).toThrow('gilan');
  });

  it('throws on loading a revision of an unknown commitment', () => {
    expect(() => stateAfter([opened, revised])).toThrow('before it is assigned');
  });

  const days = ['2022-05-01', '2022-08-01', '2022-10-01', '2023-01-01'].map(plainDate);
  const someCommand: fc.Arbitrary<CommitmentCommand> = fc
    .record({
      type: fc.constantFrom('assign', 'revise', 'withdraw'),
      version: fc.constantFrom(BASELINE, 'raised'),
      agency: fc.constantFrom('behzisti', 'relief-committee'),
      county: fc.constantFrom('tabriz', 'marand'),
      jobs: fc.integer({ min: 1, max: 5 }),
      day: fc.constantFrom(...days),
    })
    .map(({ type, version, agency, county, jobs, day }): CommitmentCommand => {
      const where = { ...plan, version, agency, county, sector: 'industry' };
      if (type === 'assign') return { ...where, type: 'AssignCommitment', jobs, notifiedOn: day };
      if (type === 'revise') {
        return { ...where, type: 'ReviseCommitment', jobs, revisedOn: day, reason: 'so decided' };
      }
      return { ...where, type: 'WithdrawCommitment', withdrawnOn: day, reason: 'so decided' };
    });

  /** The total that a read model computes from events alone. */
  function totalFromEvents(events: readonly CommitmentEvent[], version: string): number {
    let total = 0;
    for (const event of events) {
      if (event.type === 'PlanOpened' || event.data.version !== version) continue;
      if (event.type === 'CommitmentAssigned') total += event.data.jobs;
      if (event.type === 'CommitmentRevised') total += event.data.jobs - event.data.previousJobs;
      if (event.type === 'CommitmentWithdrawn') total -= event.data.jobs;
    }
    return total;
  }

  it('has a total for each version that equals the sum of its commitments and the sum over its events', () => {
    fc.assert(
      fc.property(fc.array(someCommand, { maxLength: 40 }), (commands) => {
        const { state, recorded } = deliver(commands);
        for (const version of [BASELINE, 'raised']) {
          const standing = [...state.commitments.values()]
            .filter((commitment) => commitment.version === version && commitment.withdrawal === undefined)
            .reduce((sum, { jobs }) => sum + jobs, 0);
          expect(committedJobs(state, version)).toBe(standing);
          expect(totalFromEvents(recorded, version)).toBe(standing);
        }
      }),
    );
  });

  it("keeps a version's commitments, whatever happens in other versions", () => {
    fc.assert(
      fc.property(fc.array(someCommand, { maxLength: 40 }), (commands) => {
        const { state } = deliver(commands);
        const alone = deliver(commands.filter(({ version }) => version === BASELINE));
        for (const commitment of alone.state.commitments.values()) {
          expect(findCommitment(state, commitment)).toEqual(commitment);
        }
        expect(committedJobs(state, BASELINE)).toBe(committedJobs(alone.state, BASELINE));
      }),
    );
  });

  it('records an act once, delivered one to eight times', () => {
    fc.assert(
      fc.property(
        fc.array(someCommand, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        (commands, deliveries) => {
          const once = deliver(commands);
          const acts = commands.filter((_, index) => once.answers[index]?.kind === 'accepted');
          const repeated = deliver(acts.flatMap((act) => Array.from({ length: deliveries }, () => act)));
          expect(repeated.recorded).toEqual(once.recorded);
          expect(deliver([...acts, ...acts]).recorded).toEqual(once.recorded);
        },
      ),
    );
  });
});
