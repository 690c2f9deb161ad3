import { Choice, Id } from '@misaq/platform/http/request/fields.js';
import { READ_MODEL_NAMES } from '@misaq/platform/projections/names.js';

export class ProjectionParams {
  @Choice(READ_MODEL_NAMES, { example: 'credit-board' })
  name!: string;
}

export class KindOfTasksParams {
  @Id({ example: 'import-abcdefghijklmnop' })
  kind!: string;
}

export class TaskParams {
  @Id({ example: 'webhook' })
  kind!: string;
  @Id({ example: '2026-11-24' })
  id!: string;
}
