/**
 * One job (stream `job-<jobId>`): registered, verified in three rounds by three people, possibly rejected, ended or
 * voided. A rejection in any round and a voiding remove the job from the count. An end does not, because the job
 * existed.
 *
 * A registration rests on a claim of its person, which is in another stream ({@link ./person.ts}). The job's own stream
 * decides between a registration and its abandonment. A claim is released as unfinished only after the abandonment is
 * recorded here. From then on no registration can rest on it.
 */
import { toJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  accepted,
  type Decision,
  type Refusal,
  refused,
  unchanged,
  unreachable,
} from '@misaq/platform/kernel/decision.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import {
  choiceFault,
  identifierFault,
  ifGiven,
  pastDayFault,
  reasonFault,
  spreadsheetFieldFault,
  textFieldFault,
  wholeNumberFault,
} from '@misaq/platform/kernel/fields.js';
import { again, present, refusedBy, withSpelling } from '@misaq/platform/kernel/recorded.js';
import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { checkOrganisation, registeredId, type RegisterState } from '@misaq/register/domain/register.js';
import type {
  AbandonRegistration,
  EndJob,
  JobCommand,
  RegisterJob,
  RejectJob,
  VerifyJob,
  VoidRegistration,
} from './commands.js';
import {
  ABANDON_REASONS,
  type AbandonReason,
  GENDERS,
  type JobDimensions,
  type JobEvent,
  type JobRegistered,
  type ReleaseReason,
  type Round,
  ROUNDS,
} from './events.js';
import type { JobRefusalName } from './refusals.js';

/** A signed round. A rejection always has a reason. */
export interface SignedRound {
  readonly round: Round;
  readonly verdict: 'verified' | 'rejected';
  /** The principal whose signature it is. */
  readonly verifier: string;
  /** The principal of the labour department who recorded it for the verifier; absent where the verifier sent it. */
  readonly recordedBy?: string;
  readonly on: PlainDate;
  readonly reason?: string;
}

interface End {
  readonly endedOn: PlainDate;
  readonly reason?: string;
}

interface Voiding {
  readonly voidedOn: PlainDate;
  readonly reason: string;
}

interface OnRecord {
  readonly registration: JobRegistered['data'];
  /** In order; of a rejected job the last one is the rejection. */
  readonly rounds: readonly SignedRound[];
  readonly end?: End;
}

/** A registered job. All parts are immutable. */
export type Job =
  | (OnRecord & { readonly status: 'running' })
  | (OnRecord & { readonly status: 'ended'; readonly end: End })
  | (OnRecord & { readonly status: 'rejected' })
  | (OnRecord & { readonly status: 'voided'; readonly voiding: Voiding });

export type JobStatus = Job['status'];

/**
 * The last abandoned claim of a person, with the reason. No registration of the job may rest on it or on an earlier
 * one.
 */
interface AbandonedClaim {
  readonly claim: number;
  readonly reason: AbandonReason;
}

export type JobState =
  | {
      readonly status: 'unregistered';
      /** By person; absent when no registration was given up. */
      readonly abandoned?: ReadonlyMap<string, AbandonedClaim>;
    }
  | Job;

export interface JobContext {
  readonly today: PlainDate;
  readonly register: RegisterState;
  /** The sender of the command. */
  readonly actor: Pick<Actor, 'id' | 'role'>;
  /**
   * The claim of its person on which a registration rests; 0 when there was none. Absent when a caller only asks what
   * would be decided once the person is claimed.
   */
  readonly claim?: number;
}

type ActOnJob = 'verify' | 'reject' | 'end' | 'void';

/**
 * The acts that a job allows in each status. An ended job may still be verified, rejected and voided. It existed, it
 * stays in the count, and verifiers look at past jobs, often months later.
 */
const ALLOWED = {
  running: ['verify', 'reject', 'end', 'void'],
  ended: ['verify', 'reject', 'void'],
  rejected: [],
  voided: [],
} as const satisfies Record<JobStatus, readonly ActOnJob[]>;

export function isAllowed(status: JobStatus, act: ActOnJob): boolean {
  const acts: readonly ActOnJob[] = ALLOWED[status];
  return acts.includes(act);
}

export function initialJob(): JobState {
  return { status: 'unregistered' };
}

/** The state is an immutable value, so it is its own copy. */
export function fork(state: JobState): JobState {
  return state;
}

type JobDecision = Decision<JobEvent, JobRefusalName>;

export function decide(
  state: JobState,
  given: JobCommand | AbandonRegistration,
  context: JobContext,
): JobDecision {
  const command = asRecorded(state, given, context);
  return withSpelling(answer(state, command, context), 'jobId', command.jobId, given.jobId);
}

/**
 * The command with the recorded spellings of the job and of all named things. Nearly every command has them already and
 * is returned unchanged: copies of the command took a sixth of the time of a rehearsed file of jobs (measured).
 */
function asRecorded<Command extends JobCommand | AbandonRegistration>(
  state: JobState,
  command: Command,
  { register }: JobContext,
): Command {
  const known = state.status === 'unregistered' ? undefined : state.registration;
  const jobId = spelledAs(known?.jobId, command.jobId);
  if (command.type !== 'RegisterJob') return jobId === command.jobId ? command : { ...command, jobId };
  const spelled = {
    jobId,
    province: spelledAs(known?.province, command.province),
    agency: registeredSpelling(register, 'agency', command.agency),
    sector: registeredSpelling(register, 'sector', command.sector),
    county: registeredSpelling(register, 'county', command.county),
    facilityId: spelledAs(known?.facilityId, command.facilityId),
    programme: spelledAs(known?.programme, command.programme),
  };
  const isAsRecorded =
    spelled.jobId === command.jobId &&
    spelled.province === command.province &&
    spelled.agency === command.agency &&
    spelled.sector === command.sector &&
    spelled.county === command.county &&
    spelled.facilityId === command.facilityId &&
    spelled.programme === command.programme;
  return isAsRecorded ? command : { ...command, ...spelled };
}

/** The recorded text, when the given one is the same text in another spelling. */
function spelledAs<Given>(recorded: string | undefined, given: Given): Given {
  return typeof recorded === 'string' && typeof given === 'string' && isSameText(recorded, given)
    ? (recorded as Given & string)
    : given;
}

/** The registered spelling of an id. Types do not hold at run time: a value that is no text is refused later. */
function registeredSpelling(
  register: RegisterState,
  kind: 'agency' | 'sector' | 'county',
  id: string,
): string {
  return typeof id === 'string' ? registeredId(register, kind, id) : id;
}

function answer(
  state: JobState,
  command: JobCommand | AbandonRegistration,
  context: JobContext,
): JobDecision {
  switch (command.type) {
    case 'RegisterJob':
      return decideRegistration(state, command, context);
    case 'VerifyJob':
    case 'RejectJob':
      return decideRound(state, command, context);
    case 'EndJob':
      return decideEnd(state, command, context);
    case 'VoidRegistration':
      return decideVoiding(state, command, context);
    case 'AbandonRegistration':
      return decideAbandonment(state, command);
    default:
      return unreachable(command);
  }
}

function registrationFault(
  command: RegisterJob,
  today: PlainDate,
): Refusal<'invalid_field' | 'in_the_future'> | undefined {
  return (
    identifierFault('jobId', command.jobId) ??
    identifierFault('province', command.province) ??
    wholeNumberFault('year', command.year, 1300, 1600) ??
    identifierFault('personId', command.personId) ??
    identifierFault('agency', command.agency) ??
    identifierFault('sector', command.sector) ??
    identifierFault('county', command.county) ??
    choiceFault('gender', command.gender, GENDERS) ??
    ifGiven(command.education, (education) => textFieldFault('education', education)) ??
    ifGiven(command.priorityGroup, (group) => textFieldFault('priorityGroup', group)) ??
    ifGiven(command.facilityId, (facilityId) => identifierFault('facilityId', facilityId)) ??
    ifGiven(command.programme, (programme) => identifierFault('programme', programme)) ??
    pastDayFault('registeredOn', command.registeredOn, today) ??
    pastDayFault('startedOn', command.startedOn, today)
  );
}

function decideRegistration(
  state: JobState,
  command: RegisterJob,
  { today, register, claim }: JobContext,
): JobDecision {
  const fault = registrationFault(command, today);
  if (fault !== undefined) return refusedBy(fault);

  // Field by field, because a caller's object may have more fields, such as a national ID, which must not reach the
  // log.
  const { jobId, province, year, personId, agency, sector, county, gender, education, priorityGroup } =
    command;
  const { registeredOn, startedOn, facilityId, programme } = command;
  const registration: JobRegistered['data'] = {
    jobId,
    province,
    year,
    personId,
    agency,
    sector,
    county,
    gender,
    registeredOn,
    startedOn,
    ...present({ education, priorityGroup, facilityId, programme }),
  };
  if (state.status !== 'unregistered') return again(jobId, { ...state.registration }, { ...registration });
  const shortened =
    spreadsheetFieldFault('jobId', jobId) ??
    spreadsheetFieldFault('facilityId', facilityId) ??
    spreadsheetFieldFault('programme', programme);
  if (shortened !== undefined) return refusedBy(shortened);
  if (startedOn > registeredOn) return refused('started_after_registration', { startedOn, registeredOn });
  // Strict: a job registered in the new year counts for the new year. Otherwise it could count in the results of two
  // years.
  const registeredYear = toJalali(registeredOn).year;
  if (registeredYear !== year) return refused('outside_year', { year, registeredOn, registeredYear });
  const unlisted =
    checkOrganisation(register, 'agency', agency, registeredOn) ??
    checkOrganisation(register, 'sector', sector, registeredOn) ??
    checkOrganisation(register, 'county', county, registeredOn);
  if (unlisted !== undefined) return refusedBy(unlisted);
  const lost = state.abandoned?.get(personId)?.claim ?? 0;
  if (claim !== undefined && claim <= lost) return refused('registration_abandoned', { jobId });
  return accepted({ type: 'JobRegistered', data: registration });
}

/** Gives up a registration. Changes nothing for a registered job, or a registration that was already given up. */
function decideAbandonment(state: JobState, command: AbandonRegistration): JobDecision {
  const { jobId, personId, claim, reason } = command;
  const fault =
    identifierFault('jobId', jobId) ??
    identifierFault('personId', personId) ??
    wholeNumberFault('claim', claim, 1, Number.MAX_SAFE_INTEGER) ??
    choiceFault('reason', reason, ABANDON_REASONS);
  if (fault !== undefined) return refusedBy(fault);
  if (state.status !== 'unregistered') return unchanged;
  if (claim <= (state.abandoned?.get(personId)?.claim ?? 0)) return unchanged;
  return accepted({ type: 'RegistrationAbandoned', data: { jobId, personId, claim, reason } });
}

/**
 * Why a person's claim of this job is void. Undefined while the job runs, and while its registration may still be
 * recorded. A returned reason stays true: the person may be released for it.
 */
export function releaseReason(job: JobState, personId: string, claim: number): ReleaseReason | undefined {
  if (job.status === 'unregistered') {
    const abandoned = job.abandoned?.get(personId);
    return abandoned !== undefined && claim <= abandoned.claim ? abandoned.reason : undefined;
  }
  if (job.registration.personId !== personId) return 'not-registered';
  return job.status === 'running' ? undefined : job.status;
}

/** No such job. If the id was shortened by a spreadsheet, the refusal says so, which helps the sender more. */
function unknownJob(jobId: string): JobDecision {
  const shortened = spreadsheetFieldFault('jobId', jobId);
  return shortened === undefined ? refused('job_unknown', { jobId }) : refusedBy(shortened);
}

function dimensionsOf(job: Job): JobDimensions {
  const { jobId, province, year, agency, sector, county, gender, registeredOn } = job.registration;
  return { jobId, province, year, agency, sector, county, gender, registeredOn };
}

function verifiedRounds(job: Job): number {
  return job.rounds.filter(({ verdict }) => verdict === 'verified').length;
}

function isEnded(job: Job): boolean {
  return job.end !== undefined;
}

/**
 * Refuses an act that the status does not allow. Repeated acts were answered before, so they never get this refusal.
 */
function notAllowed(job: Job, act: ActOnJob): Refusal<'job_not_running'> | undefined {
  if (isAllowed(job.status, act)) return undefined;
  return { name: 'job_not_running', figures: { jobId: job.registration.jobId, status: job.status, act } };
}

function roundFault(
  command: VerifyJob | RejectJob,
  today: PlainDate,
): Refusal<'invalid_field' | 'in_the_future'> | undefined {
  return (
    identifierFault('jobId', command.jobId) ??
    wholeNumberFault('round', command.round, 1, ROUNDS.length) ??
    identifierFault('verifier', command.verifier) ??
    pastDayFault('on', command.on, today) ??
    (command.type === 'RejectJob' ? reasonFault(command.reason) : ifGiven(command.reason, reasonFault))
  );
}

/**
 * The recorder of a round, when that is not its verifier; a refusal when the sender may not record it. The labour
 * department records what verifiers hand in on paper or in one file. An inspector signs only their own rounds. The
 * signature counts as the verifier's, and the act as the sender's. One person must not act in all three rounds of a
 * job.
 */
function recorderOf(
  job: Job,
  { type, verifier, round }: VerifyJob | RejectJob,
  { id: sender, role }: JobContext['actor'],
): { readonly recordedBy?: string } | Refusal<'not_own_signature' | 'second_person_needed'> {
  const isOwn = verifier === sender;
  if (!isOwn && role !== 'labour') return { name: 'not_own_signature', figures: { verifier, sender } };
  if (type === 'VerifyJob' && round === ROUNDS.length) {
    const persons = job.rounds.map((signed) => signed.recordedBy ?? signed.verifier);
    if (persons.every((person) => isSameText(person, sender))) {
      const { jobId } = job.registration;
      return { name: 'second_person_needed', figures: { jobId, round, person: sender } };
    }
  }
  return isOwn ? {} : { recordedBy: sender };
}

// Longer than 60 lines: the guards stand in the order in which they refuse.
function decideRound(
  state: JobState,
  command: VerifyJob | RejectJob,
  { today, actor }: JobContext,
): JobDecision {
  const fault = roundFault(command, today);
  if (fault !== undefined) return refusedBy(fault);

  const { jobId, round, on, reason } = command;
  if (state.status === 'unregistered') return unknownJob(jobId);
  const signedBefore = state.rounds.find((signed) => isSameText(signed.verifier, command.verifier));
  const verifier = signedBefore?.verifier ?? command.verifier;
  const recorded = state.rounds.find((signed) => signed.round === round);
  if (recorded !== undefined) {
    const verdict = command.type === 'VerifyJob' ? 'verified' : 'rejected';
    // The sender of a repetition does not matter.
    const { recordedBy: _, ...signed } = recorded;
    return again(`${jobId} round ${round}`, signed, { round, verdict, verifier, on, reason });
  }
  const closed = notAllowed(state, command.type === 'VerifyJob' ? 'verify' : 'reject');
  if (closed !== undefined) return refusedBy(closed);
  const expected = state.rounds.length + 1;
  if (round !== expected) return refused('round_out_of_order', { jobId, expected, given: round });
  if (signedBefore !== undefined)
    return withSpelling(
      refused('verifier_signed_before', { verifier, round: signedBefore.round }),
      'verifier',
      verifier,
      command.verifier,
    );
  const recorder = recorderOf(state, command, actor);
  if ('name' in recorder) return refusedBy(recorder);
  const shortened = spreadsheetFieldFault('verifier', verifier);
  if (shortened !== undefined) return refusedBy(shortened);
  const { registeredOn } = state.registration;
  if (on < registeredOn) return refused('verified_before_registration', { on, registeredOn });
  const previous = state.rounds.at(-1);
  if (previous !== undefined && on < previous.on) {
    return refused('verified_before_previous_round', { round, on, previousOn: previous.on });
  }
  const dimensions = dimensionsOf(state);
  if (command.type === 'VerifyJob') {
    return accepted({
      type: 'JobVerified',
      data: { ...dimensions, round, verifier, ...recorder, on, ...present({ reason }) },
    });
  }
  return accepted({
    type: 'JobRejected',
    data: {
      ...dimensions,
      round,
      verifier,
      ...recorder,
      on,
      reason: command.reason,
      verifiedRounds: verifiedRounds(state),
      ended: isEnded(state),
    },
  });
}

function decideEnd(state: JobState, command: EndJob, { today }: JobContext): JobDecision {
  const { jobId, endedOn, reason } = command;
  const fault =
    identifierFault('jobId', jobId) ??
    pastDayFault('endedOn', endedOn, today) ??
    ifGiven(reason, reasonFault);
  if (fault !== undefined) return refusedBy(fault);

  if (state.status === 'unregistered') return unknownJob(jobId);
  if (state.end !== undefined) return again(`${jobId} end`, { ...state.end }, { endedOn, reason });
  const closed = notAllowed(state, 'end');
  if (closed !== undefined) return refusedBy(closed);
  const { startedOn } = state.registration;
  if (endedOn < startedOn) return refused('ended_before_start', { endedOn, startedOn });
  return accepted({ type: 'JobEnded', data: { ...dimensionsOf(state), endedOn, ...present({ reason }) } });
}

function decideVoiding(state: JobState, command: VoidRegistration, { today }: JobContext): JobDecision {
  const { jobId, voidedOn, reason } = command;
  const fault =
    identifierFault('jobId', jobId) ?? pastDayFault('voidedOn', voidedOn, today) ?? reasonFault(reason);
  if (fault !== undefined) return refusedBy(fault);

  if (state.status === 'unregistered') return unknownJob(jobId);
  if (state.status === 'voided') return again(`${jobId} void`, { ...state.voiding }, { voidedOn, reason });
  const closed = notAllowed(state, 'void');
  if (closed !== undefined) return refusedBy(closed);
  const { registeredOn } = state.registration;
  if (voidedOn < registeredOn) return refused('voided_before_registration', { voidedOn, registeredOn });
  return accepted({
    type: 'RegistrationVoided',
    data: {
      ...dimensionsOf(state),
      voidedOn,
      reason,
      verifiedRounds: verifiedRounds(state),
      ended: isEnded(state),
    },
  });
}

function onRecord(state: JobState): Job {
  if (state.status === 'unregistered') throw new Error('a job has an event before its registration');
  return state;
}

export function evolve(state: JobState, event: JobEvent): JobState {
  switch (event.type) {
    case 'JobRegistered':
      return { status: 'running', registration: event.data, rounds: [] };
    case 'JobVerified': {
      const job = onRecord(state);
      const { round, verifier, recordedBy, on, reason } = event.data;
      const signed = {
        round,
        verdict: 'verified',
        verifier,
        on,
        ...present({ recordedBy, reason }),
      } as const;
      return { ...job, rounds: [...job.rounds, signed] };
    }
    case 'JobRejected': {
      const { registration, rounds, end } = onRecord(state);
      const { round, verifier, recordedBy, on, reason } = event.data;
      const signed = {
        round,
        verdict: 'rejected',
        verifier,
        on,
        reason,
        ...present({ recordedBy }),
      } as const;
      return { status: 'rejected', registration, rounds: [...rounds, signed], ...present({ end }) };
    }
    case 'JobEnded': {
      const { registration, rounds } = onRecord(state);
      const { endedOn, reason } = event.data;
      return { status: 'ended', registration, rounds, end: { endedOn, ...present({ reason }) } };
    }
    case 'RegistrationVoided': {
      const { registration, rounds, end } = onRecord(state);
      const { voidedOn, reason } = event.data;
      return { status: 'voided', registration, rounds, ...present({ end }), voiding: { voidedOn, reason } };
    }
    case 'RegistrationAbandoned': {
      if (state.status !== 'unregistered') throw new Error('a recorded registration cannot be given up');
      const { personId, claim, reason } = event.data;
      return {
        status: 'unregistered',
        abandoned: new Map(state.abandoned).set(personId, { claim, reason }),
      };
    }
    default:
      return unreachable(event);
  }
}
