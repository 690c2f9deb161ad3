/**
 * The promise of a province for a year (stream `commitmentPlan-<province>-<year>`): jobs by version, agency, sector and
 * county. Each version is a separate promise: a raised one stands beside the baseline and never overwrites it.
 */
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  accepted,
  type Decision,
  type Refusal,
  refused,
  unreachable,
} from '@misaq/platform/kernel/decision.js';
import {
  identifierFault,
  pastDayFault,
  reasonFault,
  spreadsheetFieldFault,
  wholeNumberFault,
} from '@misaq/platform/kernel/fields.js';
import { nationalIdFault } from '@misaq/platform/kernel/national-id-in-text.js';
import { again, refusedBy, withSpelling } from '@misaq/platform/kernel/recorded.js';
import { isSameText, Spellings } from '@misaq/platform/kernel/spelling.js';
import { checkOrganisation, registeredId, type RegisterState } from '@misaq/register/domain/register.js';
import type {
  AssignCommitment,
  CommitmentCommand,
  ReviseCommitment,
  WithdrawCommitment,
} from './commands.js';
import type { CommitmentEvent, CommitmentKey } from './events.js';
import type { CommitmentRefusalName } from './refusals.js';

/** More than the working-age population of the largest province. */
export const COMMITTED_JOBS_MAX = 10_000_000;

interface Revision {
  readonly jobs: number;
  readonly revisedOn: PlainDate;
  readonly reason: string;
}

export interface Commitment extends CommitmentKey {
  /** The current number; for a withdrawn commitment, its last one. */
  readonly jobs: number;
  readonly assignedJobs: number;
  readonly notifiedOn: PlainDate;
  /** By day; each day has at most one. */
  readonly revisions: readonly Revision[];
  readonly withdrawal?: { readonly withdrawnOn: PlainDate; readonly reason: string };
}

/** {@link evolve} changes the maps in place; commitments are immutable and only replaced. */
export interface CommitmentPlanState {
  /** Undefined until the first assignment opens the plan. */
  plan: { readonly province: string; readonly year: number } | undefined;
  readonly commitments: Map<string, Commitment>;
  /** Committed jobs by version. */
  readonly totals: Map<string, number>;
  /** Spellings of the names of versions. */
  readonly spellings: Spellings;
}

export interface CommitmentContext {
  readonly today: PlainDate;
  readonly register: RegisterState;
}

export function initialPlan(): CommitmentPlanState {
  return { plan: undefined, commitments: new Map(), totals: new Map(), spellings: new Spellings() };
}

/** An independent copy, on which a file can be rehearsed row by row. */
export function fork(state: CommitmentPlanState): CommitmentPlanState {
  return {
    plan: state.plan,
    commitments: new Map(state.commitments),
    totals: new Map(state.totals),
    spellings: state.spellings.copy(),
  };
}

/** Committed jobs of a version; 0 when it has none. */
export function committedJobs(state: CommitmentPlanState, version: string): number {
  return state.totals.get(version) ?? 0;
}

/** Identifiers contain no blank, so different keys give different texts. */
function keyText({ version, agency, sector, county }: CommitmentKey): string {
  return `${version} ${agency} ${sector} ${county}`;
}

export function findCommitment(state: CommitmentPlanState, key: CommitmentKey): Commitment | undefined {
  return state.commitments.get(keyText(key));
}

type PlanDecision = Decision<CommitmentEvent, CommitmentRefusalName>;

export function decide(
  state: CommitmentPlanState,
  given: CommitmentCommand,
  context: CommitmentContext,
): PlanDecision {
  const { plan } = state;
  if (plan !== undefined && (!isSameText(plan.province, given.province) || plan.year !== given.year)) {
    throw new Error(
      `a command for ${given.province} ${given.year} reached the plan of ${plan.province} ${plan.year}`,
    );
  }
  const command = asRecorded(state, given, context);
  let decision = answer(state, command, context);
  for (const field of RECORDED_FIELDS) decision = withSpelling(decision, field, command[field], given[field]);
  return decision;
}

const RECORDED_FIELDS = ['version', 'agency', 'sector', 'county'] as const;

/** The command with the recorded spellings of its version and organisations. */
function asRecorded<Command extends CommitmentCommand>(
  { totals, spellings }: CommitmentPlanState,
  command: Command,
  { register }: CommitmentContext,
): Command {
  if (RECORDED_FIELDS.some((field) => typeof command[field] !== 'string')) return command;
  return {
    ...command,
    version: spellings.recordedFor(command.version, (version) => totals.has(version)),
    agency: registeredId(register, 'agency', command.agency),
    sector: registeredId(register, 'sector', command.sector),
    county: registeredId(register, 'county', command.county),
  };
}

function answer(
  state: CommitmentPlanState,
  command: CommitmentCommand,
  context: CommitmentContext,
): PlanDecision {
  switch (command.type) {
    case 'AssignCommitment':
      return decideAssignment(state, command, context);
    case 'ReviseCommitment':
      return decideRevision(state, command, context);
    case 'WithdrawCommitment':
      return decideWithdrawal(state, command, context);
    default:
      return unreachable(command);
  }
}

function commitmentFault(command: CommitmentCommand): Refusal<'invalid_field'> | undefined {
  return (
    identifierFault('province', command.province) ??
    wholeNumberFault('year', command.year, 1300, 1600) ??
    identifierFault('version', command.version) ??
    identifierFault('agency', command.agency) ??
    identifierFault('sector', command.sector) ??
    identifierFault('county', command.county)
  );
}

function jobsFault(jobs: number): Refusal<'invalid_field'> | undefined {
  return wholeNumberFault('jobs', jobs, 1, COMMITTED_JOBS_MAX);
}

function decideAssignment(
  state: CommitmentPlanState,
  command: AssignCommitment,
  { today, register }: CommitmentContext,
): PlanDecision {
  const { province, year, version, agency, sector, county, jobs, notifiedOn } = command;
  const fault = commitmentFault(command) ?? jobsFault(jobs) ?? pastDayFault('notifiedOn', notifiedOn, today);
  if (fault !== undefined) return refusedBy(fault);

  const known = findCommitment(state, command);
  if (known !== undefined) {
    return again(
      keyText(command),
      { jobs: known.assignedJobs, notifiedOn: known.notifiedOn },
      { jobs, notifiedOn },
    );
  }
  const shortened = state.totals.has(version)
    ? undefined
    : (spreadsheetFieldFault('version', version) ?? nationalIdFault('version', version));
  if (shortened !== undefined) return refusedBy(shortened);
  const unlisted =
    checkOrganisation(register, 'agency', agency, notifiedOn) ??
    checkOrganisation(register, 'sector', sector, notifiedOn) ??
    checkOrganisation(register, 'county', county, notifiedOn);
  if (unlisted !== undefined) return refusedBy(unlisted);

  const assigned: CommitmentEvent = {
    type: 'CommitmentAssigned',
    data: { version, agency, sector, county, jobs, notifiedOn },
  };
  if (state.plan !== undefined) return accepted(assigned);
  return accepted<CommitmentEvent>({ type: 'PlanOpened', data: { province, year } }, assigned);
}

function latestDay({ notifiedOn, revisions }: Commitment): PlainDate {
  return revisions.at(-1)?.revisedOn ?? notifiedOn;
}

function decideRevision(
  state: CommitmentPlanState,
  command: ReviseCommitment,
  { today }: CommitmentContext,
): PlanDecision {
  const { version, agency, sector, county, jobs, revisedOn, reason } = command;
  const fault =
    commitmentFault(command) ??
    jobsFault(jobs) ??
    reasonFault(reason) ??
    pastDayFault('revisedOn', revisedOn, today);
  if (fault !== undefined) return refusedBy(fault);

  const key = keyText(command);
  const known = findCommitment(state, command);
  if (known === undefined) return refused('commitment_unknown', { version, agency, sector, county });
  // A commitment is revised at most once a day: the day identifies the revision.
  const recorded = known.revisions.find((revision) => revision.revisedOn === revisedOn);
  if (recorded !== undefined) {
    return again(`${key} ${revisedOn}`, { jobs: recorded.jobs, reason: recorded.reason }, { jobs, reason });
  }
  if (known.withdrawal !== undefined) {
    return refused('commitment_withdrawn', { key, withdrawnOn: known.withdrawal.withdrawnOn });
  }
  const latest = latestDay(known);
  if (revisedOn < latest) {
    return refused('effective_day_out_of_order', { key, latest, given: revisedOn });
  }
  if (jobs === known.jobs) return refused('jobs_unchanged', { key, jobs });
  return accepted({
    type: 'CommitmentRevised',
    data: {
      version,
      agency,
      sector,
      county,
      notifiedOn: known.notifiedOn,
      jobs,
      previousJobs: known.jobs,
      revisedOn,
      reason,
    },
  });
}

function decideWithdrawal(
  state: CommitmentPlanState,
  command: WithdrawCommitment,
  { today }: CommitmentContext,
): PlanDecision {
  const { version, agency, sector, county, withdrawnOn, reason } = command;
  const fault =
    commitmentFault(command) ?? reasonFault(reason) ?? pastDayFault('withdrawnOn', withdrawnOn, today);
  if (fault !== undefined) return refusedBy(fault);

  const key = keyText(command);
  const known = findCommitment(state, command);
  if (known === undefined) return refused('commitment_unknown', { version, agency, sector, county });
  if (known.withdrawal !== undefined) return again(key, known.withdrawal, { withdrawnOn, reason });
  const latest = latestDay(known);
  if (withdrawnOn < latest) {
    return refused('effective_day_out_of_order', { key, latest, given: withdrawnOn });
  }
  return accepted({
    type: 'CommitmentWithdrawn',
    data: {
      version,
      agency,
      sector,
      county,
      notifiedOn: known.notifiedOn,
      jobs: known.jobs,
      withdrawnOn,
      reason,
    },
  });
}

function recordedCommitment(state: CommitmentPlanState, key: CommitmentKey): Commitment {
  const commitment = findCommitment(state, key);
  if (commitment === undefined) throw new Error(`the plan changes ${keyText(key)} before it is assigned`);
  return commitment;
}

function addToTotal(state: CommitmentPlanState, version: string, jobs: number): void {
  state.totals.set(version, committedJobs(state, version) + jobs);
}

/** Changes the state in place and returns it. */
export function evolve(state: CommitmentPlanState, event: CommitmentEvent): CommitmentPlanState {
  switch (event.type) {
    case 'PlanOpened': {
      state.plan = event.data;
      return state;
    }
    case 'CommitmentAssigned': {
      const { data } = event;
      state.commitments.set(keyText(data), { ...data, assignedJobs: data.jobs, revisions: [] });
      if (!state.totals.has(data.version)) state.spellings.add(data.version);
      addToTotal(state, data.version, data.jobs);
      return state;
    }
    case 'CommitmentRevised': {
      const { data } = event;
      const known = recordedCommitment(state, data);
      const { jobs, revisedOn, reason } = data;
      state.commitments.set(keyText(data), {
        ...known,
        jobs,
        revisions: [...known.revisions, { jobs, revisedOn, reason }],
      });
      addToTotal(state, data.version, jobs - data.previousJobs);
      return state;
    }
    case 'CommitmentWithdrawn': {
      const { data } = event;
      const { withdrawnOn, reason } = data;
      state.commitments.set(keyText(data), {
        ...recordedCommitment(state, data),
        withdrawal: { withdrawnOn, reason },
      });
      addToTotal(state, data.version, -data.jobs);
      return state;
    }
    default:
      return unreachable(event);
  }
}
