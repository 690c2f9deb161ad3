import { asciiDigits } from '@misaq/calendar/digits.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { Act } from '@misaq/domain/access/roles.js';
import { COMMITTED_JOBS_MAX } from '@misaq/domain/commitments/plan.js';
import type { Round } from '@misaq/domain/employment/events.js';
import type { ImportKind } from '@misaq/domain/imports/events.js';
import { present } from '@misaq/domain/kernel/recorded.js';
import { foldForSearch } from '@misaq/domain/kernel/text.js';
import { choices } from './cells.js';
import type { PlannedRow, RowCommand } from './planned-row.js';
import type { RowReader } from './row-reader.js';

/** How the row of a kind of file becomes a command; undefined when the reader has noted what is wrong. */
type ReadRow = (row: RowReader) => PlannedRow | undefined;

const KINDS = choices({
  agency: ['دستگاه', 'دستگاه اجرایی'],
  bank: ['بانک', 'بانک عامل'],
  sector: ['بخش', 'بخش اقتصادی'],
  county: ['شهرستان'],
});
const OWNERSHIPS = choices({ state: ['public', 'دولتی'], private: ['خصوصی'] });
const GENDERS = choices({ female: ['f', 'woman', 'زن'], male: ['m', 'man', 'مرد'] });
const VERDICTS = choices({
  verified: [
    'approved',
    'accepted',
    'confirmed',
    'تأیید',
    'تایید',
    'تأیید شد',
    'تایید شد',
    'تأیید شده',
    'تایید شده',
  ],
  rejected: ['refused', 'رد', 'رد شد', 'رد شده'],
});

const REASON_LENGTH_MAX = 2_000;
const REFERENCE_LENGTH_MAX = 80;
const TEXT_LENGTH_MAX = 200;
const FIRST_YEAR = 1300;
const LAST_YEAR = 1600;
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

export const READERS: Readonly<Record<ImportKind, ReadRow>> = {
  organisations(row) {
    const fields = row.complete({
      province: row.identifier('province'),
      kind: row.choice('kind', KINDS),
      id: row.identifier('id'),
      name: row.text('name', TEXT_LENGTH_MAX),
      ownership: row.has('ownership') ? row.choice('ownership', OWNERSHIPS) : null,
      activeFrom: row.day('active_from'),
    });
    if (fields === undefined) return undefined;
    const { ownership, ...rest } = fields;
    const command = {
      type: 'RegisterOrganisation',
      ...rest,
      ...(ownership !== null && { ownership }),
    } as const;
    return planned(row, fields.activeFrom, command);
  },

  commitments(row) {
    const province = row.identifier('province');
    const notifiedOn = row.day('notified_on');
    const fields = row.complete({
      province,
      year: row.wholeNumber('year', FIRST_YEAR, LAST_YEAR),
      version: row.identifier('version'),
      agency: row.organisation('agency', province, notifiedOn),
      sector: row.organisation('sector', province, notifiedOn),
      county: row.organisation('county', province, notifiedOn),
      jobs: row.wholeNumber('jobs', 1, COMMITTED_JOBS_MAX),
      notifiedOn,
    });
    return fields && planned(row, fields.notifiedOn, { type: 'AssignCommitment', ...fields });
  },

  allocations(row) {
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

  introductions(row) {
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

  declines(row) {
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

  payments(row) {
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

  reversals(row) {
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

  jobs(row) {
    const province = row.identifier('province');
    const registeredOn = row.day('registered_on');
    const optional = {
      education: row.textOrEmpty('education', TEXT_LENGTH_MAX),
      priorityGroup: row.textOrEmpty('priority_group', TEXT_LENGTH_MAX),
      facilityId: row.identifierOrEmpty('facility_id'),
      programme: row.identifierOrEmpty('programme'),
    };
    const fields = row.complete({
      jobId: row.identifier('job_id'),
      province,
      year: row.wholeNumber('year', FIRST_YEAR, LAST_YEAR),
      personId: row.personId('national_id'),
      agency: row.organisation('agency', province, registeredOn),
      sector: row.organisation('sector', province, registeredOn),
      county: row.organisation('county', province, registeredOn),
      gender: row.choice('gender', GENDERS),
      registeredOn,
      startedOn: row.day('started_on'),
    });
    return (
      fields && planned(row, fields.registeredOn, { type: 'RegisterJob', ...fields, ...present(optional) })
    );
  },

  verifications(row) {
    const fields = row.complete({
      jobId: row.identifier('job_id'),
      round: row.wholeNumber('round', 1, 3) as Round | undefined,
      verdict: row.choice('verdict', VERDICTS),
      verifier: row.identifier('verifier'),
      on: row.day('on'),
    });
    if (fields === undefined) return undefined;
    const { verdict, ...round } = fields;
    if (verdict === 'verified') {
      const reason = row.textOrEmpty('reason', REASON_LENGTH_MAX);
      return planned(row, round.on, { type: 'VerifyJob', ...round, ...present({ reason }) });
    }
    const why = row.complete({ reason: reasonOf(row) });
    return why && planned(row, round.on, { type: 'RejectJob', ...round, ...why });
  },

  'job-endings'(row) {
    const reason = row.textOrEmpty('reason', REASON_LENGTH_MAX);
    const fields = row.complete({ jobId: row.identifier('job_id'), endedOn: row.day('ended_on') });
    return fields && planned(row, fields.endedOn, { type: 'EndJob', ...fields, ...present({ reason }) });
  },
};

/** Of a decision about somebody else's money or job: it stands in the history, and an empty one would explain nothing. */
function reasonOf(row: RowReader): string | undefined {
  return row.text('reason', REASON_LENGTH_MAX);
}

/** The right that the rows of a kind need. */
export const ACT_OF: Readonly<Record<ImportKind, Act>> = {
  organisations: 'manage-register',
  commitments: 'plan-commitments',
  allocations: 'allocate-credit',
  introductions: 'introduce',
  declines: 'decline',
  payments: 'pay',
  reversals: 'reverse-payment',
  jobs: 'register-job',
  verifications: 'verify-job',
  'job-endings': 'end-job',
};

function planned(row: RowReader, on: PlainDate, command: RowCommand, pool = ''): PlannedRow {
  const { amountColumn } = row;
  return { row: row.row, on, pool, ...(amountColumn === 'amount_rial' && { amountColumn }), command };
}

/** With ASCII digits: one reference typed on two keyboards is one payment. */
function referenceOf(row: RowReader): string | undefined {
  const reference = row.text('bank_reference', REFERENCE_LENGTH_MAX);
  return reference === undefined ? undefined : asciiDigits(reference);
}
