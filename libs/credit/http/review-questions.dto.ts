import { Choice } from '@misaq/platform/http/request/fields.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

const STATUSES = ['open', 'superseded', 'approved', 'dismissed'];

export class ReviewsQuery extends PageQuery {
  @Choice(STATUSES, { optional: true, description: 'Only those that ended so.' })
  status?: string;
}
