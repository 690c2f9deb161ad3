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
import { choiceField, dayField, flagField, idField, poolField } from '@misaq/platform/questions/fields.js';
import { directionField, pageFields, yearFilterField } from '@misaq/platform/questions/common-fields.js';
import { type Asking, asOfDay, type Question } from '@misaq/platform/questions/question.js';
import { notUnderstood, unknownPool } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, ownersIn } from '@misaq/platform/questions/scope.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { BANK_BOARD } from '../banks/projection.js';
import { FACILITIES } from '../facilities/projection.js';
import { isKnownPool, poolsIn } from '../known-pool.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { PAYMENT_SORTS, type PaymentFilter, type PaymentPaging, type PaymentSort } from './queries.js';
import { paymentTable } from './table.js';
import { PAYMENT_TIMINGS, type PaymentTiming, type VerdictOfPayments } from './timing.js';
import {
  type PaymentItem,
  paymentItem,
  type PaymentPage,
  type PaymentReader,
  paymentSumsItem,
} from './wire.js';

export interface PaymentsParams extends PageParams {
  /** Over all pools when it is left out. */
  readonly pool?: string | undefined;
  readonly province?: string | undefined;
  /** Jalali. */
  readonly year?: number | undefined;
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
  readonly county?: string | undefined;
  readonly facility?: string | undefined;
  readonly paidFrom?: string | undefined;
  readonly paidTo?: string | undefined;
  readonly reportedFrom?: string | undefined;
  readonly reportedTo?: string | undefined;
  readonly timing?: PaymentTiming | undefined;
  readonly reportedAfterDeadline?: boolean | undefined;
  readonly reversed?: boolean | undefined;
  readonly contested?: boolean | undefined;
  /** As of the beginning of which day the verdicts are looked at. */
  readonly asOf?: string | undefined;
  readonly sort?: PaymentSort | undefined;
  readonly direction?: Direction | undefined;
}

/** What a question that is asked over all pools cannot be filtered by. */
const OF_ONE_POOL = ['county', 'timing', 'reportedAfterDeadline'] as const;

/** Payments with their sums; an officer sees those of the own agency or bank. */
export const payments: Question<PaymentsParams, PaymentPage> = {
  name: 'payments',
  path: 'payments',
  fields: {
    ...pageFields,
    pool: poolField({ optional: true, description: 'Of one pool; over all pools when left out.' }),
    province: idField({ optional: true, example: 'east-azerbaijan' }),
    year: yearFilterField,
    agency: idField({ optional: true, example: 'behzisti' }),
    bank: idField({ optional: true, example: 'bank-refah' }),
    county: idField({ optional: true, example: 'tabriz', description: 'Only with a pool.' }),
    facility: idField({ optional: true, example: 'N16-00001' }),
    paidFrom: dayField({ optional: true, description: 'The first day of payment.' }),
    paidTo: dayField({ optional: true, description: 'The last day of payment.' }),
    reportedFrom: dayField({ optional: true, description: 'The first day on which payments were recorded.' }),
    reportedTo: dayField({ optional: true, description: 'The last day on which payments were recorded.' }),
    timing: choiceField(PAYMENT_TIMINGS, {
      optional: true,
      description: "Against the deadline of the agency's verdict. Only with a pool.",
    }),
    reportedAfterDeadline: flagField({
      optional: true,
      description: 'Paid by the deadline, recorded only after it. Only with a pool.',
    }),
    reversed: flagField({ optional: true, description: 'Whether it came back or was recorded in error.' }),
    contested: flagField({ optional: true, description: 'Whether the credit behind it had been moved.' }),
    asOf: dayField({
      optional: true,
      description: 'Verdicts as of the beginning of a day (today when left out).',
    }),
    sort: choiceField(PAYMENT_SORTS, { optional: true, description: 'By the day of payment when left out.' }),
    direction: directionField,
  },
  needs: 'read',
  scope(asker, params) {
    const scope = concernedScope(asker);
    holdToOwn(asker, scope, params);
    holdToOnePool(params);
    return scope;
  },
  from: [FACILITIES, CREDIT_BOARD, BANK_BOARD, REGISTER],
  async find(asking) {
    const { models, params } = asking;
    const { limit = PAGE_DEFAULT } = params;
    const list = listIn(payments, params);
    const after = placeIn(list, params, ['text', 'text', 'text', 'text']);
    const found = models.payments.payments(filterOf(asking), await verdictsOf(asking), {
      ...orderOf(params),
      limit,
      ...(after !== undefined && { after }),
    });
    const reader = readerOf(asking);
    return {
      items: found.payments.map((payment) => paymentItem(payment, reader)),
      next: nextOf(list, found.next),
      total: found.sums.payments,
      sums: paymentSumsItem(found.sums, reader),
    };
  },
  table: {
    file: ({ pool }) => ['payments', ...(pool === undefined ? [] : [pool])],
    async of(asking) {
      const { models, params, today } = asking;
      const { pool } = params;
      const [filter, verdicts, reader] = [filterOf(asking), await verdictsOf(asking), readerOf(asking)];
      const rows = everyPage<PaymentItem, Place>((after) => {
        const paging = { ...orderOf(params), limit: ROWS_A_PAGE, ...(after !== undefined && { after }) };
        const found = models.payments.payments(filter, verdicts, paging);
        return {
          rows: found.payments.map((payment) => paymentItem(payment, reader)),
          next: found.next,
          total: found.sums.payments,
        };
      });
      const names = (kind: 'agency' | 'bank') =>
        pool === undefined
          ? namesAnywhere(models.register, kind, today)
          : namesOfPool(models.register, pool, kind, today);
      return paymentTable(rows, { agency: names('agency'), bank: names('bank') });
    },
  },
};

/** @throws QuestionRefusedError when verdicts or counties are asked of no pool in particular */
function holdToOnePool(params: PaymentsParams): void {
  if (params.pool !== undefined) return;
  const field = OF_ONE_POOL.find((name) => params[name] !== undefined);
  if (field === undefined) return;
  throw notUnderstood({
    field,
    code: 'pool_needed',
    message: `${field} can be asked of one pool only; give pool.`,
  });
}

function filterOf({ models, params, scope }: Asking<PaymentsParams>): PaymentFilter {
  const { limit: _limit, cursor: _cursor, sort: _sort, direction: _direction, ...given } = params;
  const { asOf: _asOf, province, year, agency, bank, ...wanted } = given;
  const { province: own, ...held } = scope;
  const pools = poolsIn(models, { province, year }, own);
  const owner = { ...ownersIn({ agency, bank }), ...held, ...(own !== undefined && { province: own }) };
  return { ...wanted, ...owner, ...(pools && { pools }) } as PaymentFilter;
}

function orderOf({ sort, direction }: PaymentsParams): PaymentPaging {
  return { ...(sort !== undefined && { sort }), descending: direction === 'falling' };
}

function readerOf({ positions, scope, params }: Asking<PaymentsParams>): PaymentReader {
  return { placeOf: positions.ofEvent, isBank: scope.bank !== undefined, inPool: params.pool !== undefined };
}

/** @throws QuestionRefusedError `unknown_pool` */
async function verdictsOf(asking: Asking<PaymentsParams>): Promise<readonly VerdictOfPayments[]> {
  const { models, params, scope, slice } = asking;
  const { pool } = params;
  if (pool === undefined) return [];
  if (parsePool(pool) === undefined || !isKnownPool(models, pool, scope)) throw unknownPool(pool);
  const found = await models.credit.standing(pool, asOfDay(asking), { ...(slice && { slice }) });
  return found?.agencies ?? [];
}
