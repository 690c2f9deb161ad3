import { Whole } from '../http/fields.js';

export class LiveQuery {
  @Whole({ optional: true, description: 'Begin with what changed after this position of the log.' })
  after?: number;
}
