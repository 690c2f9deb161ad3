import type { CommitmentCommand } from '@misaq/domain/commitments/commands.js';
import { streams } from '@misaq/domain/kernel/streams.js';
import { planAggregate } from './aggregates.js';
import type { CommandResult, CommandRunner } from './command-runner.js';
import type { Contexts } from './contexts.js';
import type { Envelope } from './event-format.js';

/** Sends a command to the plan of its province and year. The plan is opened for the province as its register is named. */
export async function executePlan(
  runner: CommandRunner,
  contexts: Contexts,
  command: CommitmentCommand,
  envelope: Envelope,
): Promise<CommandResult> {
  const province = await contexts.province(command.province);
  return runner.execute(
    planAggregate,
    streams.commitmentPlan(province, command.year),
    { ...command, province },
    envelope,
    () => contexts.withRegister(province),
  );
}
