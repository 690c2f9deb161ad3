import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { type Gender, GENDERS, type Round, ROUNDS } from '../domain/events.js';
import {
  Choice,
  Day,
  Id,
  JalaliYear,
  NationalId,
  Reason,
  Text,
  Whole,
} from '@misaq/platform/http/request/fields.js';

export class RegisterJobDto {
  @Id({ description: 'Given by whoever registers; the same again changes nothing.', example: 'job-1' })
  jobId!: string;
  @Id({ example: 'east-azerbaijan' })
  province!: string;
  @JalaliYear({ description: 'The year in which it is registered.' })
  year!: number;
  @NationalId({ description: 'Of the person who holds the job. Only a pseudonym of it is recorded.' })
  nationalId!: string;
  @Id({
    optional: true,
    description: 'The agency that registers; its own officers may leave it out.',
    example: 'behzisti',
  })
  agency?: string;
  @Id({ example: 'services' })
  sector!: string;
  @Id({ example: 'tabriz' })
  county!: string;
  @Choice(GENDERS, { example: 'female' })
  gender!: Gender;
  @Text({ optional: true, example: 'diploma' })
  education?: string;
  @Text({ optional: true, example: 'jobless graduate' })
  priorityGroup?: string;
  @Day({ example: '1401-10-10' })
  registeredOn!: PlainDate;
  @Day({ example: '1401-10-01' })
  startedOn!: PlainDate;
  @Id({ optional: true, description: 'The facility it came from.', example: 'N16-00001' })
  facilityId?: string;
  @Id({ optional: true, example: 'note16' })
  programme?: string;
}

export class VerifyJobDto {
  @Whole({ min: 1, max: ROUNDS.length, example: 1 })
  round!: Round;
  @Day({ example: '1401-10-20' })
  on!: PlainDate;
  @Id({
    optional: true,
    description:
      'Whose signature it is. The labour department records it for somebody; others sign themselves, with or without it.',
    example: 'inspector-1',
  })
  verifier?: string;
  @Reason({ optional: true, example: 'Visited on the day' })
  reason?: string;
}

export class RejectJobDto {
  @Whole({ min: 1, max: ROUNDS.length, example: 1 })
  round!: Round;
  @Day({ example: '1401-10-20' })
  on!: PlainDate;
  @Id({
    optional: true,
    description:
      'Whose signature it is. The labour department records it for somebody; others sign themselves, with or without it.',
    example: 'inspector-1',
  })
  verifier?: string;
  @Reason({ example: 'Nobody works there' })
  reason!: string;
}

export class EndJobDto {
  @Day({ example: '1401-10-30' })
  endedOn!: PlainDate;
  @Reason({ optional: true, example: 'Season ended' })
  reason?: string;
}

export class VoidRegistrationDto {
  @Day({ example: '1401-10-30' })
  voidedOn!: PlainDate;
  @Reason({ example: 'Registered twice' })
  reason!: string;
}
