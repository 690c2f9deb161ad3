import { Id, PoolId } from './fields.js';

/** The parts of an address. */
export class PoolParams {
  @PoolId()
  pool!: string;
}

export class ProvinceParams {
  @Id({ example: 'east-azerbaijan' })
  province!: string;
}
