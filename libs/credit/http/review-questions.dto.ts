import { Choice, Day, Flag, Id, PoolId, Whole } from '@misaq/platform/http/request/fields.js';
import { REVIEW_STATUSES, type ReviewStatus } from '../boards/review-inbox/wire.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

const STATUSES = ['open', 'superseded', 'approved', 'dismissed'];

export class ReviewsQuery extends PageQuery {
  @Choice(STATUSES, { optional: true, description: 'Only those that ended so.' })
  status?: string;
}

export class ReviewInboxQuery extends PageQuery {
  @PoolId({ optional: true })
  pool?: string;
  @Id({ optional: true, example: 'east-azerbaijan' })
  province?: string;
  @Whole({ optional: true, min: 1300, max: 1600, example: 1401, description: 'Jalali year.' })
  year?: number;
  @Id({
    optional: true,
    example: 'behzisti',
    description: 'Only those with a transfer from or to this agency.',
  })
  agency?: string;
  @Choice(REVIEW_STATUSES, {
    optional: true,
    description: 'Only those that stand so. `approved` are those that were reversed too.',
  })
  status?: ReviewStatus;
  @Day({ optional: true, description: 'The first day on which they were approved or dismissed.' })
  decidedFrom?: string;
  @Day({ optional: true, description: 'The last day on which they were approved or dismissed.' })
  decidedTo?: string;
  @Flag({ optional: true, description: 'Whether a dry run of the approval of each open review is wanted.' })
  standing?: boolean;
}
