import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { CREDIT_EVENTS, type PoolOpened } from '../../domain/events.js';
import { FACILITY_EVENTS, type FacilityEvent } from '../../domain/facility-events.js';
import { LOT_EVENTS, type LotEvent } from '../../domain/lot-events.js';
import { evolveLots, type Lot, type LotAsJson, lotJson, parseLot } from '../../domain/lots.js';
import { plainPolicy, type Policy } from '../../domain/policy.js';
import { bankReport, postings, type Posting } from '../../domain/postings.js';
import { isAmong } from '@misaq/platform/kernel/event-types.js';
import { defineProjection } from '@misaq/platform/projections/projection.js';
import { records } from '@misaq/platform/projections/records.js';
import { sums } from '@misaq/platform/projections/sums.js';
import type { Tables } from '@misaq/platform/projections/table.js';
import { changesOf, readWithWithdrawals, withdrawalsTable } from '../facility-states.js';
import { poolOf } from '../../domain/pool-stream.js';

export const CREDIT_BOARD = 'credit-board';

const tables = {
  /** The `PoolOpened` of each pool. */
  pools: records<['pool'], PoolOpened>(['pool']),
  policies: records<['pool', 'version'], Policy>(['pool', 'version']),
  lots: records<['pool', 'lotId'], LotAsJson>(['pool', 'lotId']),
  /** The pools in which an agency has credit or introduced an applicant. */
  parts: records<['agency', 'pool'], true>(['agency', 'pool']),
  /** The postings of the domain, summed up by day. */
  days: sums({
    key: ['pool', 'agency', 'day', 'reportedOn'],
    rials: ['introducedRial', 'paidRial', 'pendingRial'],
  }),
  /** Numbers of facilities by state, and of payments that were contested when they were recorded. */
  facilities: sums({
    key: ['pool', 'agency'],
    counts: [
      'introduced',
      'waiting',
      'paidInFull',
      'declined',
      'withdrawn',
      'closed',
      'payments',
      'contestedPayments',
      'plannedJobs',
    ],
  }),
  /** Facilities of an agency that wait for money, by bank. */
  waiting: sums({ key: ['pool', 'agency', 'bank'], counts: ['facilities'], rials: ['waitingRial'] }),
  /** Waiting amounts by day of introduction. */
  waitingSince: sums({ key: ['pool', 'agency', 'bank', 'introducedOn'], rials: ['waitingRial'] }),
  /** Returned money by day of payment and day of return. */
  returns: sums({ key: ['pool', 'agency', 'paidOn', 'returnedOn'], rials: ['returnedRial'] }),
  /** The last day on which a bank recorded anything in a pool. */
  bankReports: records<['pool', 'bank'], PlainDate>(['pool', 'bank']),
  withdrawals: withdrawalsTable,
  /** How many events a pool has: as long as there are no more, what was worked out of its tables holds. */
  events: sums({ key: ['pool'], counts: ['events'] }),
};

export const creditBoardProjection = defineProjection({
  name: CREDIT_BOARD,
  schemaVersion: 8,
  tables,
  types: CREDIT_EVENTS,
  apply(event, work) {
    const pool = poolOf(event.stream);
    work.events.row(pool).events += 1;
    if (isAmong(FACILITY_EVENTS, event)) applyFacility(event, pool, work);
    else if (isAmong(LOT_EVENTS, event)) keepLots(event, pool, Number(event.position), work);
    if (event.type === 'PoolOpened') work.pools.set([pool], event.data);
    if (event.type === 'PolicyAdopted') {
      // The policy alone, without its reason and its extended lots.
      const { version } = event.data;
      work.policies.set([pool, version], { version, ...plainPolicy(event.data) });
    }
  },
});

function applyFacility(recorded: FacilityEvent, pool: string, work: Tables<typeof tables>): void {
  const event = readWithWithdrawals(recorded, pool, work.withdrawals);
  for (const posting of postings(event)) addPosting(posting, pool, work);
  countFacilities(event, pool, work);
  const report = bankReport(event);
  if (report !== undefined && report.on > (work.bankReports.get(pool, report.bank) ?? ''))
    work.bankReports.set([pool, report.bank], report.on);
}

function addPosting(
  { agency, bank, on, reportedOn, introducedRial, paidRial, pendingRial, returnOfPaidOn }: Posting,
  pool: string,
  { days, waitingSince, returns }: Tables<typeof tables>,
): void {
  const day = days.row(pool, agency, on, reportedOn);
  day.introducedRial += introducedRial;
  day.paidRial += paidRial;
  day.pendingRial += pendingRial;
  if (pendingRial !== 0n) waitingSince.row(pool, agency, bank, on).waitingRial += pendingRial;
  if (returnOfPaidOn !== undefined) returns.row(pool, agency, returnOfPaidOn, on).returnedRial -= paidRial;
}

function countFacilities(
  event: FacilityEvent,
  pool: string,
  { facilities, waiting, parts }: Tables<typeof tables>,
): void {
  const change = changesOf(event);
  const row = facilities.row(pool, change.agency);
  row.introduced += change.introduced;
  row.waiting += change.waiting;
  row.paidInFull += change.paidInFull;
  row.declined += change.declined;
  row.withdrawn += change.withdrawn;
  row.closed += change.closed;
  row.payments += change.payments;
  const atBank = waiting.row(pool, change.agency, change.bank);
  atBank.facilities += change.waiting;
  atBank.waitingRial += change.waitingRial;
  if (event.type === 'FacilityIntroduced') {
    row.plannedJobs += event.data.plannedJobs;
    takePart(change.agency, pool, parts);
  }
  if (event.type === 'FacilityPaid' && event.data.overdrawnRial !== undefined) row.contestedPayments += 1;
}

function keepLots(
  event: LotEvent,
  pool: string,
  recorded: number,
  { lots, policies, parts }: Tables<typeof tables>,
): void {
  const before = new Map<string, Lot>();
  for (const lotId of lotsOf(event)) {
    const kept = lots.get(pool, lotId);
    if (kept !== undefined) before.set(lotId, parseLot(kept));
  }
  const after = new Map(before);
  let adopted = 0;
  while (policies.get(pool, adopted + 1) !== undefined) adopted += 1;
  evolveLots(after, event, { policies: adopted, recorded });
  for (const [lotId, lot] of after) {
    if (before.get(lotId) === lot) continue;
    lots.set([pool, lotId], lotJson(lot));
    takePart(lot.agency, pool, parts);
  }
}

/** Written once: most events are of agencies that have a part already. */
function takePart(agency: string, pool: string, parts: Tables<typeof tables>['parts']): void {
  if (parts.get(agency, pool) === undefined) parts.set([agency, pool], true);
}

/** The existing lots that an event changes. */
function lotsOf(event: LotEvent): readonly string[] {
  switch (event.type) {
    case 'CreditAllocated':
      return [];
    case 'AllocationCorrected':
      return [event.data.allocationId];
    case 'PolicyAdopted':
      return event.data.extendedLots.map(({ lotId }) => lotId);
    case 'CreditReallocated':
      return event.data.transfers.flatMap(({ takes }) => takes.map(({ lotId }) => lotId));
    case 'ReallocationReversed':
      return [event.data.lotId, ...event.data.returns.map(({ lotId }) => lotId)];
  }
}
