import type { Command } from 'commander';
import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { today } from '@misaq/platform/kernel/clock.js';
import {
  DEFAULT_GRACE_WORKING_DAYS,
  LATE_REPORTS,
  lateReportsOf,
  policyOn,
  PROVINCE_DEFAULTS,
  reportingDaysOf,
  SPLITS,
  type Clock,
  type LateReports,
  type Policy,
  type PolicySettings,
  type Split,
} from '../domain/policy.js';
import { choice, day, pool, wholeNumber } from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { RefusedError } from '@misaq/platform/command-line/refused-error.js';
import { policiesOf } from './policies-of.js';
import { policyInWords } from '../boards/reviews/trace-in-words.js';
import { recorded } from '@misaq/platform/command-line/recorded.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

/** The figures of a policy that simulations vary too. */
export interface ClockOptions {
  readonly days?: number;
  readonly until?: PlainDate;
}

interface AdoptOptions extends ClockOptions {
  readonly pool: string;
  readonly from: PlainDate;
  readonly threshold?: number;
  readonly exact?: 'passes' | 'falls-short';
  readonly grace?: number;
  readonly split?: Split;
  readonly ringFence?: 'on' | 'off';
  readonly reportingDays?: number;
  readonly lateIntroductions?: LateReports;
  readonly extend?: string;
  readonly reason: string;
}

export function registerPolicy(policy: Command, shell: VerbShell): void {
  policy.addHelpText(
    'after',
    `
Example (the deputy's variant: 65 % until the end of Ordibehesht):
  misaq policy adopt --pool east-azerbaijan-1403-note16 --from 1403-02-02 --until 1403-02-31 --reason "session 1" --as deputy-1:economic-deputy`,
  );
  const adopting = policy
    .command('adopt')
    .description('a policy for credit notified from now on; what is not named stays as it is in force')
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'))
    .requiredOption('--from <day>', 'the first day it is in force', day('--from'))
    .option('--threshold <percent>', 'absorption to reach', wholeNumber('--threshold', 1, 100))
    .option(
      '--exact <verdict>',
      'exactly the threshold: passes or falls-short',
      choice('--exact', ['passes', 'falls-short']),
    )
    .option('--days <n>', 'clock: working days', wholeNumber('--days', 1, 1000))
    .option('--until <day>', 'clock: a fixed day', day('--until'))
    .option(
      '--grace <n>',
      'with --until: working days that every lot has at least',
      wholeNumber('--grace', 1, 1000),
    )
    .option('--split <how>', SPLITS.join(' or '), choice('--split', SPLITS))
    .option(
      '--ring-fence <on|off>',
      'credit behind waiting applicants stays',
      choice('--ring-fence', ['on', 'off']),
    )
    .option(
      '--reporting-days <n>',
      'working days after a deadline that banks have to report before credit of a donor can move',
      wholeNumber('--reporting-days', 0, 400),
    )
    .option(
      '--late-introductions <how>',
      'introductions recorded only after a deadline: count or ignore',
      choice('--late-introductions', LATE_REPORTS),
    )
    .option('--extend <lots>', 'lots that get the new clock, separated by commas; only ever more time')
    .requiredOption('--reason <text>', 'why')
    .addHelpText(
      'after',
      `
A verdict is fixed by its deadline: what judges it cannot be changed for one that has passed. Of a year that is recorded
afterwards, adopt the policies before its credit is imported.`,
    );
  adopting.action(() => shell.run(adopting, (session) => adopt(session, adopting.opts<AdoptOptions>())));
  const showing = policy
    .command('show')
    .description('the policies of a pool')
    .requiredOption('--pool <pool>', '<province>-<year>-<programme>', pool('--pool'));
  showing.action(() => shell.run(showing, (session) => show(session, showing.opts<{ pool: string }>().pool)));
}

/** The clock that options name; undefined when they name none. */
export function clockOf(
  { days, until }: ClockOptions,
  grace = DEFAULT_GRACE_WORKING_DAYS,
): Clock | undefined {
  if (days !== undefined && until !== undefined)
    throw new UsageError('two_clocks', '--days and --until are two clocks; give one of them');
  if (days !== undefined) return { kind: 'working-days', days };
  if (until !== undefined) return { kind: 'until', date: until, graceWorkingDays: grace };
  return undefined;
}

async function adopt(session: VerbSession, options: AdoptOptions): Promise<Outcome> {
  const backend = await session.reach('write');
  const policies = await policiesOf(backend.ask, options.pool);
  const before: Omit<PolicySettings, 'effectiveOn'> =
    policies === undefined ? PROVINCE_DEFAULTS : policyOn(policies, options.from);
  const { pool: poolId, from: effectiveOn, reason } = options;
  const result = await backend.send({
    pool: poolId,
    command: {
      type: 'AdoptPolicy',
      effectiveOn,
      thresholdPercent: options.threshold ?? before.thresholdPercent,
      exactThresholdPasses:
        options.exact === undefined ? before.exactThresholdPasses : options.exact === 'passes',
      clock: clockOf(options, options.grace) ?? before.clock,
      split: options.split ?? before.split,
      ringFence: options.ringFence === undefined ? before.ringFence : options.ringFence === 'on',
      reportingWorkingDays: options.reportingDays ?? reportingDaysOf(before),
      lateReportsOfIntroductions: options.lateIntroductions ?? lateReportsOf(before),
      extendLots: options.extend?.split(',').map((lot) => lot.trim()) ?? [],
      reason,
    },
  });
  return recorded(result, `policy of ${poolId} from ${formatJalali(effectiveOn)}: ${reason}`);
}

async function show(session: VerbSession, poolId: string): Promise<Outcome> {
  const { ask } = await session.reach('read');
  const policies = await policiesOf(ask, poolId);
  if (policies === undefined) throw new RefusedError({ name: 'unknown_pool', figures: { pool: poolId } });
  const inForce = policyOn(policies, today(session.clock));
  const byEffectiveDay = [...policies].sort((a, b) => compareDays(a, b) || a.version - b.version);
  return done({ pool: poolId, inForce, policies }, () =>
    byEffectiveDay.map((each) => line(each, inForce, policies)).join('\n'),
  );
}

function compareDays({ effectiveOn: a }: Policy, { effectiveOn: b }: Policy): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A policy of the same day that was recorded later has taken the place of one. */
function line(policy: Policy, inForce: Policy, policies: readonly Policy[]): string {
  const replacedBy = policies.findLast(
    ({ version, effectiveOn }) => effectiveOn === policy.effectiveOn && version > policy.version,
  );
  const replaced = replacedBy === undefined ? '' : ` [replaced by policy ${String(replacedBy.version)}]`;
  const mark = policy.version === inForce.version ? ' [in force]' : replaced;
  return `From ${formatJalali(policy.effectiveOn)}${mark}: ${policyInWords(policy)}`;
}
