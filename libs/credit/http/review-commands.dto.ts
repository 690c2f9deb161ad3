import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { Day, Id, Reason, Rials } from '@misaq/platform/http/request/fields.js';

export class RequestReviewDto {
  @Day({ description: 'The day as of which the rule is applied; not after today.', example: '1401-11-02' })
  asOf!: PlainDate;
}

export class DecideReviewDto {
  @Reason({ example: 'Session of 2 Bahman 1401' })
  reason!: string;
}

export class ReverseReallocationDto {
  @Id({ description: 'Given by whoever reverses; the same again changes nothing.', example: 'reversal-1' })
  reversalId!: string;
  @Id({ description: 'The agency that gave, and gets back.', example: 'behzisti' })
  from!: string;
  @Id({ description: 'The agency that received, and gives back.', example: 'relief-committee' })
  to!: string;
  @Rials({ description: 'How much, in whole rials.' })
  amountRial!: bigint;
  @Reason({ example: 'A payment of the agency had been reported late' })
  reason!: string;
}
