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
import { then } from '@misaq/platform/commands/maybe-async.js';
import { verifierCheck, VERIFYING_ROLES } from './verifiers.js';
import type { CommandResult } from '@misaq/platform/commands/command-result.js';

/** How often an act begins anew because another one was quicker; each time needs another writer at that very moment. */
const ATTEMPTS_MAX = 20;

/** What became of an act of which one half stood alone. */
export type Mended =
  /** The person holds the job no longer. */
  | { readonly kind: 'released'; readonly reason: ReleaseReason }
  /** The person holds the job that runs. */
  | { readonly kind: 'claimed' }
  /** Both halves stand, or neither, or somebody else has mended it. */
  | { readonly kind: 'stands' }
  /** Two jobs of one person run: a person has to decide which one is voided. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Claim = { readonly kind: 'claimed'; readonly claim: number } | Refused;
type Refused = Extract<CommandResult, { readonly kind: 'refused' }>;

/**
 * Jobs and the persons who hold them are two streams, so that «one running job a person» is kept by one of them. A
 * person is claimed before the job is registered, and released after the job is over. Either act can be cut off
 * between its two appends; the due work finds what was cut off and calls {@link giveUp}, {@link finish} or
 * {@link claimFor}.
 *
 * A registration names the claim that it rests on, by number. A claim whose job was not registered is released only
 * after the job's own stream says that the registration was abandoned, and with it the claim. One append decides
 * between the two, so that a registration that arrives late never stands beside a released person: it is refused, and
 * begins anew with another claim. (ADR 0027 has the table of all acts of several appends.)
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

      // A job that cannot be registered, or is already, claims nobody.
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
      // Refused, or on record already and perhaps over: then nothing else would release what was claimed here.
      if (claim > 0 && registered.kind === 'refused' && !isAbandoned)
        await this.giveUp({ personId, jobId, claim }, 'not-registered', envelope);
      else if (claim > 0 && (isAbandoned || (registered.kind === 'done' && registered.repeated)))
        await this.finish({ personId, jobId, claim }, envelope);
      if (!isAbandoned) return registered;
    }
    throw new StoreUnavailableError(`the registration of ${jobId} was given up by others again and again`);
  }

  /** The command with the province as its register is named, and the facility as its pool records it. */
  async #asRecorded(command: RegisterJob): Promise<RegisterJob> {
    const province = await this.parts.router.contexts.province(command.province);
    return {
      ...command,
      province,
      ...present({
        facilityId: await recordedFacility(this.parts.router.contexts, { ...command, province }),
      }),
    };
  }

  readonly #jobs = async (jobId: string): Promise<JobState> =>
    this.parts.router.streams.state(jobAggregate, streams.job(jobId));

  /** @param checked whether the verifier was checked already: a file that was accepted is applied as it was checked */
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
      // What stands already stands, whoever signed it; what is refused anyway is refused by its own name.
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
      // On the person's stream the same command may already have claimed, so the release has an id of its own.
      await this.#release(release, `release ${jobId} of ${envelope.commandId}`, envelope);
    }
    return result;
  }

  /** Why this principal may not sign the round. All principals are read only when the principal's own stream does not say. */
  async #unknownVerifier(round: VerifyJob | RejectJob): Promise<Refusal | undefined> {
    const held = await this.parts.router.contexts.rolesOf(round.verifier);
    if (VERIFYING_ROLES.some((role) => held.includes(role))) return undefined;
    return verifierCheck(await this.parts.tables.knownVerifiers())(round);
  }

  /**
   * Gives up a registration that was begun, unless it stands, and releases the person.
   * @param begun the claim with which it was begun
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
   * Claims the person of a job that runs and that its person does not hold. No order of the appends of this program
   * leads there; earlier versions released without abandoning first.
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
    // It may have ended in between, and found nobody to release.
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
      // What this command claimed when it came first was released since: it claims anew, under another id.
      if (result.kind === 'done')
        commandId = commandIdOf(`claim ${jobId} after ${String(claims)} of ${envelope.commandId}`);
      else if (result.refusal.name !== 'person_already_employed') return result;
      else if (runningJob !== undefined) {
        // The other job may be over, or given up, and its person not yet released.
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

  /** The same whoever releases this claim for this reason: of several processes one has an effect. */
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

  /** A further step of an act. */
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
  /** Number of the claim among those of the person; the first is 1. */
  readonly claim: number;
}

/** A further step of an act, under an id of its own. */
function causedBy(envelope: Envelope, commandId: CommandId): Envelope {
  return {
    ...envelope,
    commandId,
    causationId: envelope.commandId,
    correlationId: envelope.correlationId ?? envelope.commandId,
  };
}

const JOB_STREAM = streams.job('');

/** A person claims and releases a job by the id that names its stream, so that every spelling claims the same job. */
export function jobIdOf(stream: string): string {
  return stream.slice(JOB_STREAM.length);
}

/** The pools in which the facility of a job may stand: of its year, or of the year before. */
export function poolsOfJob({ province, year, programme }: RegisterJob): readonly string[] {
  if (programme === undefined) return [];
  return [year, year - 1].map((each) => poolName({ province, year: each, programme }));
}

const ASCII = /^[!-~]*$/;

/** The facility that a job names, in the spelling that its pool records; as it was given when no pool knows it. */
export async function recordedFacility(
  contexts: Contexts,
  command: RegisterJob,
): Promise<string | undefined> {
  const { facilityId } = command;
  // A pool of thousands of facilities is not loaded for an id that is spelled in one way only.
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
 * A job that names the facility it came from must name one that is there, as far as that can be known: the pool of
 * its programme is kept here, of its own year or of the year before (a facility of Esfand makes a job in spring).
 * Where neither pool is kept here, or no programme is named, the reference is recorded as it was given.
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
  /** Whose facility it is, in each pool that has one of this id. */
  const agencies: string[] = [];
  for (const pool of pools)
    await contexts.lookAtPool(pool, ({ name, facilities }) => {
      if (name === undefined) return;
      kept += 1;
      const found = facilities.get(facilityId);
      if (found !== undefined) agencies.push(found.agency);
    });
  // Of another's facility an agency does not even find out that it is there.
  if (kept === 0 || agencies.some((each) => role !== 'agency' || each === agency)) return undefined;
  return { name: 'unknown_facility', figures: { facilityId, pool: pools[0] ?? '' } };
}

/**
 * That a person holds another running job, as whoever would register one may know it: which job it is, is the business of
 * its agency and of whoever sees everything.
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
