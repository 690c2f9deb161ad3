import { BANK_BOARD } from '../banks/projection.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { FACILITIES } from './projection.js';
import { FACILITY_SORTS, type FacilityFilter, type FacilityOnList, type FacilitySort } from './queries.js';
import { HISTORY } from '@misaq/platform/history/projection.js';
import { isKnownPool } from '../known-pool.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { facilityTable } from './table.js';
import { type FacilityDetailItem, facilityDetailItem, facilityItem, type FacilityPage } from './wire.js';
import { namesOfPool } from '@misaq/platform/questions/names.js';
import {
  type Direction,
  everyPage,
  listIn,
  nextOf,
  PAGE_DEFAULT,
  type PageParams,
  placeIn,
  ROWS_A_PAGE,
} from '@misaq/platform/questions/pages.js';
import { choiceField, dayField, idField, poolField } from '@misaq/platform/questions/fields.js';
import { directionField, pageFields } from '@misaq/platform/questions/common-fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { QuestionRefusedError, unknownPool } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, ownersIn, type Scope } from '@misaq/platform/questions/scope.js';
import { FACILITY_STATUSES, type FacilityStatus } from './facility-status.js';

export interface FacilitiesParams extends PageParams {
  readonly pool: string;
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
  readonly county?: string | undefined;
  readonly sector?: string | undefined;
  readonly status?: FacilityStatus | undefined;
  readonly introducedFrom?: string | undefined;
  readonly introducedTo?: string | undefined;
  readonly sort?: FacilitySort | undefined;
  readonly direction?: Direction | undefined;
}

/** The applicants introduced in a pool. An officer sees the facilities of the own agency or bank. */
export const facilities: Question<FacilitiesParams, FacilityPage> = {
  name: 'facilities',
  path: 'pools/:pool/facilities',
  fields: {
    pool: poolField(),
    ...pageFields,
    agency: idField({ optional: true, example: 'behzisti' }),
    bank: idField({ optional: true, example: 'bank-refah' }),
    county: idField({ optional: true, example: 'tabriz' }),
    sector: idField({ optional: true, example: 'services' }),
    status: choiceField(FACILITY_STATUSES, { optional: true }),
    introducedFrom: dayField({ optional: true, description: 'The first day of introduction.' }),
    introducedTo: dayField({ optional: true, description: 'The last day of introduction.' }),
    sort: choiceField(FACILITY_SORTS, { optional: true, description: 'By id when left out; ties by id.' }),
    direction: directionField,
  },
  needs: 'read',
  scope(asker, params) {
    const scope = concernedScope(asker);
    holdToOwn(asker, scope, params);
    return scope;
  },
  from: [FACILITIES, CREDIT_BOARD, BANK_BOARD],
  find({ models, params, scope, today }) {
    const { pool, limit = PAGE_DEFAULT } = params;
    if (!isKnownPool(models, pool, scope)) throw unknownPool(pool);
    const list = listIn(facilities, params);
    const after = placeIn(list, params, ['text', 'text']);
    const found = models.facilities.facilities(pool, today, {
      ...filterOf(params, scope),
      limit,
      ...(after !== undefined && { after }),
    });
    return {
      items: found.facilities.map(facilityItem),
      next: nextOf(list, found.next),
      total: found.sums.facilities,
      sums: found.sums,
    };
  },
  table: {
    from: [REGISTER],
    file: ({ pool }) => ['facilities', pool],
    of({ models, params, scope, today }) {
      const { pool } = params;
      if (!isKnownPool(models, pool, scope)) throw unknownPool(pool);
      const filter = filterOf(params, scope);
      const rows = everyPage<FacilityOnList, Place>((after) => {
        const page = { ...filter, limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const found = models.facilities.facilities(pool, today, page);
        return { rows: found.facilities, next: found.next, total: found.sums.facilities };
      });
      return facilityTable(rows, {
        agency: namesOfPool(models.register, pool, 'agency', today),
        bank: namesOfPool(models.register, pool, 'bank', today),
      });
    },
  },
};

export interface FacilityParams {
  readonly pool: string;
  readonly facilityId: string;
}

/** One facility, with its payments, reversals, corrections and its end. */
export const facility: Question<FacilityParams, FacilityDetailItem> = {
  name: 'facility',
  path: 'pools/:pool/facilities/:facilityId',
  fields: {
    pool: poolField(),
    facilityId: idField({ example: 'N16-00001' }),
  },
  needs: 'read',
  scope: concernedScope,
  from: [HISTORY, FACILITIES, CREDIT_BOARD, BANK_BOARD],
  async find({ models, params: { pool, facilityId }, scope, slice }) {
    const unknown = () => new QuestionRefusedError({ name: 'unknown_facility', figures: { facilityId } });
    // The history of a facility is read only for its owner: another officer is refused with the same work as for an id
    // that nothing bears.
    if (!isKnownPool(models, pool, scope)) throw unknown();
    const read = models.facilities.facility(pool, facilityId, ownersIn(scope));
    const found = await (slice === undefined ? read : slice.waitFor(read));
    if (found === undefined) throw unknown();
    return facilityDetailItem(found, scope.bank !== undefined);
  },
};

function filterOf(params: FacilitiesParams, scope: Scope): FacilityFilter & { readonly descending: boolean } {
  const { pool: _pool, limit: _limit, cursor: _cursor, direction, agency, bank, ...wanted } = params;
  const filter = { ...wanted, ...ownersIn({ agency, bank }), ...scope };
  return { ...(filter as FacilityFilter), descending: direction === 'falling' };
}
