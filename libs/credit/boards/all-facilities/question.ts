import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { Place } from '@misaq/platform/projections/sorted-page.js';
import { namesAnywhere, namesOfPool } from '@misaq/platform/questions/names.js';
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
import {
  choiceField,
  choiceListField,
  dayField,
  flagField,
  idField,
  poolField,
  textField,
  wholeField,
} from '@misaq/platform/questions/fields.js';
import { directionField, pageFields, yearFilterField } from '@misaq/platform/questions/common-fields.js';
import type { Asking, Question } from '@misaq/platform/questions/question.js';
import { notUnderstood, unknownPool } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, ownersIn } from '@misaq/platform/questions/scope.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { BANK_BOARD } from '../banks/projection.js';
import { FACILITY_STATUSES, type FacilityStatus } from '../facilities/facility-status.js';
import { FACILITIES } from '../facilities/projection.js';
import { isKnownPool } from '../known-pool.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { introducedBy, workingAges } from '../working-age.js';
import {
  ALL_FACILITIES_SORTS,
  type AllFacilitiesFilter,
  type AllFacilitiesPaging,
  type AllFacilitiesSort,
  type CreditBehind,
} from './queries.js';
import { allFacilitiesTable } from './table.js';
import { type AllFacilitiesPage, type FacilityAnywhereItem, facilityAnywhereItem } from './wire.js';

export interface AllFacilitiesParams extends PageParams {
  /** Over all pools when it is left out. */
  readonly pool?: string | undefined;
  readonly province?: string | undefined;
  /** Jalali. */
  readonly year?: number | undefined;
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
  readonly county?: string | undefined;
  readonly sector?: string | undefined;
  readonly pending?: boolean | undefined;
  readonly statuses?: readonly FacilityStatus[] | undefined;
  readonly introducedFrom?: string | undefined;
  readonly introducedTo?: string | undefined;
  /** Only what was introduced at least so many working days ago. */
  readonly minWorkingDays?: number | undefined;
  /** Only where the time of the credit behind it is up within so many working days. */
  readonly dueWithin?: number | undefined;
  readonly search?: string | undefined;
  readonly sort?: AllFacilitiesSort | undefined;
  readonly direction?: Direction | undefined;
}

/** What a list of all that was ever introduced in all pools cannot be asked for. */
const OF_ONE_POOL = [
  'county',
  'sector',
  'introducedFrom',
  'introducedTo',
  'minWorkingDays',
  'dueWithin',
] as const;
const SORTS_ANYWHERE: readonly AllFacilitiesSort[] = ['facilityId', 'introducedOn'];

/** The facilities of all pools; an officer sees the files of the own agency or bank. */
export const allFacilities: Question<AllFacilitiesParams, AllFacilitiesPage> = {
  name: 'all-facilities',
  path: 'facilities',
  fields: {
    ...pageFields,
    pool: poolField({ optional: true, description: 'Of one pool; over all pools when left out.' }),
    province: idField({ optional: true, example: 'east-azerbaijan' }),
    year: yearFilterField,
    agency: idField({ optional: true, example: 'behzisti' }),
    bank: idField({ optional: true, example: 'bank-refah' }),
    county: idField({ optional: true, example: 'tabriz' }),
    sector: idField({ optional: true, example: 'services' }),
    pending: flagField({
      optional: true,
      description:
        'Whether it waits for money. Files that were paid in part wait too: the boards count them as waiting.',
    }),
    statuses: choiceListField(FACILITY_STATUSES, { optional: true, example: 'waiting,paid-in-part' }),
    introducedFrom: dayField({ optional: true, description: 'The first day of introduction.' }),
    introducedTo: dayField({ optional: true, description: 'The last day of introduction.' }),
    minWorkingDays: wholeField({
      optional: true,
      max: 1000,
      description: 'Introduced at least so many working days ago.',
    }),
    dueWithin: wholeField({
      optional: true,
      max: 1000,
      description: 'The time of the credit behind it is up within so many working days.',
    }),
    search: textField({
      optional: true,
      lengthMax: 80,
      description:
        'A part of the id, in any spelling; its beginning where neither a pool nor `pending=true` is given.',
    }),
    sort: choiceField(ALL_FACILITIES_SORTS, {
      optional: true,
      description: 'By id when left out. `deadline`: the least time left first, then the longest wait.',
    }),
    direction: directionField,
  },
  needs: 'read',
  scope(asker, params) {
    const scope = concernedScope(asker);
    holdToOwn(asker, scope, params);
    holdToBounds(params);
    return scope;
  },
  from: [FACILITIES, CREDIT_BOARD, BANK_BOARD, REGISTER],
  async find(asking) {
    const { models, params } = asking;
    const { limit = PAGE_DEFAULT, sort } = params;
    const list = listIn(allFacilities, params);
    const after = placeIn(
      list,
      params,
      sort === 'deadline' ? ['text', 'text', 'text', 'text'] : ['text', 'text', 'text'],
    );
    const found = models.allFacilities.allFacilities(filterOf(asking), await creditOf(asking), {
      ...orderOf(params),
      limit,
      ...(after !== undefined && { after }),
    });
    const ages = agesOf(asking);
    return {
      items: found.facilities.map((facility) => facilityAnywhereItem(facility, ages)),
      next: nextOf(list, found.next),
      total: found.sums.facilities,
      sums: found.sums,
    };
  },
  table: {
    file: ({ pool }) => ['facilities', ...(pool === undefined ? [] : [pool])],
    async of(asking) {
      const { models, params, today } = asking;
      const { pool } = params;
      const [filter, credit, ages] = [filterOf(asking), await creditOf(asking), agesOf(asking)];
      const rows = everyPage<FacilityAnywhereItem, Place>((after) => {
        const paging = { ...orderOf(params), limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const found = models.allFacilities.allFacilities(filter, credit, paging);
        return {
          rows: found.facilities.map((facility) => facilityAnywhereItem(facility, ages)),
          next: found.next,
          total: found.sums.facilities,
        };
      });
      const names = (kind: 'agency' | 'bank') =>
        pool === undefined
          ? namesAnywhere(models.register, kind, today)
          : namesOfPool(models.register, pool, kind, today);
      return allFacilitiesTable(rows, { agency: names('agency'), bank: names('bank') });
    },
  },
};

/** @throws QuestionRefusedError when a list without bounds would have to be looked through */
function holdToBounds(params: AllFacilitiesParams): void {
  const { pool, pending, sort = 'facilityId' } = params;
  if (pool !== undefined || pending === true) return;
  const field = OF_ONE_POOL.find((name) => params[name] !== undefined);
  if (field === undefined && SORTS_ANYWHERE.includes(sort)) return;
  const named = field ?? 'sort';
  throw notUnderstood({
    field: named,
    code: 'pool_needed',
    message: `${named} can be asked of one pool, or of what is pending; give pool or pending=true.`,
  });
}

function filterOf({ params, scope }: Asking<AllFacilitiesParams>): AllFacilitiesFilter {
  const { pool, county, sector, pending, statuses, introducedFrom, introducedTo, search } = params;
  const bank = scope.bank ?? params.bank;
  const given = { pool, bank, county, sector, pending, statuses, introducedFrom, introducedTo, search };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function orderOf({ sort, direction }: AllFacilitiesParams): AllFacilitiesPaging {
  return { ...(sort !== undefined && { sort }), descending: direction === 'falling' };
}

function agesOf({ models, today }: Asking<object>): (pool: string, introducedOn: PlainDate) => number {
  const byProvince = new Map<string, (introducedOn: PlainDate) => number>();
  return (pool, introducedOn) => {
    const province = parsePool(pool)?.province ?? pool;
    let ages = byProvince.get(province);
    if (ages === undefined)
      byProvince.set(province, (ages = workingAges(models.register.calendar(province), today)));
    return ages(introducedOn);
  };
}

/**
 * The credit behind the files that are meant.
 * @throws QuestionRefusedError `unknown_pool`
 */
async function creditOf(asking: Asking<AllFacilitiesParams>): Promise<readonly CreditBehind[]> {
  const { models, params, scope, today, slice } = asking;
  const { dueWithin, minWorkingDays } = params;
  const { agency } = { ...ownersIn({ agency: params.agency }), ...scope };
  const found: CreditBehind[] = [];
  for (const pool of poolsMeant(asking)) {
    const standing = await models.credit.standing(pool, today, { ...(slice && { slice }) });
    const oldest =
      minWorkingDays === undefined
        ? undefined
        : introducedBy(models.register.calendar(parsePool(pool)?.province ?? pool), today, minWorkingDays);
    for (const { agency: id, nextDeadline, workingDaysLeft } of standing?.agencies ?? []) {
      if (agency !== undefined && !isSameText(id, agency)) continue;
      if (dueWithin !== undefined && (workingDaysLeft === undefined || workingDaysLeft > dueWithin)) continue;
      found.push({
        pool,
        agency: id,
        ...(nextDeadline !== undefined && { deadline: nextDeadline }),
        ...(workingDaysLeft !== undefined && { workingDaysLeft }),
        ...(oldest !== undefined && { introducedBy: oldest }),
      });
    }
  }
  return found;
}

/** @throws QuestionRefusedError `unknown_pool` */
function poolsMeant({ models, params, scope }: Asking<AllFacilitiesParams>): readonly string[] {
  const { pool: asked, province, year } = params;
  if (asked !== undefined && !isKnownPool(models, asked, scope)) throw unknownPool(asked);
  const { agency, bank } = scope;
  const seen =
    bank === undefined
      ? models.credit.pools(agency === undefined ? {} : { agency }).pools.map(({ pool }) => pool)
      : models.banks.poolsOf(bank).map(({ pool }) => pool);
  return seen.filter((pool) => {
    const name = parsePool(pool);
    return (
      (asked === undefined || isSameText(pool, asked)) &&
      (scope.province === undefined || name?.province === scope.province) &&
      (province === undefined || isSameText(name?.province ?? '', province)) &&
      (year === undefined || name?.year === year)
    );
  });
}
