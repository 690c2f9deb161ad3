import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { type WorkingCalendar, workingDeadline } from '@misaq/calendar/working-calendar.js';

/**
 * When the time of a lot is up. The governor said «20 working days», the deputy «until the end of Ordibehesht»
 * (source 002): both are clocks of one policy. A lot that starts after an `until` date has `graceWorkingDays` instead.
 */
export type Clock =
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'until'; readonly date: PlainDate; readonly graceWorkingDays: number };

/** How movable credit is divided: by unmet demand, or by unmet demand × absorption. Always capped by demand. */
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
}

export const DEFAULT_GRACE_WORKING_DAYS = 20;

/** The rule as it was announced: 65 %, 20 working days, divided by unmet demand. */
export const PROVINCE_DEFAULTS = {
  thresholdPercent: 65,
  exactThresholdPasses: true,
  clock: { kind: 'working-days', days: 20 },
  split: 'unmet-demand',
  ringFence: false,
} as const satisfies Omit<Policy, 'version' | 'effectiveOn'>;

/** A clock with its own fields only: what came with it from outside is left behind. */
export function plainClock(clock: Clock): Clock {
  return clock.kind === 'working-days'
    ? { kind: clock.kind, days: clock.days }
    : { kind: clock.kind, date: clock.date, graceWorkingDays: clock.graceWorkingDays };
}

/** Field by field: the order of keys is another once an event has been stored and read. */
export function sameClock(a: Clock, b: Clock): boolean {
  if (a.kind === 'working-days') return b.kind === 'working-days' && a.days === b.days;
  return b.kind === 'until' && a.date === b.date && a.graceWorkingDays === b.graceWorkingDays;
}

/** Whether two policies judge and divide alike; their clocks are for credit that starts under them. */
export function appliesAlike(a: Policy, b: Policy): boolean {
  return (
    a.thresholdPercent === b.thresholdPercent &&
    a.exactThresholdPasses === b.exactThresholdPasses &&
    a.split === b.split &&
    a.ringFence === b.ringFence
  );
}

export interface Deadline {
  /** The last day of the clock: time is up when this day has ended in Tehran. */
  readonly deadline: PlainDate;
  /** Days that the clock passed over though they were otherwise working. Empty for a fixed date. */
  readonly holidaysSkipped: readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
  /** True when a holiday that is only estimated could still move it. */
  readonly provisional: boolean;
}

/** When the clock of something that starts (was notified) on a day runs out. */
export function deadlineOf(calendar: WorkingCalendar, startsOn: PlainDate, clock: Clock): Deadline {
  if (clock.kind === 'working-days') return workingDeadline(calendar, startsOn, clock.days);
  if (startsOn > clock.date) return workingDeadline(calendar, startsOn, clock.graceWorkingDays);
  return { deadline: clock.date, holidaysSkipped: [], provisional: false };
}

/** The policy in force on a day; before the first one takes effect, the first. */
export function policyOn(policies: readonly Policy[], on: PlainDate): Policy {
  const first = policies[0];
  if (first === undefined) throw new Error('a pool has no policy');
  let inForce = first;
  for (const policy of policies) if (policy.effectiveOn <= on) inForce = policy;
  return inForce;
}
