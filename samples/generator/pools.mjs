import { csv } from './csv.mjs';
import { jalali } from './days.mjs';
import { nationalId } from './national-id.mjs';
import { weightedDraw } from './random.mjs';
import { AGENCIES, BANKS, COUNTIES, PROVINCE } from './register.mjs';

/**
 * @typedef {object} Payment
 * @property {number} on
 * @property {number} toman
 * @property {string} [reference] given by {@link numbered}
 * @property {{ on: number, reason: 'returned' | 'recorded-in-error' }} [reversed]
 * @property {boolean} [again] paid once more after a payment that was recorded in error
 *
 * @typedef {object} Facility
 * @property {string} [id] given by {@link numbered}
 * @property {string} agency
 * @property {string} bank
 * @property {number} toman
 * @property {number} introducedOn
 * @property {string} county
 * @property {string} sector
 * @property {number} plannedJobs
 * @property {number} [applicant] given by {@link numbered}
 * @property {Payment[]} payments
 * @property {{ on: number, reason: string }} [declined]
 */

export const poolOf = (programme) => `${PROVINCE}-1401-${programme}`;

/**
 * Support reaches small counties a little more than in proportion to their population: the weight is population to the
 * power of 3/4. It uses two square roots, which are exact on every machine; a general power is not.
 */
const drawCounty = weightedDraw(COUNTIES, ({ people, pace }) => Math.sqrt(people * Math.sqrt(people)) * pace);
const drawSector = new Map(
  AGENCIES.map(({ id, sectors }) => [id, weightedDraw(Object.entries(sectors), ([, share]) => share)]),
);

/** The county and sector of a facility of this agency. */
export function placed(chance, agency) {
  const [sector] = drawSector.get(agency)(chance);
  return { agency, county: drawCounty(chance).id, sector };
}

/**
 * Gives facilities, applicants and payments their numbers, in order of date, as offices and banks would.
 * @param {readonly Facility[]} facilities
 */
export function numbered(facilities, { prefix, digits, people }) {
  const inOrder = [...facilities].sort((a, b) => a.introducedOn - b.introducedOn);
  inOrder.forEach((facility, at) => {
    facility.id = `${prefix}-${String(at + 1).padStart(digits, '0')}`;
    facility.applicant = people + at;
  });
  const payments = inOrder.flatMap((facility) => facility.payments.map((payment) => ({ facility, payment })));
  payments.sort((a, b) => a.payment.on - b.payment.on);
  payments.forEach(({ facility, payment }, at) => {
    const { code } = BANKS.find(({ id }) => id === facility.bank);
    const date = jalali(payment.on).replaceAll('-', '');
    payment.reference = `${code}-${date}-${prefix}${String(at + 1).padStart(digits, '0')}`;
  });
  return inOrder;
}

/** @param {readonly { id: string, agency: string, toman: number, notifiedOn: number }[]} allocations */
export function allocationsFile(programme, allocations) {
  return csv(
    ['pool', 'allocation_id', 'agency', 'amount_toman', 'notified_on'],
    allocations.map(({ id, agency, toman, notifiedOn }) => [
      poolOf(programme),
      id,
      agency,
      toman,
      jalali(notifiedOn),
    ]),
  );
}

/** @param {readonly Facility[]} facilities */
export function introductionsFile(programme, facilities) {
  return csv(
    [
      ...['pool', 'facility_id', 'agency', 'bank', 'amount_toman', 'introduced_on'],
      ...['county', 'sector', 'planned_jobs', 'applicant_id'],
    ],
    facilities.map((facility) => [
      poolOf(programme),
      facility.id,
      facility.agency,
      facility.bank,
      facility.toman,
      jalali(facility.introducedOn),
      facility.county,
      facility.sector,
      facility.plannedJobs,
      nationalId(facility.applicant),
    ]),
  );
}

/** Payments in order of their day. @param {readonly Facility[]} facilities @param {(payment: Payment) => boolean} which */
export function paymentsFile(programme, facilities, which = () => true) {
  const rows = facilities.flatMap((facility) =>
    facility.payments.filter(which).map((payment) => ({ facility, payment })),
  );
  rows.sort((a, b) => a.payment.on - b.payment.on || (a.payment.reference < b.payment.reference ? -1 : 1));
  return csv(
    ['pool', 'facility_id', 'bank', 'amount_toman', 'paid_on', 'bank_reference'],
    rows.map(({ facility, payment }) => [
      poolOf(programme),
      facility.id,
      facility.bank,
      payment.toman,
      jalali(payment.on),
      payment.reference,
    ]),
  );
}

/** @param {readonly Facility[]} facilities */
export function reversalsFile(programme, facilities) {
  const rows = facilities.flatMap((facility) =>
    facility.payments
      .filter(({ reversed }) => reversed !== undefined)
      .map((payment) => ({ facility, payment, reversed: payment.reversed })),
  );
  rows.sort((a, b) => a.reversed.on - b.reversed.on);
  return csv(
    ['pool', 'facility_id', 'bank', 'bank_reference', 'reversed_on', 'reason'],
    rows.map(({ facility, payment, reversed }) => [
      poolOf(programme),
      facility.id,
      facility.bank,
      payment.reference,
      jalali(reversed.on),
      reversed.reason,
    ]),
  );
}

const toPersianDigits = (text) => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]);

/**
 * Declines as a bank's own sheet has them: Persian headers, dates with Persian digits and slashes, and the bank by
 * its name instead of its identifier.
 * @param {readonly Facility[]} facilities
 */
export function declinesFileInPersian(programme, facilities) {
  const rows = facilities.filter(({ declined }) => declined !== undefined);
  rows.sort((a, b) => a.declined.on - b.declined.on);
  return csv(
    ['منبع اعتبار', 'شناسه تسهیلات', 'بانک عامل', 'تاریخ رد', 'دلیل'],
    rows.map(({ id, bank, declined }) => [
      poolOf(programme),
      id,
      BANKS.find((known) => known.id === bank).name,
      toPersianDigits(jalali(declined.on).replaceAll('-', '/')),
      declined.reason,
    ]),
  );
}
