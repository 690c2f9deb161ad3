import { Choice, Id } from '@misaq/platform/http/request/fields.js';
import { PROJECTIONS } from '@misaq/platform/questions/read-models.js';

const NAMES = PROJECTIONS.map(({ name }) => name);

export class ProjectionParams {
  @Choice(NAMES, { example: 'credit-board' })
  name!: string;
}

export class KindOfJobsParams {
  @Id({ example: 'import-abcdefghijklmnop' })
  kind!: string;
}

export class JobOfSchedulerParams {
  @Id({ example: 'webhook' })
  kind!: string;
  @Id({ example: '2026-11-24' })
  id!: string;
}
