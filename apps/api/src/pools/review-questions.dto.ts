import { Choice } from '../http/fields.js';
import { PageQuery } from '../http/paging.js';

const STATUSES = ['open', 'superseded', 'approved', 'dismissed'];

export class ReviewsQuery extends PageQuery {
  @Choice(STATUSES, { optional: true, description: 'Only those that ended so.' })
  status?: string;
}
