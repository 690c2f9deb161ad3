import type { CreditContext } from '@misaq/domain/credit/context.js';
import type { RegisterJob } from '@misaq/domain/employment/commands.js';
import { type JobContext, type JobState, releaseReason } from '@misaq/domain/employment/job.js';
import { notOwn, outsideProvince } from '@misaq/domain/access/roles.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { RegisterState } from '@misaq/domain/register/register.js';
import type { Decision, DomainEvent, Refusal } from '@misaq/domain/kernel/decision.js';
import { present } from '@misaq/domain/kernel/recorded.js';
import { parsePool, streamKey, streams } from '@misaq/domain/kernel/streams.js';
import type { Aggregate } from '../aggregate.js';
import {
  jobAggregate,
  personAggregate,
  planAggregate,
  poolAggregate,
  registerAggregate,
} from '../aggregates.js';
import type { CommandRunner } from '../command-runner.js';
import type { Contexts } from '../contexts.js';
import { jobIdOf, recordedFacility, toldOfEmployed, unknownFacility } from '../employment.js';
import { then } from '../maybe-async.js';
import type { JobRowCommand, PlannedRow, PoolRowCommand } from './planned-row.js';
import { WideMap } from './wide-map.js';
import type { CheckVerifier } from '../verifiers.js';

/**
 * Tries the rows of a file one after another on copies of the streams they would change, so that a row finds what the
 * rows before it leave behind, and nothing is written. The same functions decide as when the rows are applied.
 */
export class Rehearsal {
  readonly #copies = new WideMap<unknown>();
  readonly #provinces = new Map<string, JobContext>();
  readonly #pools = new Map<string, CreditContext>();

  constructor(
    private readonly runner: CommandRunner,
    private readonly contexts: Contexts,
    private readonly actor: Actor,
    private readonly checkVerifier: CheckVerifier,
    private readonly province?: string,
    /** Whether payments are tried as if agencies had the credit; then {@link shortOfCredit} says where they have not. */
    private readonly hidesCredit = false,
  ) {}

  /** The agencies, each as {@link payerOf} names it, whose credit does not suffice for the payments that were tried. */
  readonly shortOfCredit = new Set<string>();

  async attempt(row: PlannedRow): Promise<Decision> {
    const refusal = this.province === undefined ? undefined : await this.#outside(row, this.province);
    return refusal === undefined ? this.#attempt(row) : { kind: 'refused', refusal };
  }

  /** Why an officer of this province sends no such row. */
  async #outside({ command, pool }: PlannedRow, own: string): Promise<Refusal | undefined> {
    if ('province' in command || !('jobId' in command)) {
      const province = 'province' in command ? command.province : parsePool(pool)?.province;
      return province === undefined ? undefined : outsideProvince(this.actor, 'import', own, province);
    }
    // Where a job is that was looked up is not told: it is as one that is not there.
    const job = await this.#stateOf(jobAggregate, streams.job(command.jobId));
    return job.status === 'unregistered' || job.registration.province === own
      ? undefined
      : notOwn(this.actor, 'end-job');
  }

  async #attempt({ command, pool }: PlannedRow): Promise<Decision> {
    switch (command.type) {
      case 'RegisterOrganisation': {
        const stream = streams.register(command.province);
        return this.#decide(registerAggregate, stream, command, this.contexts.day());
      }
      case 'AssignCommitment': {
        const province = await this.contexts.province(command.province);
        const stream = streams.commitmentPlan(province, command.year);
        return this.#decide(
          planAggregate,
          stream,
          { ...command, province },
          await this.#ofProvince(province),
        );
      }
      case 'AllocateCredit':
      case 'IntroduceFacility':
      case 'DeclineFacility':
      case 'PayFacility':
      case 'ReversePayment':
        return this.#decideCredit(pool, command);
      case 'RegisterJob':
        return this.#register(command);
      case 'VerifyJob':
      case 'RejectJob':
        return this.#decideJob(command, this.checkVerifier(command));
      case 'EndJob':
        return this.#decideJob(command);
    }
  }

  /** @param otherwise why it is refused if it would change anything: what stands already stands, whoever signed it */
  async #decideJob(command: Exclude<JobRowCommand, RegisterJob>, otherwise?: Refusal): Promise<Decision> {
    const stream = streams.job(command.jobId);
    const state = await this.#stateOf(jobAggregate, stream);
    const province = state.status === 'unregistered' ? '' : state.registration.province;
    const context = await this.#ofProvince(province);
    if (otherwise !== undefined) {
      const decision = jobAggregate.decide(state, command, context);
      if (decision.kind === 'accepted') return { kind: 'refused', refusal: otherwise };
    }
    return this.#decide(jobAggregate, stream, command, context);
  }

  async #decideCredit(pool: string, command: PoolRowCommand): Promise<Decision> {
    const stream = streams.creditPool(pool);
    const context = await this.#ofPool(pool);
    const decision = await this.#decide(poolAggregate, stream, command, context);
    if (!this.hidesCredit || decision.kind !== 'refused' || decision.refusal.name !== 'credit_exhausted')
      return decision;
    const { agency } = decision.refusal.figures;
    if (typeof agency === 'string') this.shortOfCredit.add(payerOf(pool, agency));
    return this.#decide(poolAggregate, stream, command, { ...context, creditAssumed: true });
  }

  /** The steps of `Employment.register`, tried. */
  async #register(given: RegisterJob): Promise<Decision> {
    const province = await this.contexts.province(given.province);
    const facilityId = await recordedFacility(this.runner, { ...given, province });
    const command = { ...given, province, ...present({ facilityId }) };
    const stream = await this.#nameOf(jobAggregate, streams.job(command.jobId));
    const job = await this.#stateOf(jobAggregate, stream);
    const forbidden = jobAggregate.authorise(this.actor, job, command);
    if (forbidden !== undefined) return { kind: 'refused', refusal: forbidden };
    const decision = jobAggregate.decide(job, command, await this.#ofProvince(command.province));
    if (decision.kind !== 'accepted') return decision;
    const unknown = await unknownFacility(this.runner, command, this.actor);
    if (unknown !== undefined) return { kind: 'refused', refusal: unknown };
    const claim = await this.#claim({ ...command, jobId: jobIdOf(stream) });
    if (claim.kind === 'refused') {
      const jobs = (jobId: string): Promise<JobState> => this.#stateOf(jobAggregate, streams.job(jobId));
      return { kind: 'refused', refusal: await toldOfEmployed(claim.refusal, command, this.actor, jobs) };
    }
    this.#advance(jobAggregate, stream, job, decision.events);
    return decision;
  }

  async #claim({ personId, jobId }: RegisterJob): Promise<Decision> {
    const stream = streams.person(personId);
    const claim = { type: 'ClaimJob', personId, jobId } as const;
    const claimed = await this.#decide(personAggregate, stream, claim, undefined);
    if (claimed.kind !== 'refused') return claimed;
    const { runningJob, claims } = await this.#stateOf(personAggregate, stream);
    if (runningJob === undefined) return claimed;
    // A job that is over frees its person, whether or not the release was recorded already.
    const other = await this.#stateOf(jobAggregate, streams.job(runningJob));
    const reason = releaseReason(other, personId, claims);
    if (reason === undefined) return claimed;
    const release = { type: 'ReleaseJob', personId, jobId: runningJob, reason } as const;
    await this.#decide(personAggregate, stream, release, undefined);
    return this.#decide(personAggregate, stream, claim, undefined);
  }

  async #decide<State, Command extends object, Context>(
    aggregate: Aggregate<State, Command, Context>,
    given: string,
    command: Command,
    context: Context,
  ): Promise<Decision> {
    const stream = await this.#nameOf(aggregate, given);
    const state = await this.#stateOf(aggregate, stream);
    const forbidden = aggregate.authorise(this.actor, state, command);
    if (forbidden !== undefined) return { kind: 'refused', refusal: forbidden };
    const decision = aggregate.decide(state, command, context);
    if (decision.kind === 'accepted') this.#advance(aggregate, stream, state, decision.events);
    return decision;
  }

  /** Of the many streams of a file nearly all are named by the key already. */
  async #nameOf<State>(aggregate: Aggregate<State, never, never>, stream: string): Promise<string> {
    return streamKey(stream) === stream ? stream : this.runner.nameOf(aggregate, stream);
  }

  async #stateOf<State>(aggregate: Aggregate<State, never, never>, given: string): Promise<State> {
    const stream = await this.#nameOf(aggregate, given);
    if (this.#copies.has(stream)) return this.#copies.get(stream) as State;
    // Peeking, because a file of jobs reads two streams a row once, and must not empty the cache of all others.
    const copy = await this.runner.peek(aggregate, stream);
    this.#copies.set(stream, copy);
    return copy;
  }

  #advance<State>(
    aggregate: Aggregate<State, never, never>,
    stream: string,
    state: State,
    events: readonly DomainEvent[],
  ): void {
    this.#copies.set(stream, events.reduce(aggregate.evolve, state));
  }

  async #ofProvince(province: string): Promise<JobContext> {
    const known = this.#provinces.get(province);
    if (known !== undefined) return known;
    const context = await then(this.contexts.ofJob(province, this.actor), withOwnRegister);
    this.#provinces.set(province, context);
    return context;
  }

  async #ofPool(pool: string): Promise<CreditContext> {
    const known = this.#pools.get(pool);
    if (known !== undefined) return known;
    const context = await then(this.contexts.ofPool(pool, this.actor), withOwnRegister);
    this.#pools.set(pool, context);
    return context;
  }
}

/** The agency of a payment, in its pool. */
export function payerOf(pool: string, agency: string): string {
  return `${pool} ${agency}`;
}

/** Rows are tried for a long time, in which commands of others advance the register in place. */
function withOwnRegister<Context extends { readonly register: RegisterState }>(context: Context): Context {
  return { ...context, register: registerAggregate.fork(context.register) };
}
