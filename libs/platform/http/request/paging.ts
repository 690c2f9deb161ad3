import { PAGE_DEFAULT, PAGE_MAX } from '@misaq/platform/questions/pages.js';
import { CursorText, Whole } from './fields.js';
import { FreshQuery } from './freshness.js';

export {
  DIRECTIONS,
  type Direction,
  listOf,
  nextOf,
  PAGE_DEFAULT,
  pageOf,
  placeIn,
} from '@misaq/platform/questions/pages.js';

/** What every list may be asked for. */
export class PageQuery extends FreshQuery {
  @Whole({ optional: true, min: 1, max: PAGE_MAX, example: PAGE_DEFAULT, description: 'Items a page.' })
  limit?: number;
  @CursorText({
    optional: true,
    description: '`next` of the page before, for the same list, filters and order.',
  })
  cursor?: string;
}
