import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { latestWorkingDeadline, workingDeadline } from '@misaq/platform/calendar/working-calendar.js';
import type { WorkingCalendar } from '@misaq/platform/calendar/calendar-revision.js';

/**
 * When the time of a lot is up. The governor said «20 working days», the deputy «until the end of Ordibehesht»
 * (source 002): both are clocks of one policy. Every lot has at least `graceWorkingDays`, also when it starts just before
 * the date of an `until` clock.
 */
export type Clock =
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'until'; readonly date: PlainDate; readonly graceWorkingDays: number };

/** How movable credit is divided: by unmet demand, or by unmet demand × absorption. Demand always caps the share. */
export const SPLITS = ['unmet-demand', 'performance-weighted'] as const;
export type Split = (typeof SPLITS)[number];

export interface Policy {
  /** 1 for the first policy of a pool, growing by one. */
  readonly version: number;
  readonly effectiveOn: PlainDate;
  /** Absorption a lot must reach, in whole percent, 1 to 100. */
  readonly thresholdPercent: number;
  /** Whether exactly the threshold passes. The source says «above 65», common use «below 65 loses»: true by default. */
  readonly exactThresholdPasses: boolean;
  readonly clock: Clock;
  readonly split: Split;
  /** Whether credit behind applicants who were introduced in time and still wait at a bank stays where it is. */
  readonly ringFence: boolean;
  /**
   * Working days after a donor's deadline that banks have to report payments. Until they have ended, nobody can approve a
   * transfer from that donor. Absent: 0. The policy in force on the day of the review decides.
   */
  readonly reportingWorkingDays?: number;
  /**
   * Whether introductions that were recorded only after a deadline count at that deadline, for the two shares and for the
   * ring-fence. Absent: they count. The policy in force on the deadline decides.
   */
  readonly lateReportsOfIntroductions?: LateReports;
}

export const LATE_REPORTS = ['count', 'ignore'] as const;
export type LateReports = (typeof LATE_REPORTS)[number];

/** The settings of a policy as a caller sends them, before the policy has a version. */
export type PolicySettings = Omit<Policy, 'version'>;

/**
 * The fields of a policy alone, in the form that events keep. Optional fields that hold their default are left out. Two
 * policies with the same meaning are then stored alike.
 */
export function plainPolicy(given: PolicySettings): PolicySettings {
  const { effectiveOn, thresholdPercent, exactThresholdPasses, clock, split, ringFence } = given;
  const { reportingWorkingDays = 0, lateReportsOfIntroductions = 'count' } = given;
  return {
    effectiveOn,
    thresholdPercent,
    exactThresholdPasses,
    clock: plainClock(clock),
    split,
    ringFence,
    ...(reportingWorkingDays > 0 && { reportingWorkingDays }),
    ...(lateReportsOfIntroductions === 'ignore' && { lateReportsOfIntroductions }),
  };
}

export const DEFAULT_GRACE_WORKING_DAYS = 20;

/** The rule as announced: 65 %, 20 working days, divided by unmet demand. */
export const PROVINCE_DEFAULTS = {
  thresholdPercent: 65,
  exactThresholdPasses: true,
  clock: { kind: 'working-days', days: 20 },
  split: 'unmet-demand',
  ringFence: false,
} as const satisfies Omit<Policy, 'version' | 'effectiveOn'>;

/** A clock with its own fields only; unknown fields from outside are dropped. */
export function plainClock(clock: Clock): Clock {
  return clock.kind === 'working-days'
    ? { kind: clock.kind, days: clock.days }
    : { kind: clock.kind, date: clock.date, graceWorkingDays: clock.graceWorkingDays };
}

/** Compares field by field, because storing and reading an event changes the order of keys. */
export function sameClock(a: Clock, b: Clock): boolean {
  if (a.kind === 'working-days') return b.kind === 'working-days' && a.days === b.days;
  return b.kind === 'until' && a.date === b.date && a.graceWorkingDays === b.graceWorkingDays;
}

/** Whether two policies judge a deadline alike. Compares the fields that a deadline fixes. */
export function judgesAlike(a: Policy, b: Policy): boolean {
  return (
    a.thresholdPercent === b.thresholdPercent &&
    a.exactThresholdPasses === b.exactThresholdPasses &&
    lateReportsOf(a) === lateReportsOf(b)
  );
}

/**
 * Whether two policies judge and divide alike on one day. Clocks are not compared: they apply to credit that starts
 * under the policy. Reporting days are not compared either: they are read at the approval.
 */
export function appliesAlike(a: Policy, b: Policy): boolean {
  return (
    a.thresholdPercent === b.thresholdPercent &&
    a.exactThresholdPasses === b.exactThresholdPasses &&
    a.split === b.split &&
    a.ringFence === b.ringFence
  );
}

export interface Deadline {
  /** The last day of the clock. The clock ends when this day has ended in Tehran. */
  readonly deadline: PlainDate;
  /** Holidays on otherwise working days, which the clock skipped. Empty for a fixed date. */
  readonly holidaysSkipped: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
  /** True when an estimated holiday could still move the deadline. */
  readonly provisional: boolean;
}

/** Cache of deadlines. Calendars are immutable, and thousands of lots share a few clocks and days. */
const counted = new WeakMap<WorkingCalendar, Map<string, Deadline>>();

/** Cache limit: more than the clocks and days of one pool. Simulations may ask for others. */
const COUNTED_MAX = 20_000;

/**
 * The deadline of a clock that starts (was notified) on a day. An `until` clock ends on its date or with the last of
 * its grace days, whichever is later. An agency that is notified early therefore never has less time than one notified
 * after the date.
 */
export function deadlineOf(calendar: WorkingCalendar, startsOn: PlainDate, clock: Clock): Deadline {
  let known = counted.get(calendar);
  if (known === undefined) counted.set(calendar, (known = new Map<string, Deadline>()));
  const key =
    clock.kind === 'working-days'
      ? `${startsOn} ${String(clock.days)}`
      : `${startsOn} ${clock.date} ${String(clock.graceWorkingDays)}`;
  let deadline = known.get(key);
  if (deadline !== undefined) return deadline;
  if (known.size >= COUNTED_MAX) known.clear();
  known.set(key, (deadline = countDeadline(calendar, startsOn, clock)));
  return deadline;
}

function countDeadline(calendar: WorkingCalendar, startsOn: PlainDate, clock: Clock): Deadline {
  if (clock.kind === 'working-days') return workingDeadline(calendar, startsOn, clock.days);
  const grace = workingDeadline(calendar, startsOn, clock.graceWorkingDays);
  if (grace.deadline > clock.date) return grace;
  const provisional =
    grace.provisional && latestWorkingDeadline(calendar, startsOn, clock.graceWorkingDays) > clock.date;
  return { deadline: clock.date, holidaysSkipped: [], provisional };
}

/**
 * The policy in force on a day: the one with the latest effective day not after it. Among equal days it is the one
 * recorded last. Before any policy takes effect, it is the one that takes effect first.
 * @param policies in order of version
 */
export function policyOn(policies: readonly Policy[], on: PlainDate): Policy {
  let inForce: Policy | undefined;
  let first: Policy | undefined;
  for (const policy of policies) {
    const { effectiveOn } = policy;
    if (effectiveOn <= on && (inForce === undefined || effectiveOn >= inForce.effectiveOn)) inForce = policy;
    if (first === undefined || effectiveOn <= first.effectiveOn) first = policy;
  }
  const found = inForce ?? first;
  if (found === undefined) throw new Error('a pool has no policy');
  return found;
}

/** Whether two policies have the same settings and take effect on the same day. */
export function samePolicy(a: PolicySettings, b: PolicySettings): boolean {
  return (
    a.effectiveOn === b.effectiveOn &&
    a.thresholdPercent === b.thresholdPercent &&
    a.exactThresholdPasses === b.exactThresholdPasses &&
    a.split === b.split &&
    a.ringFence === b.ringFence &&
    reportingDaysOf(a) === reportingDaysOf(b) &&
    lateReportsOf(a) === lateReportsOf(b) &&
    sameClock(a.clock, b.clock)
  );
}

/** Working days that banks have to report after a deadline; 0 when the policy sets none. */
export function reportingDaysOf({
  reportingWorkingDays = 0,
}: Pick<PolicySettings, 'reportingWorkingDays'>): number {
  return reportingWorkingDays;
}

export function lateReportsOf({
  lateReportsOfIntroductions = 'count',
}: Pick<PolicySettings, 'lateReportsOfIntroductions'>): LateReports {
  return lateReportsOfIntroductions;
}
