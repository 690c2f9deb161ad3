import type {
  AbandonRegistration,
  EndJob,
  JobCommand,
  PersonCommand,
  RegisterJob,
  RejectJob,
  ReleaseJob,
  VerifyJob,
  VoidRegistration,
} from './domain/commands.js';
import type { AbandonReason, ReleaseReason } from './domain/events.js';
import { type JobState, releaseReason } from './domain/job.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { poolName, streams } from '@misaq/platform/kernel/streams.js';
import { StoreUnavailableError } from '@misaq/platform/event-store/port.js';
import { jobAggregate, personAggregate } from './aggregate.js';
import { type CommandId, commandIdOf } from '@misaq/platform/commands/command-id.js';
import type { ActParts } from '@misaq/platform/commands/command-route.js';
import type { Contexts } from '@misaq/platform/commands/contexts.js';
import type { Envelope } from '@misaq/platform/commands/event-format.js';
import { type MaybeAsync, then } from '@misaq/platform/commands/maybe-async.js';
import { verifierCheck, VERIFYING_ROLES } from './verifiers.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/**
 * How often an act starts again because another process was faster. Each time needs another writer at that very moment.
 */
const ATTEMPTS_MAX = 20;

/** The result of mending a half-finished act. */
export type Mended =
  /** The person no longer holds the job. */
  | { readonly kind: 'released'; readonly reason: ReleaseReason }
  /** The person holds the running job. */
  | { readonly kind: 'claimed' }
  /** Both halves are recorded, or neither, or another process has mended it. */
  | { readonly kind: 'stands' }
  /** Two jobs of one person run: an officer has to decide which one to void. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Claim = { readonly kind: 'claimed'; readonly claim: number } | Refused;
type Refused = Extract<CommandResult, { readonly kind: 'refused' }>;

/**
 * Jobs and the persons who hold them are two streams, so that the person's stream ensures «one running job a person». A
 * person is claimed before the job is registered, and released after the job is over. Either act can be cut off between
 * its two appends. Due work finds such acts and calls {@link giveUp}, {@link finish} or {@link claimFor}.
 *
 * A registration names the claim on which it rests, by number. When a job was not registered, the job's own stream
 * first records that registration and claim are abandoned. Only then the claim is released. One append decides between
 * the two. So a late registration never exists beside a released person: it is refused, and begins again with another
 * claim. (ADR 0027 has the table of all acts with several appends.)
 */
export class Employment {
  constructor(private readonly parts: ActParts) {}

  async register(given: RegisterJob, envelope: Envelope): Promise<CommandResult> {
    const command = await this.#asRecorded(given);
    const { personId } = command;
    const stream = await this.parts.router.streams.nameOf(jobAggregate, streams.job(command.jobId));
    const jobId = jobIdOf(stream);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const job = await this.parts.router.streams.state(jobAggregate, stream);
      const context = (): ReturnType<Contexts['ofJob']> =>
        this.parts.router.contexts.ofJob(command.province, envelope.actor);
      const forbidden = jobAggregate.authorise(envelope.actor, job, command, stream);
      if (forbidden !== undefined) return { kind: 'refused', refusal: forbidden };

      // A job that cannot be registered, or already is, claims nobody.
      const decision = await then(context(), (given) => jobAggregate.decide(job, command, given));
      if (decision.kind === 'refused') return decision;
      let claim = 0;
      if (decision.kind === 'accepted') {
        const unknown = await unknownFacility(this.parts.router.contexts, command, envelope.actor);
        if (unknown !== undefined) return { kind: 'refused', refusal: unknown };
        const claimed = await this.#claim({ personId, jobId }, envelope);
        if (claimed.kind === 'refused') {
          const { refusal } = claimed;
          return {
            kind: 'refused',
            refusal: await toldOfEmployed(refusal, command, envelope.actor, this.#jobs),
          };
        }
        ({ claim } = claimed);
      }
      const registered = await this.parts.router.step({ command }, envelope, { claim });
      const isAbandoned =
        registered.kind === 'refused' && registered.refusal.name === 'registration_abandoned';
      // The registration was refused, or the job is recorded and possibly over. Nothing else would release this claim.
      if (claim > 0 && registered.kind === 'refused' && !isAbandoned)
        await this.giveUp({ personId, jobId, claim }, 'not-registered', envelope);
      else if (claim > 0 && (isAbandoned || (registered.kind === 'done' && registered.repeated)))
        await this.finish({ personId, jobId, claim }, envelope);
      if (!isAbandoned) return registered;
    }
    throw new StoreUnavailableError(`the registration of ${jobId} was given up by others again and again`);
  }

  /** The command with the recorded ids of its province and its facility. */
  #asRecorded(given: RegisterJob): MaybeAsync<RegisterJob> {
    const { contexts } = this.parts.router;
    return then(contexts.province(given.province), (province) => {
      const command = province === given.province ? given : { ...given, province };
      if (command.facilityId === undefined) return command;
      return recordedFacility(contexts, command).then((facilityId) => ({
        ...command,
        ...present({ facilityId }),
      }));
    });
  }

  readonly #jobs = async (jobId: string): Promise<JobState> =>
    this.parts.router.streams.state(jobAggregate, streams.job(jobId));

  /** @param checked whether the verifier was already checked: an accepted file is applied as it was checked */
  async act(
    command: Exclude<JobCommand, RegisterJob>,
    envelope: Envelope,
    { checked = false }: { readonly checked?: boolean } = {},
  ): Promise<CommandResult> {
    const stream = await this.parts.router.streams.nameOf(jobAggregate, streams.job(command.jobId));
    const before = await this.parts.router.streams.state(jobAggregate, stream);
    const province = before.status === 'unregistered' ? '' : before.registration.province;
    const context = (): ReturnType<Contexts['ofJob']> =>
      this.parts.router.contexts.ofJob(province, envelope.actor);
    if (!checked && (command.type === 'VerifyJob' || command.type === 'RejectJob')) {
      // A repeated act gets its first answer, whoever signed it. A refused act gets its own refusal.
      const forbidden = jobAggregate.authorise(envelope.actor, before, command, stream);
      const decision = await then(context(), (given) => jobAggregate.decide(before, command, given));
      const signs = forbidden === undefined && decision.kind === 'accepted';
      const refusal = signs ? await this.#unknownVerifier(command) : undefined;
      if (refusal !== undefined) return { kind: 'refused', refusal };
    }
    const result = await this.parts.router.step({ command, province }, envelope);
    if (result.kind === 'refused' || command.type === 'VerifyJob') return result;
    const job = await this.parts.router.streams.state(jobAggregate, stream);
    if (job.status !== 'unregistered') {
      const { personId } = job.registration;
      const jobId = jobIdOf(stream);
      const release = { personId, jobId, reason: reasonOf(command) };
      // The same command may already have claimed on the person's stream, so the release has its own id.
      await this.#release(release, `release ${jobId} of ${envelope.commandId}`, envelope);
    }
    return result;
  }

  /**
   * Why this principal may not sign the round. Reads all principals only when the principal's own stream does not tell.
   */
  async #unknownVerifier(round: VerifyJob | RejectJob): Promise<Refusal | undefined> {
    const held = await this.parts.router.contexts.rolesOf(round.verifier);
    if (VERIFYING_ROLES.some((role) => held.includes(role))) return undefined;
    return verifierCheck(await this.parts.tables.knownVerifiers())(round);
  }

  /**
   * Gives up a registration that was begun, unless it is recorded, and releases the person.
   * @param begun the claim with which it began
   */
  async giveUp(begun: Begun, reason: AbandonReason, envelope: Envelope): Promise<Mended> {
    const { personId, jobId, claim } = begun;
    const abandonment = { type: 'AbandonRegistration', jobId, personId, claim, reason } as const;
    const commandId = commandIdOf(`${reason}: claim ${String(claim)} of ${personId} for ${jobId}`);
    await this.#send({ command: abandonment }, causedBy(envelope, commandId));
    return this.finish(begun, envelope);
  }

  /** Releases a person whose job is over, or whose registration was given up. */
  async finish({ personId, jobId, claim }: Begun, envelope: Envelope): Promise<Mended> {
    const job = await this.parts.router.streams.stateOnRecord(jobAggregate, streams.job(jobId), {
      newest: true,
    });
    const reason = releaseReason(job, personId, claim);
    if (reason === undefined) return { kind: 'stands' };
    const result = await this.#releaseClaim({ personId, jobId, claim }, reason, envelope);
    return result.kind === 'done' && !result.repeated ? { kind: 'released', reason } : { kind: 'stands' };
  }

  /**
   * Claims the person of a running job whose person does not hold it. This program's order of appends never leads
   * there, but earlier versions released without abandoning first.
   */
  async claimFor(personId: string, jobId: string, envelope: Envelope): Promise<Mended> {
    const newest = { newest: true };
    const job = await this.parts.router.streams.stateOnRecord(jobAggregate, streams.job(jobId), newest);
    const runs = job.status === 'running' && job.registration.personId === personId;
    if (!runs) return { kind: 'stands' };
    const { runningJob } = await this.parts.router.streams.stateOnRecord(
      personAggregate,
      streams.person(personId),
      newest,
    );
    if (runningJob === jobId) return { kind: 'stands' };
    const claimed = await this.#claim({ personId, jobId }, envelope);
    if (claimed.kind === 'refused') return claimed;
    // The job may have ended in between, when it had no person to release.
    const finished = await this.finish({ personId, jobId, claim: claimed.claim }, envelope);
    return finished.kind === 'stands' ? { kind: 'claimed' } : finished;
  }

  async #claim(
    { personId, jobId }: Pick<RegisterJob, 'personId' | 'jobId'>,
    envelope: Envelope,
  ): Promise<Claim> {
    const stream = streams.person(personId);
    let { commandId } = envelope;
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const result = await this.#send(
        { command: { type: 'ClaimJob', personId, jobId } },
        commandId === envelope.commandId ? envelope : causedBy(envelope, commandId),
      );
      const { claims, runningJob } = await this.parts.router.streams.stateOnRecord(personAggregate, stream);
      if (runningJob === jobId) return { kind: 'claimed', claim: claims };
      // The claim of the first attempt was released since. The command claims again, under another id.
      if (result.kind === 'done')
        commandId = commandIdOf(`claim ${jobId} after ${String(claims)} of ${envelope.commandId}`);
      else if (result.refusal.name !== 'person_already_employed') return result;
      else if (runningJob !== undefined) {
        // The other job may be over or given up, and its person not yet released.
        const other = await this.parts.router.streams.stateOnRecord(jobAggregate, streams.job(runningJob), {
          newest: true,
        });
        const reason = releaseReason(other, personId, claims);
        if (reason === undefined) return result;
        await this.#releaseClaim({ personId, jobId: runningJob, claim: claims }, reason, envelope);
      }
    }
    throw new StoreUnavailableError(`the person of ${jobId} is claimed and released by others all the time`);
  }

  /** Releases a claim. The id is the same from every process, so that only one of them has an effect. */
  #releaseClaim(
    { personId, jobId, claim }: Begun,
    reason: ReleaseReason,
    envelope: Envelope,
  ): Promise<CommandResult> {
    const release = { personId, jobId, reason, claim };
    return this.#release(release, `release ${jobId}, claim ${String(claim)}: ${reason}`, envelope);
  }

  #release(release: Omit<ReleaseJob, 'type'>, name: string, envelope: Envelope): Promise<CommandResult> {
    return this.#send({ command: { type: 'ReleaseJob', ...release } }, causedBy(envelope, commandIdOf(name)));
  }

  /** Sends a further step of an act. */
  #send(
    sent: { readonly command: AbandonRegistration | PersonCommand },
    envelope: Envelope,
  ): Promise<CommandResult> {
    return this.parts.router.send(sent, envelope, 'employment');
  }
}

/** An act on a person and a job that began with a claim. */
export interface Begun {
  readonly personId: string;
  readonly jobId: string;
  /** The number of the claim among those of the person; the first is 1. */
  readonly claim: number;
}

/** A further step of an act, with its own id. */
function causedBy(envelope: Envelope, commandId: CommandId): Envelope {
  return {
    ...envelope,
    commandId,
    causationId: envelope.commandId,
    correlationId: envelope.correlationId ?? envelope.commandId,
  };
}

const JOB_STREAM = streams.job('');

/**
 * The id in the name of a job's stream. A person claims and releases the job by this id, whatever spelling a command
 * has.
 */
export function jobIdOf(stream: string): string {
  return stream.slice(JOB_STREAM.length);
}

/** The pools that may have the facility of a job: of its year, or of the year before. */
export function poolsOfJob({ province, year, programme }: RegisterJob): readonly string[] {
  if (programme === undefined) return [];
  return [year, year - 1].map((each) => poolName({ province, year: each, programme }));
}

const ASCII = /^[!-~]*$/;

/** The recorded spelling of the facility that a job names, or the given one when no pool has it. */
export async function recordedFacility(
  contexts: Contexts,
  command: RegisterJob,
): Promise<string | undefined> {
  const { facilityId } = command;
  // For an id with only one spelling, a pool of thousands of facilities need not be loaded.
  if (facilityId === undefined || ASCII.test(facilityId)) return facilityId;
  for (const pool of poolsOfJob(command)) {
    const recorded = await contexts.lookAtPool(pool, ({ facilities }) =>
      facilities.get(facilityId) === undefined ? undefined : facilities.recordedId(facilityId),
    );
    if (recorded !== undefined) return recorded;
  }
  return facilityId;
}

/**
 * Refuses a job whose facility does not exist, as far as that can be known. It is checked in the pool of the programme,
 * for the job's year or the year before. A facility of Esfand makes a job in spring. Where neither pool is in this log,
 * or no programme is named, the reference is recorded as given.
 */
export async function unknownFacility(
  contexts: Contexts,
  command: RegisterJob,
  { role }: Actor,
): Promise<Refusal | undefined> {
  const { facilityId, agency } = command;
  if (facilityId === undefined) return undefined;
  const pools = poolsOfJob(command);
  let kept = 0;
  /** The agency of the facility, in each pool that has one with this id. */
  const agencies: string[] = [];
  for (const pool of pools)
    await contexts.lookAtPool(pool, ({ name, facilities }) => {
      if (name === undefined) return;
      kept += 1;
      const found = facilities.get(facilityId);
      if (found !== undefined) agencies.push(found.agency);
    });
  // An agency does not even learn that another agency's facility exists.
  if (kept === 0 || agencies.some((each) => role !== 'agency' || each === agency)) return undefined;
  return { name: 'unknown_facility', figures: { facilityId, pool: pools[0] ?? '' } };
}

/**
 * The refusal that a person already has a running job, as its sender may read it. Only the agency of that job, and
 * roles that may see everything, are told which job it is.
 */
export async function toldOfEmployed(
  refusal: Refusal,
  { agency, province }: RegisterJob,
  { role }: Actor,
  jobs: (jobId: string) => Promise<JobState>,
): Promise<Refusal> {
  const { jobId } = refusal.figures;
  if (role !== 'agency' || refusal.name !== 'person_already_employed' || typeof jobId !== 'string')
    return refusal;
  const job = await jobs(jobId);
  const isOwn =
    job.status !== 'unregistered' &&
    job.registration.agency === agency &&
    job.registration.province === province;
  return isOwn ? refusal : { ...refusal, figures: { ...refusal.figures, jobId: null } };
}

function reasonOf(command: RejectJob | EndJob | VoidRegistration): ReleaseReason {
  switch (command.type) {
    case 'RejectJob':
      return 'rejected';
    case 'EndJob':
      return 'ended';
    case 'VoidRegistration':
      return 'voided';
  }
}
