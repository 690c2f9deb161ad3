import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CommitmentContext } from '@misaq/commitments/domain/plan.js';
import type { CreditContext } from '@misaq/credit/domain/context.js';
import type { JobContext } from '@misaq/employment/domain/job.js';
import type { PoolState } from '@misaq/credit/domain/state.js';
import { principalAggregate } from '@misaq/access/aggregate.js';
import type { Actor, Role } from '@misaq/platform/kernel/actor.js';
import { parsePool, streams } from '@misaq/platform/kernel/streams.js';
import { poolAggregate } from '@misaq/credit/aggregate.js';
import type { RegisterState } from '@misaq/register/domain/register.js';
import { registerAggregate } from '@misaq/register/aggregate.js';
import { calendarAggregate } from '@misaq/working-calendar/aggregate.js';
import { type Clock, today } from '@misaq/platform/kernel/clock.js';
import type { CommandStreams } from './command-streams.js';
import { then, type MaybeAsync } from './maybe-async.js';

const POOL_STREAM = streams.creditPool('');
const REGISTER_STREAM = streams.register('');

/** Clients choose the names of pools, so their number in memory is limited. */
const POOLS_REMEMBERED_MAX = 10_000;

export interface ContextOptions {
  /** Whether payments are decided as if agencies had the credit. True only while a file is rehearsed. */
  readonly creditAssumed?: () => boolean;
}

/**
 * The context of decisions: the day, and the register and calendar of the province. Returned at once when these are in
 * memory, as they are for all but the first command.
 */
export class Contexts {
  readonly #provinces = new Map<string, string>();

  constructor(
    private readonly streams: Pick<CommandStreams, 'state' | 'look' | 'nameOf'>,
    private readonly clock: Clock,
    private readonly options: ContextOptions = {},
  ) {}

  day(): { readonly today: PlainDate } {
    return { today: today(this.clock) };
  }

  ofJob(province: string, { id, role }: Actor): MaybeAsync<JobContext> {
    return then(this.#registerOf(province), (register) => ({
      today: today(this.clock),
      register,
      actor: { id, role },
    }));
  }

  withRegister(province: string): MaybeAsync<CommitmentContext & Omit<JobContext, 'actor'>> {
    return then(this.#registerOf(province), (register) => ({ today: today(this.clock), register }));
  }

  #registerOf(province: string): MaybeAsync<RegisterState> {
    return this.streams.state(registerAggregate, streams.register(province));
  }

  ofPool(pool: string, actor: Actor): MaybeAsync<CreditContext> {
    const province = this.#provinceOf(pool);
    return then(this.streams.nameOf(poolAggregate, streams.creditPool(pool)), (stream) =>
      then(this.streams.state(calendarAggregate, streams.workingCalendar(province)), ({ calendar }) =>
        then(this.#registerOf(province), (register) => ({
          today: today(this.clock),
          register,
          pool: stream.slice(POOL_STREAM.length),
          actor,
          calendar,
          ...(this.options.creditAssumed?.() === true && { creditAssumed: true as const }),
        })),
      ),
    );
  }

  /** The recorded id of a province, for an id in any spelling. */
  province(given: string): MaybeAsync<string> {
    return then(this.streams.nameOf(registerAggregate, streams.register(given)), (stream) =>
      stream.slice(REGISTER_STREAM.length),
    );
  }

  /** Reads a pool for a decision on another stream. See {@link CommandStreams.look}. */
  lookAtPool<Seen>(pool: string, see: (state: PoolState) => Seen): MaybeAsync<Seen> {
    return this.streams.look(poolAggregate, streams.creditPool(pool), see);
  }

  /** The roles of a principal according to its own stream. */
  rolesOf(principalId: string): MaybeAsync<readonly Role[]> {
    return this.streams.look(principalAggregate, streams.principal(principalId), ({ grants }) =>
      [...grants.values()].flatMap(({ role, revoked }) => (revoked === undefined ? [role] : [])),
    );
  }

  #provinceOf(pool: string): string {
    const known = this.#provinces.get(pool);
    if (known !== undefined) return known;
    // The decision itself refuses a pool without a province in its name. It gets an empty register.
    const province = parsePool(pool)?.province ?? pool;
    if (this.#provinces.size < POOLS_REMEMBERED_MAX) this.#provinces.set(pool, province);
    return province;
  }
}
