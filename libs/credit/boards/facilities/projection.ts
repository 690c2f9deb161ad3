import {
  FACILITY_EVENTS,
  type FacilityPaid,
  type FacilityPaymentReversed,
} from '../../domain/facility-events.js';
import { rial } from '@misaq/platform/kernel/money.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { oddIds } from '@misaq/platform/projections/spellings.js';
import { rows } from '@misaq/platform/projections/rows.js';
import { searchKey } from './search-key.js';
import { sums } from '@misaq/platform/projections/sums.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { poolOf } from '../../domain/pool-stream.js';

export const FACILITIES = 'facilities';

/** Of what waits for money. */
export const PENDING = "ended = '' AND paidRial < amountRial";

const tables = {
  /**
   * One row a facility, for lists. Reasons stay in the log: a detail view reads the facility's few events. `ended` is
   * empty while it is open.
   */
  facilities: rows({
    key: ['pool', 'facilityId'],
    // `searchKey` is the id as it is searched for.
    texts: ['agency', 'bank', 'county', 'sector', 'introducedOn', 'ended', 'endedOn', 'searchKey'],
    wholes: ['amountRial', 'plannedJobs'],
    added: ['paidRial', 'payments'],
    indexes: [
      { name: 'facilitiesByCounty', on: ['pool', 'county', 'facilityId'] },
      { name: 'facilitiesByDay', on: ['introducedOn', 'pool', 'facilityId'] },
      { name: 'facilitiesByOddPool', on: ['pool'], where: oddIds('pool') },
      { name: 'facilitiesByOddId', on: ['pool', 'facilityId'], where: oddIds('facilityId') },
      { name: 'facilitiesBySearchKey', on: ['searchKey', 'pool', 'facilityId'] },
      // What waits for money, with all that a list of it is filtered by and adds up.
      {
        name: 'facilitiesPending',
        on: [
          'bank',
          'pool',
          'agency',
          'introducedOn',
          'facilityId',
          'county',
          'sector',
          'searchKey',
          'ended',
          'amountRial',
          'paidRial',
          'plannedJobs',
        ],
        where: PENDING,
      },
    ],
  }),
  /**
   * One row a payment, also of one that came back or was recorded in error. A facility has one bank, so that a
   * reference of the bank names one payment of it. `reversal` is empty while the payment stands.
   */
  payments: rows({
    key: ['pool', 'agency', 'paidOn', 'facilityId', 'bankReference'],
    texts: ['bank', 'introducedOn', 'reportedOn', 'reversal', 'reversedOn', 'reversalReportedOn'],
    wholes: ['amountRial', 'overdrawnRial', 'position', 'reversalPosition'],
    indexes: [
      { name: 'paymentsByDay', on: ['pool', 'paidOn', 'facilityId', 'bankReference'] },
      { name: 'paymentsByDayAnywhere', on: ['paidOn', 'pool', 'facilityId', 'bankReference'] },
      { name: 'paymentsByReport', on: ['reportedOn'] },
      { name: 'paymentsReversed', on: ['pool'], where: "reversal <> ''" },
      { name: 'paymentsContested', on: ['pool'], where: 'overdrawnRial > 0' },
    ],
  }),
  /** The same payments, added up for lists that are filtered by nothing else. */
  paymentSums: sums({
    key: ['pool', 'agency', 'bank'],
    counts: ['payments', 'reversed', 'contested'],
    rials: ['amountRial', 'reversedRial', 'contestedRial'],
  }),
  /** How many events a pool has: as long as there are no more, what was added up of its facilities holds. */
  events: sums({ key: ['pool'], counts: ['events'] }),
};

export const facilitiesProjection = defineProjection({
  name: FACILITIES,
  schemaVersion: 4,
  tables,
  types: FACILITY_EVENTS,
  apply(event, work) {
    const { facilities } = work;
    const pool = poolOf(event.stream);
    work.events.row(pool).events += 1;
    const end = (facilityId: string, ended: string, endedOn: string): void => {
      facilities.change([pool, facilityId], { set: { ended, endedOn } });
    };
    switch (event.type) {
      case 'FacilityIntroduced': {
        const { facilityId, agency, bank, county, sector, introducedOn, amountRial, plannedJobs } =
          event.data;
        facilities.insert([pool, facilityId], {
          agency,
          bank,
          county,
          sector,
          introducedOn,
          ended: '',
          endedOn: '',
          searchKey: searchKey(facilityId),
          amountRial: rial(amountRial),
          plannedJobs,
        });
        return;
      }
      case 'IntroductionCorrected':
        facilities.change([pool, event.data.facilityId], {
          set: { amountRial: rial(event.data.amountRial) },
        });
        return;
      case 'FacilityPaid':
        facilities.change([pool, event.data.facilityId], {
          add: { paidRial: rial(event.data.amountRial), payments: 1 },
        });
        addPayment(event.data, pool, Number(event.position), work);
        return;
      case 'FacilityPaymentReversed':
        facilities.change([pool, event.data.facilityId], {
          add: { paidRial: -rial(event.data.amountRial), payments: -1 },
        });
        reversePayment(event.data, pool, Number(event.position), work);
        return;
      case 'FacilityDeclined':
        end(event.data.facilityId, 'declined', event.data.declinedOn);
        return;
      case 'FacilityWithdrawn':
        end(event.data.facilityId, 'withdrawn', event.data.withdrawnOn);
        return;
      case 'FacilityClosed':
        end(event.data.facilityId, 'closed', event.data.closedOn);
        return;
    }
  },
});

type Work = Tables<typeof tables>;

function addPayment(
  paid: FacilityPaid,
  pool: string,
  position: number,
  { payments, paymentSums }: Work,
): void {
  const { agency, bank, facilityId, bankReference, introducedOn, paidOn, reportedOn } = paid;
  const amountRial = rial(paid.amountRial);
  const overdrawnRial = rial(paid.overdrawnRial ?? '0');
  payments.insert([pool, agency, paidOn, facilityId, bankReference], {
    bank,
    introducedOn,
    reportedOn,
    reversal: '',
    reversedOn: '',
    reversalReportedOn: '',
    amountRial,
    overdrawnRial,
    position,
    reversalPosition: 0,
  });
  const row = paymentSums.row(pool, agency, bank);
  row.payments += 1;
  row.amountRial += amountRial;
  if (overdrawnRial === 0n) return;
  row.contested += 1;
  row.contestedRial += amountRial;
}

function reversePayment(
  reversed: FacilityPaymentReversed,
  pool: string,
  position: number,
  { payments, paymentSums }: Work,
): void {
  const { agency, bank, facilityId, bankReference, paidOn, kind, reversedOn, reportedOn } = reversed;
  payments.change([pool, agency, paidOn, facilityId, bankReference], {
    set: { reversal: kind, reversedOn, reversalReportedOn: reportedOn, reversalPosition: position },
  });
  const row = paymentSums.row(pool, agency, bank);
  row.reversed += 1;
  row.reversedRial += rial(reversed.amountRial);
}
