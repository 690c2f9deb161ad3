import { IMPORT_KINDS, type ImportKind } from '@misaq/domain/imports/events.js';
import { Choice } from '../http/fields.js';
import { PageQuery } from '../http/paging.js';

const STATUSES = ['accepted', 'completed'] as const;

export class ImportsQuery extends PageQuery {
  @Choice(IMPORT_KINDS, { optional: true })
  kind?: ImportKind;
  @Choice(STATUSES, { optional: true, description: '`accepted`: rows are being applied.' })
  status?: (typeof STATUSES)[number];
}
