import type {
  EndJob,
  JobCommand,
  RegisterJob,
  RejectJob,
  VoidRegistration,
} from '@misaq/domain/employment/commands.js';
import type { ReleaseReason } from '@misaq/domain/employment/events.js';
import type { JobState } from '@misaq/domain/employment/job.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { Refusal } from '@misaq/domain/kernel/decision.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { jobAggregate, personAggregate } from './aggregates.js';
import { commandIdOf } from './command-id.js';
import type { CommandResult, CommandRunner } from './command-runner.js';
import type { Contexts } from './contexts.js';
import type { Envelope } from './event-format.js';

/**
 * Jobs and the persons who hold them are two streams, so that «one running job a person» is kept by one of them. A
 * person is claimed before the job is registered and released after it has ended. When a release is cut off, the next
 * claim makes up for it. When a registration is cut off after its claim, the same job has to be sent again (an import
 * does so by itself): another job cannot tell a claim that was cut off from one whose registration is on its way.
 */
export class Employment {
  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
  ) {}

  async register(command: RegisterJob, envelope: Envelope): Promise<CommandResult> {
    const stream = streams.job(command.jobId);
    const job = await this.runner.state(jobAggregate, stream);
    const context = await this.contexts.withRegister(command.province);
    const forbidden = jobAggregate.authorise(envelope.actor, job, command);
    if (forbidden !== undefined) return { kind: 'refused', refusal: forbidden };

    // A job that cannot be registered, or is already, claims nobody.
    const decision = jobAggregate.decide(job, command, context);
    if (decision.kind === 'refused') return decision;
    if (decision.kind === 'accepted') {
      const claim = await this.#claim(command, envelope);
      if (claim.kind === 'refused') {
        const { refusal } = claim;
        return {
          kind: 'refused',
          refusal: await toldOfEmployed(refusal, command, envelope.actor, this.#jobs),
        };
      }
    }
    const registered = await this.runner.execute(jobAggregate, stream, command, envelope, () => context);
    if (registered.kind === 'refused') {
      // Another registration of the same job may have won meanwhile: then the person holds the job after all.
      const now = await this.runner.state(jobAggregate, stream);
      if (now.status === 'unregistered' || now.registration.personId !== command.personId)
        await this.#release(command.personId, command.jobId, 'not-registered', envelope);
    }
    return registered;
  }

  readonly #jobs = async (jobId: string): Promise<JobState> =>
    this.runner.state(jobAggregate, streams.job(jobId));

  async act(command: Exclude<JobCommand, RegisterJob>, envelope: Envelope): Promise<CommandResult> {
    const stream = streams.job(command.jobId);
    const before = await this.runner.state(jobAggregate, stream);
    const province = before.status === 'unregistered' ? '' : before.registration.province;
    const context = (): ReturnType<Contexts['withRegister']> => this.contexts.withRegister(province);
    const result = await this.runner.execute(jobAggregate, stream, command, envelope, context);
    if (result.kind === 'refused' || command.type === 'VerifyJob') return result;
    const job = await this.runner.state(jobAggregate, stream);
    if (job.status !== 'unregistered')
      await this.#release(job.registration.personId, command.jobId, releaseReason(command), envelope);
    return result;
  }

  async #claim(command: RegisterJob, envelope: Envelope): Promise<CommandResult> {
    const { personId, jobId } = command;
    const claim = (): Promise<CommandResult> =>
      this.runner.execute(
        personAggregate,
        streams.person(personId),
        { type: 'ClaimJob', personId, jobId },
        envelope,
        () => undefined,
      );
    const claimed = await claim();
    if (claimed.kind === 'done') return claimed;
    const { runningJob } = await this.runner.state(personAggregate, streams.person(personId));
    if (runningJob === undefined) return claim();
    // The other job may have ended without releasing its person, when that was interrupted.
    const other = await this.runner.state(jobAggregate, streams.job(runningJob));
    if (other.status === 'running' || other.status === 'unregistered') return claimed;
    await this.#release(personId, runningJob, 'ended', envelope);
    return claim();
  }

  async #release(personId: string, jobId: string, reason: ReleaseReason, envelope: Envelope): Promise<void> {
    // On the person's stream the same command may already have claimed, so the release has an id of its own.
    const commandId = commandIdOf(`release ${jobId} of ${envelope.commandId}`);
    const own: Envelope = {
      ...envelope,
      commandId,
      causationId: envelope.commandId,
      correlationId: envelope.correlationId ?? envelope.commandId,
    };
    await this.runner.execute(
      personAggregate,
      streams.person(personId),
      { type: 'ReleaseJob', personId, jobId, reason },
      own,
      () => undefined,
    );
  }
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

function releaseReason(command: RejectJob | EndJob | VoidRegistration): ReleaseReason {
  switch (command.type) {
    case 'RejectJob':
      return 'rejected';
    case 'EndJob':
      return 'ended';
    case 'VoidRegistration':
      return 'voided';
  }
}
