import { Id, JalaliYear, PoolId } from './fields.js';

/** The parts of an address. */
export class PoolParams {
  @PoolId()
  pool!: string;
}

export class ProvinceParams {
  @Id({ example: 'east-azerbaijan' })
  province!: string;
}

export class PlanParams extends ProvinceParams {
  @JalaliYear()
  year!: number;
}

export class ReviewParams extends PoolParams {
  @Id({ example: 'east-azerbaijan-1401-note16-review-1' })
  reviewId!: string;
}

export class FacilityParams extends PoolParams {
  @Id({ example: 'N16-00001' })
  facilityId!: string;
}

export class JobParams {
  @Id({ example: 'EA1401-00001' })
  jobId!: string;
}

export class ImportParams {
  @Id()
  importId!: string;
}

export class PrincipalParams {
  @Id({ example: 'labour-1' })
  principalId!: string;
}
