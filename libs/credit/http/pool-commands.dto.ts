import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { type Clock, LATE_REPORTS, type LateReports, SPLITS, type Split } from '../domain/policy.js';
import {
  Choice,
  ClockField,
  Day,
  Flag,
  Id,
  Ids,
  Reason,
  Rials,
  Whole,
} from '@misaq/platform/http/request/fields.js';

/** The whole policy: what is in force is not carried over. */
export class AdoptPolicyDto {
  @Day({ description: 'The first day it is in force.', example: '1401-09-01' })
  effectiveOn!: PlainDate;
  @Whole({ min: 1, max: 100, description: 'Absorption to reach, in percent.', example: 65 })
  thresholdPercent!: number;
  @Flag({ description: 'Whether exactly the threshold passes.', example: true })
  exactThresholdPasses!: boolean;
  @ClockField({ description: 'When the time of credit that is notified from then on is up.' })
  clock!: Clock;
  @Choice(SPLITS, { description: 'How movable credit is divided.', example: 'unmet-demand' })
  split!: Split;
  @Flag({
    description: 'Whether credit behind applicants who wait at a bank stays where it is.',
    example: false,
  })
  ringFence!: boolean;
  @Whole({
    optional: true,
    min: 0,
    max: 400,
    description:
      'Working days after a donor’s deadline that banks have to report, before a transfer from it can be approved (0 when left out).',
    example: 0,
  })
  reportingWorkingDays?: number;
  @Choice(LATE_REPORTS, {
    optional: true,
    description:
      'Whether introductions that were recorded only after a deadline count for its shares and ring-fence (count when left out).',
    example: 'count',
  })
  lateReportsOfIntroductions?: LateReports;
  @Ids({ optional: true, description: 'Lots that get the new clock; only ever more time.', example: [] })
  extendLots?: string[];
  @Reason({ example: 'Session 1 of 1401' })
  reason!: string;
}

export class AllocateCreditDto {
  @Id({
    description: 'Given by whoever allocates; the same again changes nothing.',
    example: 'note16-1401-behzisti-1',
  })
  allocationId!: string;
  @Id({ example: 'behzisti' })
  agency!: string;
  @Rials({ description: 'Whole rials.' })
  amountRial!: bigint;
  @Day({
    description: 'The day of the notification; the day after is the first working day.',
    example: '1401-09-27',
  })
  notifiedOn!: PlainDate;
}

export class CorrectAmountDto {
  @Rials({ description: 'The right amount, in whole rials.' })
  amountRial!: bigint;
  @Reason({ example: 'A zero was missing' })
  reason!: string;
}
