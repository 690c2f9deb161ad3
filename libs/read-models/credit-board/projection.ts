import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { CreditEvent } from '@misaq/domain/credit/events.js';
import { evolveLots, lotJson, parseLot, type Lot } from '@misaq/domain/credit/lots.js';
import { plainPolicy } from '@misaq/domain/credit/policy.js';
import { bankReport, postings, type Posting } from '@misaq/domain/credit/postings.js';
import type { JsonValue } from '@misaq/domain/kernel/decision.js';
import { defineProjection } from '@misaq/projections/projection.js';
import { records } from '@misaq/projections/records.js';
import { sums } from '@misaq/projections/sums.js';
import type { Tables } from '@misaq/projections/table.js';
import { CREDIT_TYPES } from '../events.js';
import { changesOf, readWithWithdrawals, withdrawalsTable } from '../facility-states.js';
import { poolOf } from '../pool-stream.js';

export const CREDIT_BOARD = 'credit-board';

const tables = {
  /** Of each pool its `PoolOpened`. */
  pools: records<['pool'], JsonValue>(['pool']),
  policies: records<['pool', 'version'], JsonValue>(['pool', 'version']),
  lots: records<['pool', 'lotId'], JsonValue>(['pool', 'lotId']),
  /** The postings of the domain, added up by day. */
  days: sums({
    key: ['pool', 'agency', 'day', 'reportedOn'],
    rials: ['introducedRial', 'paidRial', 'pendingRial'],
  }),
  /** How many facilities stand where, and how many payments were contested when they were recorded. */
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
  /** What waits for money of an agency's credit, by the bank it waits at. */
  waiting: sums({ key: ['pool', 'agency', 'bank'], counts: ['facilities'], rials: ['waitingRial'] }),
  /** The same by the day of the introduction. */
  waitingSince: sums({ key: ['pool', 'agency', 'bank', 'introducedOn'], rials: ['waitingRial'] }),
  /** Money that came back, by the day on which it had been paid and the day of its return. */
  returns: sums({ key: ['pool', 'agency', 'paidOn', 'returnedOn'], rials: ['returnedRial'] }),
  /** The last day on which a bank recorded anything in a pool. */
  bankReports: records<['pool', 'bank'], PlainDate>(['pool', 'bank']),
  withdrawals: withdrawalsTable,
};

export const creditBoardProjection = defineProjection({
  name: CREDIT_BOARD,
  schemaVersion: 6,
  tables,
  types: CREDIT_TYPES,
  apply(stored, work) {
    const pool = poolOf(stored.stream);
    const event = readWithWithdrawals(stored as unknown as CreditEvent, pool, work.withdrawals);
    for (const posting of postings(event)) addPosting(posting, pool, work);
    countFacilities(event, pool, work);
    keepLots(event, pool, Number(stored.position), work);
    const report = bankReport(event);
    if (report !== undefined && report.on > (work.bankReports.get(pool, report.bank) ?? ''))
      work.bankReports.set([pool, report.bank], report.on);
    if (event.type === 'PoolOpened') work.pools.set([pool], { ...event.data });
    if (event.type === 'PolicyAdopted') {
      // The policy alone, without why it was adopted and for which lots.
      const { version } = event.data;
      const policy = plainPolicy(event.data);
      work.policies.set([pool, version], { version, ...policy, clock: { ...policy.clock } });
    }
  },
});

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
  event: CreditEvent,
  pool: string,
  { facilities, waiting }: Tables<typeof tables>,
): void {
  const change = changesOf(event);
  if (change === undefined) return;
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
  if (event.type === 'FacilityIntroduced') row.plannedJobs += event.data.plannedJobs;
  if (event.type === 'FacilityPaid' && event.data.overdrawnRial !== undefined) row.contestedPayments += 1;
}

function keepLots(
  event: CreditEvent,
  pool: string,
  recorded: number,
  { lots, policies }: Tables<typeof tables>,
): void {
  const touched = lotsOf(event);
  if (touched === undefined) return;
  const before = new Map<string, Lot>();
  for (const lotId of touched) {
    const kept = lots.get(pool, lotId);
    if (kept !== undefined) before.set(lotId, parseLot(kept));
  }
  const after = new Map(before);
  let adopted = 0;
  while (policies.get(pool, adopted + 1) !== undefined) adopted += 1;
  evolveLots(after, event, { policies: adopted, recorded });
  for (const [lotId, lot] of after) if (before.get(lotId) !== lot) lots.set([pool, lotId], lotJson(lot));
}

/** The lots that an event changes and that stood before it; undefined when it changes none. */
function lotsOf(event: CreditEvent): readonly string[] | undefined {
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
    case 'PoolOpened':
    case 'FacilityIntroduced':
    case 'IntroductionCorrected':
    case 'FacilityDeclined':
    case 'FacilityWithdrawn':
    case 'FacilityPaid':
    case 'FacilityPaymentReversed':
    case 'FacilityClosed':
    case 'PoolReviewed':
    case 'ReviewSuperseded':
    case 'ReallocationDismissed':
      return undefined;
  }
}
