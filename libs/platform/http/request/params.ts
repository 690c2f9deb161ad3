import { ORGANISATION_KINDS, type OrganisationKind } from '@misaq/register/domain/events.js';
import { Choice, Id, JalaliYear, PoolId, Text } from './fields.js';

/*
 * The parts of an address. Identifiers may hold `/` and `:`, so that a client encodes each part.
 */

export class PoolParams {
  @PoolId()
  pool!: string;
}

export class AllocationParams extends PoolParams {
  @Id({ example: 'note16-1401-behzisti-1' })
  allocationId!: string;
}

export class FacilityParams extends PoolParams {
  @Id({ example: 'N16-00001' })
  facilityId!: string;
}

/** As long as the bank reference of a payment may be. */
export const REFERENCE_LENGTH_MAX = 80;

export class PaymentParams extends FacilityParams {
  @Text({ lengthMax: REFERENCE_LENGTH_MAX, example: 'melli-17' })
  bankReference!: string;
}

export class ReviewParams extends PoolParams {
  @Id({ example: 'east-azerbaijan-1401-note16-review-1' })
  reviewId!: string;
}

export class ProvinceParams {
  @Id({ example: 'east-azerbaijan' })
  province!: string;
}

export class OrganisationParams extends ProvinceParams {
  @Choice(ORGANISATION_KINDS, { example: 'agency' })
  kind!: OrganisationKind;
  @Id({ example: 'behzisti' })
  id!: string;
}

export class PlanParams extends ProvinceParams {
  @JalaliYear()
  year!: number;
}

export class JobParams {
  @Id({ example: 'job-1' })
  jobId!: string;
}

export class PrincipalParams {
  @Id({ example: 'a-ahmadi' })
  principalId!: string;
}

export class TokenParams extends PrincipalParams {
  @Id({ example: 'abcdefghjkmn' })
  tokenId!: string;
}

export class ImportParams {
  @Id({ example: 'payments-1401-01' })
  importId!: string;
}
