import { LogPosition } from '@misaq/platform/http/request/fields.js';
import type { GivenPosition } from '@misaq/platform/questions/positions.js';

export class LiveQuery {
  @LogPosition({ optional: true, description: 'Begin with what changed after this position of the log.' })
  after?: GivenPosition;
}
