import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { LATE_REPORTS, SPLITS, type LateReports, type Split } from '../domain/policy.js';
import type { Variation } from '../boards/pools/simulation.js';
import { choice, day, pool, wholeNumber } from '@misaq/platform/command-line/values.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { percent, toman, tomanInWords } from '@misaq/platform/text/toman.js';
import { poolBoard, simulation } from '../boards/pools/question.js';
import { verdictCell } from './agencies-table.js';
import type { ChangeItem, SimulationItem } from '../boards/pools/wire.js';
import { policyInWords, transfersInWords } from '../boards/reviews/trace-in-words.js';
import { clockOf, type ClockOptions } from './policy.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

interface Options extends ClockOptions {
  readonly pool: string;
  readonly asOf?: PlainDate;
  readonly threshold?: number;
  readonly split?: Split;
  readonly ringFence?: 'on' | 'off';
  readonly reportingDays?: number;
  readonly lateIntroductions?: LateReports;
}

export function registerSimulate(command: Command, shell: VerbShell): void {
  command
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
    .option('--as-of <day>', 'the day of the review (default: today)', day('--as-of'))
    .option('--threshold <percent>', 'absorption to reach', wholeNumber('--threshold', 1, 100))
    .option('--days <n>', 'clock of every lot: working days', wholeNumber('--days', 1, 1000))
    .option('--until <day>', 'clock of every lot: a fixed day', day('--until'))
    .option('--split <how>', SPLITS.join(' or '), choice('--split', SPLITS))
    .option(
      '--ring-fence <on|off>',
      'credit behind waiting applicants stays',
      choice('--ring-fence', ['on', 'off']),
    )
    .option(
      '--reporting-days <n>',
      'working days after a deadline that banks have to report',
      wholeNumber('--reporting-days', 0, 400),
    )
    .option(
      '--late-introductions <how>',
      'introductions recorded only after a deadline: count or ignore',
      choice('--late-introductions', LATE_REPORTS),
    )
    .addHelpText(
      'after',
      `
What is not named stays as it is. An agency sees its own row, and what it would give or receive.

Examples:
  misaq simulate --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --threshold 50 --as deputy-1:economic-deputy
  misaq simulate --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --days 30 --as labour-1:labour`,
    );
  command.action(() => shell.run(command, (session) => simulate(session, command.opts<Options>())));
}

async function simulate(session: VerbSession, options: Options): Promise<Outcome> {
  const { pool: poolId, asOf } = options;
  const variation = variationOf(options);
  const { ask } = await session.reach('read');
  const { item } = await ask(simulation, { pool: poolId, asOf, ...settingsOf(variation) });
  const { item: board } = await ask(poolBoard, { pool: poolId, asOf: item.asOf });
  const before = new Map(board.agencies.map((each) => [each.agency, each.absorptionBasisPoints]));
  return done(item, (screen) =>
    simulationText(screen, { item, absorptionBefore: (agency) => before.get(agency) }),
  );
}

function variationOf(options: Options): Variation {
  const clock = clockOf(options);
  return {
    ...(options.threshold !== undefined && { thresholdPercent: options.threshold }),
    ...(options.split !== undefined && { split: options.split }),
    ...(clock !== undefined && { clock }),
    ...(options.ringFence !== undefined && { ringFence: options.ringFence === 'on' }),
    ...(options.reportingDays !== undefined && { reportingWorkingDays: options.reportingDays }),
    ...(options.lateIntroductions !== undefined && {
      lateReportsOfIntroductions: options.lateIntroductions,
    }),
  };
}

function settingsOf({ thresholdPercent, clock, ...settings }: Variation) {
  const days = clock?.kind === 'working-days' ? { days: clock.days } : {};
  const until =
    clock?.kind === 'until' ? { until: clock.date, graceWorkingDays: clock.graceWorkingDays } : {};
  return { threshold: thresholdPercent, ...settings, ...days, ...until };
}

interface SimulationShown {
  readonly item: Omit<SimulationItem, 'position'>;
  /** Absorption of an agency as things are, in basis points. */
  readonly absorptionBefore: (agency: string) => number | null | undefined;
}

function simulationText(screen: Screen, { item, absorptionBefore }: SimulationShown): string {
  const { pool: poolId, asOf, agencies, changes, policy, policyBefore, transfers, unplacedRial } = item;
  const changeOf = new Map(changes.map((change) => [change.agency, change]));
  const rows = agencies.flatMap((after) => {
    const change = changeOf.get(after.agency);
    if (change === undefined) return [];
    return [
      [
        after.agency,
        percent(absorptionBefore(after.agency)),
        verdictCell(change.verdictBefore),
        toman(change.movableBeforeRial),
        percent(after.absorptionBasisPoints),
        verdictCell(after.verdict),
        toman(after.movableRial),
        change.changeRial === null ? '' : toman(change.changeRial),
        after.name ?? '',
      ],
    ];
  });
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
    `Now:  ${policyInWords(policyBefore)}\nThen: ${policyInWords(policy)}`,
    table(screen, columns, rows),
    `Then: ${
      transfers === null
        ? changes.map(ownMoveInWords).join('\n')
        : transfersInWords(transfers, BigInt(unplacedRial ?? '0'))
    }`,
  ].join('\n\n');
}

/** What can move, for an agency that sees nobody else. */
function ownMoveInWords({ agency, movableAfterRial }: ChangeItem): string {
  return movableAfterRial === '0'
    ? `nothing of ${agency} could move.`
    : `${agency} could lose ${tomanInWords(movableAfterRial)} at most.`;
}
