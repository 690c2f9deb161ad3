import type { Command } from 'commander';
import { today } from '@misaq/application/clock.js';
import { formatJalali } from '@misaq/calendar/jalali.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { may } from '@misaq/domain/access/roles.js';
import { SPLITS, type Split } from '@misaq/domain/credit/policy.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import type { Simulation, Variation } from '@misaq/read-models/credit-board/simulation.js';
import { choice, day, pool, wholeNumber } from '../arguments/values.js';
import { done, type Outcome } from '../output/outcome.js';
import { heading, type Screen } from '../output/screen.js';
import { table } from '../output/table.js';
import { percent, toman } from '@misaq/wire/toman.js';
import { RefusedError, type Session } from '../session.js';
import type { Shell } from '../shell.js';
import { simulationItem } from '@misaq/wire/credit-board.js';
import type { Names } from '@misaq/wire/names.js';
import { verdictCell } from '../views/agencies.js';
import { policyInWords, transfersInWords } from '@misaq/wire/trace-in-words.js';
import { namesIn } from './names.js';
import { clockOf, type ClockOptions } from './policy.js';
import { unknownPool } from './pool.js';

interface Options extends ClockOptions {
  readonly pool: string;
  readonly asOf?: PlainDate;
  readonly threshold?: number;
  readonly split?: Split;
}

export function registerSimulate(program: Command, shell: Shell): void {
  const command = program
    .command('simulate')
    .description('what a review would find under another threshold, clock or split; writes nothing')
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
    .option('--as-of <day>', 'the day of the review (default: today)', day('--as-of'))
    .option('--threshold <percent>', 'absorption to reach', wholeNumber('--threshold', 1, 100))
    .option('--days <n>', 'clock of every lot: working days', wholeNumber('--days', 1, 1000))
    .option('--until <day>', 'clock of every lot: a fixed day', day('--until'))
    .option('--split <how>', SPLITS.join(' or '), choice('--split', SPLITS))
    .addHelpText(
      'after',
      `
What is not named stays as it is. An agency sees its own row.

Examples:
  misaq simulate --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --threshold 50 --as deputy-1:economic-deputy
  misaq simulate --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --days 30 --as labour-1:labour`,
    );
  command.action(() => shell.run(command, (session) => simulate(session, command.opts<Options>())));
}

async function simulate(session: Session, options: Options): Promise<Outcome> {
  const scope = simulationScope(session.actor);
  const { pool: poolId, asOf = today(session.clock) } = options;
  const variation = variationOf(options);
  const system = await session.open('read');
  const { credit } = await system.readModels();
  const simulated = credit.simulate(poolId, asOf, variation, scope);
  if (simulated === undefined) throw unknownPool(poolId);
  const own = scope.agency === undefined ? simulated : onlyOwnTransfers(simulated, scope.agency);
  const holidays = credit.poolBoard(poolId, asOf)?.holidays ?? [];
  const names = await namesIn(system.runner, poolId, 'agency', asOf);
  return done(simulationItem(simulated, holidays, names, scope.agency), (screen) =>
    simulationText(screen, own, names),
  );
}

/** An agency may try settings for itself, and sees nobody else. */
function simulationScope(actor: Actor): { readonly agency?: string } {
  const agency = actor.organisation ?? actor.id;
  const forbidden = may(actor, 'simulate', { agency });
  if (forbidden !== undefined) throw new RefusedError(forbidden);
  return actor.role === 'agency' ? { agency } : {};
}

function variationOf(options: Options): Variation {
  const clock = clockOf(options);
  return {
    ...(options.threshold !== undefined && { thresholdPercent: options.threshold }),
    ...(options.split !== undefined && { split: options.split }),
    ...(clock !== undefined && { clock }),
  };
}

function onlyOwnTransfers(simulated: Simulation, agency: string): Simulation {
  const own = (side: Simulation['after']): Simulation['after'] => ({
    ...side,
    transfers: side.transfers.filter(({ from, to }) => from === agency || to === agency),
  });
  return { ...simulated, before: own(simulated.before), after: own(simulated.after) };
}

function simulationText(
  screen: Screen,
  { pool: poolId, asOf, agencies, before, after }: Simulation,
  names: Names,
): string {
  const rows = agencies.map((each) => [
    each.agency,
    percent(each.before.absorptionBasisPoints),
    verdictCell(each.before.verdict),
    toman(each.before.movableRial),
    percent(each.after.absorptionBasisPoints),
    verdictCell(each.after.verdict),
    toman(each.after.movableRial),
    toman(each.changeRial),
    names(each.agency) ?? '',
  ]);
  const columns = [
    { title: 'agency' },
    { title: 'now', align: 'right' },
    { title: 'verdict' },
    { title: 'movable', align: 'right' },
    { title: 'then', align: 'right' },
    { title: 'verdict' },
    { title: 'movable', align: 'right' },
    { title: 'gains or loses', align: 'right' },
    { title: 'name' },
  ] as const;
  return [
    heading(screen, `Simulation of ${poolId} as of ${formatJalali(asOf)}; nothing is recorded`),
    `Now:  ${policyInWords(before.policy)}\nThen: ${policyInWords(after.policy)}`,
    table(screen, columns, rows),
    `Then: ${transfersInWords(after.transfers, BigInt(after.unplacedRial))}`,
  ].join('\n\n');
}
