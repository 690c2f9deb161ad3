import { type CommitmentContext } from '@misaq/domain/commitments/plan.js';
import { type CreditContext } from '@misaq/domain/credit/context.js';
import { type JobContext } from '@misaq/domain/employment/job.js';
import { type Actor } from '@misaq/domain/kernel/actor.js';
import { parsePool, streams } from '@misaq/domain/kernel/streams.js';
import { calendarAggregate, registerAggregate } from './aggregates.js';
import { type Clock, today } from './clock.js';
import { type CommandRunner } from './command-runner.js';

/** What decisions rest on beside their own stream: the day, the register and the calendar of the province. */
export class Contexts {
  constructor(
    private readonly runner: CommandRunner,
    private readonly clock: Clock,
  ) {}

  day(): { readonly today: CommitmentContext['today'] } {
    return { today: today(this.clock) };
  }

  async withRegister(province: string): Promise<CommitmentContext & JobContext> {
    return {
      ...this.day(),
      register: await this.runner.state(registerAggregate, streams.register(province)),
    };
  }

  async ofPool(pool: string, actor: Actor): Promise<CreditContext> {
    // A pool whose name holds no province is refused by the decision itself, with the register of nowhere.
    const province = parsePool(pool)?.province ?? pool;
    const { calendar } = await this.runner.state(calendarAggregate, streams.workingCalendar(province));
    return { ...(await this.withRegister(province)), pool, actor, calendar };
  }
}
