import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { BASELINE } from '../domain/events.js';
import { COMMITTED_JOBS_MAX } from '../domain/plan.js';
import { Day, Id, Reason, Whole } from '@misaq/platform/http/request/fields.js';

/** Whose promise it is: one number of jobs for each version, agency, sector and county. */
class CommitmentDto {
  @Id({ description: '`baseline`, or the name of a later version.', example: BASELINE })
  version!: string;
  @Id({ example: 'behzisti' })
  agency!: string;
  @Id({ example: 'services' })
  sector!: string;
  @Id({ example: 'tabriz' })
  county!: string;
}

export class AssignCommitmentDto extends CommitmentDto {
  @Whole({ min: 1, max: COMMITTED_JOBS_MAX, example: 120 })
  jobs!: number;
  @Day({ example: '1401-02-01' })
  notifiedOn!: PlainDate;
}

export class ReviseCommitmentDto extends CommitmentDto {
  @Whole({ min: 1, max: COMMITTED_JOBS_MAX, description: 'As it stands from then on.', example: 150 })
  jobs!: number;
  @Day({ example: '1401-06-01' })
  revisedOn!: PlainDate;
  @Reason({ example: 'Raised in session 3' })
  reason!: string;
}

export class WithdrawCommitmentDto extends CommitmentDto {
  @Day({ example: '1401-06-01' })
  withdrawnOn!: PlainDate;
  @Reason({ example: 'Assigned to another agency' })
  reason!: string;
}
