import { IMPORT_KINDS, type ImportKind } from '@misaq/imports/domain/events.js';
import { Choice } from '@misaq/platform/http/request/fields.js';
import { PageQuery } from '@misaq/platform/http/request/paging.js';

const STATUSES = ['accepted', 'completed'] as const;

export class ImportsQuery extends PageQuery {
  @Choice(IMPORT_KINDS, { optional: true })
  kind?: ImportKind;
  @Choice(STATUSES, { optional: true, description: '`accepted`: rows are being applied.' })
  status?: (typeof STATUSES)[number];
}
