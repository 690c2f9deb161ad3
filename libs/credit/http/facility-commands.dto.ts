import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { ReversalKind } from '../domain/facility-events.js';
import { Choice, Day, Id, Reason, Rials, Text, Whole } from '@misaq/platform/http/request/fields.js';
import { REFERENCE_LENGTH_MAX } from '@misaq/platform/http/request/params.js';

const OWN_BANK = 'The bank that acts; an officer of a bank may leave it out.';

export class IntroduceFacilityDto {
  @Id({
    description: 'Given by whoever introduces; the same again changes nothing.',
    example: 'N16-00001',
  })
  facilityId!: string;
  @Id({
    optional: true,
    description: 'The agency that introduces; its own officers may leave it out.',
    example: 'behzisti',
  })
  agency?: string;
  @Id({ description: 'The agent bank.', example: 'bank-melli' })
  bank!: string;
  @Rials({ description: 'What the applicant asks for, in whole rials.' })
  amountRial!: bigint;
  @Day({ example: '1401-10-01' })
  introducedOn!: PlainDate;
  @Id({ example: 'tabriz' })
  county!: string;
  @Id({ example: 'services' })
  sector!: string;
  @Whole({ max: 100_000, description: 'Jobs that the facility is to make.', example: 1 })
  plannedJobs!: number;
  @Text({
    optional: true,
    description:
      'A national ID, or whatever the agency calls the applicant by. Only a pseudonym of it is recorded.',
    example: 'file 17 of 1401',
  })
  applicantId?: string;
}

export class DeclineFacilityDto {
  @Id({ optional: true, description: OWN_BANK, example: 'bank-melli' })
  bank?: string;
  @Day({ example: '1401-10-05' })
  declinedOn!: PlainDate;
  @Reason({ example: 'No guarantor' })
  reason!: string;
}

const WITHDRAWERS = ['applicant', 'agency'] as const;

export class WithdrawFacilityDto {
  @Day({ example: '1401-10-05' })
  withdrawnOn!: PlainDate;
  @Choice(WITHDRAWERS, { description: 'Who took the file back.', example: 'applicant' })
  by!: (typeof WITHDRAWERS)[number];
  @Reason({ example: 'Found work' })
  reason!: string;
}

export class PayFacilityDto {
  @Id({ optional: true, description: OWN_BANK, example: 'bank-melli' })
  bank?: string;
  @Rials({ description: 'What was paid, in whole rials.' })
  amountRial!: bigint;
  @Day({ example: '1401-10-10' })
  paidOn!: PlainDate;
  @Text({
    lengthMax: REFERENCE_LENGTH_MAX,
    description: 'The name of the payment at the bank; the same again changes nothing.',
    example: 'melli-17',
  })
  bankReference!: string;
}

const REVERSAL_KINDS = ['returned', 'recorded-in-error'] as const satisfies readonly ReversalKind[];

export class ReversePaymentDto {
  @Id({ optional: true, description: OWN_BANK, example: 'bank-melli' })
  bank?: string;
  @Choice(REVERSAL_KINDS, {
    description: 'The money came back on that day, or it was never paid.',
    example: 'returned',
  })
  kind!: ReversalKind;
  @Day({ example: '1401-10-20' })
  reversedOn!: PlainDate;
  @Reason({ example: 'The guarantor stepped back' })
  reason!: string;
}

export class CloseFacilityDto {
  @Id({ optional: true, description: OWN_BANK, example: 'bank-melli' })
  bank?: string;
  @Day({ example: '1401-10-25' })
  closedOn!: PlainDate;
  @Reason({ example: 'Completed' })
  reason!: string;
}
