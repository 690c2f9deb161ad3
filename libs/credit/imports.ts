import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { creditRefusals } from './domain/refusals.js';
import type { Refusals } from '@misaq/platform/kernel/refusals.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import {
  type ImportKindDefinition,
  type Place,
  planned,
  reasonOf,
} from '@misaq/platform/imports/import-kind.js';
import type { RowReader } from '@misaq/platform/imports/row-reader.js';

const REFERENCE_LENGTH_MAX = 80;
const PLANNED_JOBS_MAX = 100_000;

/**
 * Reasons of a reversal that say the payment was never made; with any other the money came back. The whole reason must
 * be one of these: a payment that never was changes past verdicts, and a word in a sentence must not do that.
 */
const RECORDED_IN_ERROR = new Set(
  [
    'recorded in error',
    'in error',
    'error',
    'recorded by mistake',
    'by mistake',
    'mistake',
    'اشتباه',
    'خطا',
    'ثبت اشتباه',
    'اشتباه در ثبت',
    'خطای ثبت',
  ].map(foldForSearch),
);

/** A row may give the name of an organisation, where a command gives its id. */
const REFUSALS = {
  ...creditRefusals,
  unknown_organisation: {
    kind: 'against_rule',
    en: 'No agency, bank, sector or county of that name is in the register.',
    fa: 'دستگاه، بانک، بخش یا شهرستانی با این نام در فهرست سازمان‌ها نیست.',
  },
  organisation_inactive: {
    kind: 'against_rule',
    en: 'The organisation was not yet, or is no longer, active on that day.',
    fa: 'سازمان در آن روز هنوز فعال نبوده یا دیگر فعال نیست.',
  },
} as const satisfies Refusals;

const CREDIT_PLACES: Readonly<Record<string, Place>> = {
  unknown_pool: 'pool',
  unknown_facility: 'facility_id',
  facility_not_open: 'facility_id',
  facility_already_paid: 'facility_id',
  unknown_payment: 'bank_reference',
  before_last_payment: 'day',
  wrong_bank: 'bank',
  paid_before_introduced: 'day',
  before_introduction: 'day',
  reversed_before_paid: 'day',
  beyond_facility: 'amount',
  credit_exhausted: 'amount',
  conflicts_with_recorded: 'key',
};

export const creditKinds = {
  allocations: {
    nameFa: 'ابلاغ اعتبار',
    place: 3,
    columns: ['pool', 'allocation_id', 'agency', 'amount_toman', 'notified_on'],
    act: 'allocate-credit',
    lanes: { AllocateCredit: 'none' },
    day: 'notified_on',
    key: 'allocation_id',
    refusals: REFUSALS,
    places: CREDIT_PLACES,
    read(row) {
      const pool = row.pool();
      const notifiedOn = row.day('notified_on');
      const fields = row.complete({
        allocationId: row.identifier('allocation_id'),
        agency: row.organisation('agency', pool?.name.province, notifiedOn),
        amountRial: row.amount(),
        notifiedOn,
      });
      return fields && planned(row, fields.notifiedOn, { type: 'AllocateCredit', ...fields }, pool?.pool);
    },
  },
  introductions: {
    nameFa: 'معرفی متقاضیان',
    place: 4,
    columns: [
      'pool',
      'facility_id',
      'agency',
      'bank',
      'amount_toman',
      'introduced_on',
      'county',
      'sector',
      'planned_jobs',
      'applicant_id',
    ],
    act: 'introduce',
    lanes: { IntroduceFacility: 'none' },
    day: 'introduced_on',
    key: 'facility_id',
    refusals: REFUSALS,
    places: CREDIT_PLACES,
    fieldColumns: { applicant: 'applicant_id' },
    read(row) {
      const pool = row.pool();
      const province = pool?.name.province;
      const introducedOn = row.day('introduced_on');
      const applicant = row.applicantOrEmpty('applicant_id');
      const fields = row.complete({
        facilityId: row.identifier('facility_id'),
        agency: row.organisation('agency', province, introducedOn),
        bank: row.organisation('bank', province, introducedOn),
        amountRial: row.amount(),
        introducedOn,
        county: row.organisation('county', province, introducedOn),
        sector: row.organisation('sector', province, introducedOn),
        plannedJobs: row.wholeNumber('planned_jobs', 0, PLANNED_JOBS_MAX),
      });
      if (fields === undefined) return undefined;
      const command = { type: 'IntroduceFacility', ...fields, ...present({ applicant }) } as const;
      return planned(row, fields.introducedOn, command, pool?.pool);
    },
  },
  declines: {
    nameFa: 'رد تسهیلات',
    place: 5,
    columns: ['pool', 'facility_id', 'bank', 'declined_on', 'reason'],
    act: 'decline',
    lanes: { DeclineFacility: 'none' },
    day: 'declined_on',
    key: 'facility_id',
    refusals: REFUSALS,
    places: CREDIT_PLACES,
    read(row) {
      const pool = row.pool();
      const declinedOn = row.day('declined_on');
      const fields = row.complete({
        facilityId: row.identifier('facility_id'),
        bank: row.organisation('bank', pool?.name.province, declinedOn),
        declinedOn,
        reason: reasonOf(row),
      });
      return fields && planned(row, fields.declinedOn, { type: 'DeclineFacility', ...fields }, pool?.pool);
    },
  },
  payments: {
    nameFa: 'پرداخت‌ها',
    place: 6,
    hidesCreditFromBanks: true,
    columns: ['pool', 'facility_id', 'bank', 'amount_toman', 'paid_on', 'bank_reference'],
    act: 'pay',
    lanes: { PayFacility: 'none' },
    day: 'paid_on',
    key: 'bank_reference',
    refusals: REFUSALS,
    places: CREDIT_PLACES,
    read(row) {
      const pool = row.pool();
      const paidOn = row.day('paid_on');
      const fields = row.complete({
        facilityId: row.identifier('facility_id'),
        bank: row.organisation('bank', pool?.name.province, paidOn),
        amountRial: row.amount(),
        paidOn,
        bankReference: referenceOf(row),
      });
      return fields && planned(row, fields.paidOn, { type: 'PayFacility', ...fields }, pool?.pool);
    },
  },
  reversals: {
    nameFa: 'برگشت پرداخت',
    place: 7,
    columns: ['pool', 'facility_id', 'bank', 'bank_reference', 'reversed_on', 'reason'],
    act: 'reverse-payment',
    lanes: { ReversePayment: 'none' },
    day: 'reversed_on',
    key: 'bank_reference',
    refusals: REFUSALS,
    places: CREDIT_PLACES,
    read(row) {
      const pool = row.pool();
      const reversedOn = row.day('reversed_on');
      const fields = row.complete({
        facilityId: row.identifier('facility_id'),
        bank: row.organisation('bank', pool?.name.province, reversedOn),
        bankReference: referenceOf(row),
        reversedOn,
        reason: reasonOf(row),
      });
      if (fields === undefined) return undefined;
      const inError = RECORDED_IN_ERROR.has(foldForSearch(fields.reason.replaceAll('-', ' ')));
      const kind = inError ? 'recorded-in-error' : 'returned';
      return planned(row, fields.reversedOn, { type: 'ReversePayment', ...fields, kind }, pool?.pool);
    },
  },
} satisfies Readonly<Record<string, ImportKindDefinition>>;

/** With ASCII digits: one reference typed on two keyboards is one payment. */
function referenceOf(row: RowReader): string | undefined {
  const reference = row.text('bank_reference', REFERENCE_LENGTH_MAX);
  return reference === undefined ? undefined : asciiDigits(reference);
}
