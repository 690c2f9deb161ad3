import { LogPosition } from '../http/fields.js';
import type { GivenPosition } from '../http/positions.js';

export class LiveQuery {
  @LogPosition({ optional: true, description: 'Begin with what changed after this position of the log.' })
  after?: GivenPosition;
}
