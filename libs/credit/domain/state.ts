import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { rial, sumRial, type Rial } from '@misaq/platform/kernel/money.js';
import { Spellings } from '@misaq/platform/kernel/spelling.js';
import type { PoolName } from '@misaq/platform/kernel/streams.js';
import { isAmong } from '@misaq/platform/kernel/event-types.js';
import type { CreditEvent } from './events.js';
import { FACILITY_EVENTS, type FacilityEvent } from './facility-events.js';
import type { LotEvent } from './lot-events.js';
import type { CreditReallocated, PoolReviewed, ReallocationReversed } from './review-events.js';
import { asRecordedByVersion2 } from './earlier-events.js';
import { lastReviewOf, type LastReview, type ReviewFate } from './due-review.js';
import { type Ending, type Facility, FacilityBook } from './facility.js';
import { copyAccount, emptyAccount, post, type Account, type PoolFigures } from './figures.js';
import { amountNow, evolveLots, type Lot, type Recording } from './lots.js';
import { plainPolicy, type Policy } from './policy.js';
import { bankReport, postings } from './postings.js';

/**
 * What a pool keeps in memory to decide with. The maps are changed in place: a pool has tens of thousands of facilities
 * and decides tens of thousands of commands a second. The values in the maps are immutable and only replaced.
 */
export interface PoolState {
  name: PoolName | undefined;
  /** In order of version. */
  readonly policies: Policy[];
  readonly lots: Map<string, Lot>;
  /** Spellings of the ids of lots, which include those of allocations. */
  readonly lotSpellings: Spellings;
  /** The recorded content of each allocation, compared with a repeated allocation. */
  readonly allocations: Map<
    string,
    { readonly agency: string; readonly amountRial: Rial; readonly notifiedOn: PlainDate }
  >;
  readonly accounts: Map<string, Account>;
  /** Sum of the current amounts of an agency's lots. */
  readonly credit: Map<string, Rial>;
  facilities: FacilityBook;
  readonly reviews: Map<string, ReviewRecord>;
  /** The last day on which each bank recorded anything. */
  readonly bankReports: Map<string, PlainDate>;
  openReviewId: string | undefined;
  lastReview: LastReview | undefined;
  readonly reallocations: Map<string, CreditReallocated>;
  /** By reversal id. */
  readonly reversals: Map<string, ReallocationReversed>;
}

export interface ReviewRecord {
  readonly reviewId: string;
  readonly requestedBy: string;
  readonly status: 'open' | 'superseded' | 'approved' | 'dismissed';
  /** Who approved or dismissed it, when and why. */
  readonly decided?: ReviewDecision;
  /** Kept only while the review is open: an approval is compared with it. */
  readonly review?: PoolReviewed;
}

export interface ReviewDecision {
  readonly by: string;
  readonly on: PlainDate;
  readonly reason: string;
}

export function initialPool(): PoolState {
  return {
    name: undefined,
    policies: [],
    lots: new Map(),
    lotSpellings: new Spellings(),
    allocations: new Map(),
    accounts: new Map(),
    credit: new Map(),
    facilities: new FacilityBook(),
    reviews: new Map(),
    bankReports: new Map(),
    openReviewId: undefined,
    lastReview: undefined,
    reallocations: new Map(),
    reversals: new Map(),
  };
}

/** An independent copy. A file can be rehearsed on it row by row without changing the live state. */
export function forkPool(state: PoolState): PoolState {
  return {
    ...state,
    policies: [...state.policies],
    lots: new Map(state.lots),
    lotSpellings: state.lotSpellings.copy(),
    allocations: new Map(state.allocations),
    accounts: new Map([...state.accounts].map(([agency, account]) => [agency, copyAccount(account)])),
    credit: new Map(state.credit),
    facilities: state.facilities.copy(),
    reviews: new Map(state.reviews),
    bankReports: new Map(state.bankReports),
    reallocations: new Map(state.reallocations),
    reversals: new Map(state.reversals),
  };
}

/** Approximate size of a state in bytes, so that a cache of states can be bounded. Mostly the facilities grow. */
export function poolBytes(state: PoolState): number {
  let days = 0;
  for (const account of state.accounts.values()) days += account.days.size;
  return 4_096 + state.facilities.bytes + days * 250 + state.lots.size * 400 + state.reviews.size * 300;
}

/** The last review with the decision on it. */
export function lastReviewWithFate(state: PoolState): (LastReview & ReviewFate) | undefined {
  const { lastReview } = state;
  if (lastReview === undefined) return undefined;
  const { reviewId } = lastReview;
  const status = state.reviews.get(reviewId)?.status ?? 'open';
  if (status !== 'approved') return { ...lastReview, status };
  const returned = [...state.reversals.values()].filter((each) => each.reviewId === reviewId);
  const returnedRial = sumRial(returned.map(({ amountRial }) => rial(amountRial)));
  return { ...lastReview, status, returnedRial };
}

/** The figures to which the rule is applied. */
export function figuresOf(state: PoolState): PoolFigures {
  const lotsByAgency = new Map<string, Lot[]>([...state.accounts.keys()].map((agency) => [agency, []]));
  for (const lot of state.lots.values()) {
    const lots = lotsByAgency.get(lot.agency);
    if (lots === undefined) lotsByAgency.set(lot.agency, [lot]);
    else lots.push(lot);
  }
  return {
    policies: state.policies,
    agencies: [...lotsByAgency].map(([agency, lots]) => {
      const account = state.accounts.get(agency);
      return {
        agency,
        lots,
        days: [...(account?.days.values() ?? [])],
        waiting: [...(account?.waiting.values() ?? [])],
        returns: [...(account?.returns.values() ?? [])],
      };
    }),
    bankReports: state.bankReports,
  };
}

const NO_PAYMENTS: Facility['payments'] = [];

/** Applies one event to a pool, in place. It never refuses: an event in the log has happened. */
export function evolvePool(state: PoolState, event: CreditEvent): PoolState {
  return isAmong(FACILITY_EVENTS, event)
    ? evolveFacilities(
        state,
        asRecordedByVersion2(event, (facilityId) => withdrawnOn(state, facilityId)),
      )
    : evolveCredit(state, event);
}

/** Applies events about credit and reviews. */
function evolveCredit(state: PoolState, event: Exclude<CreditEvent, FacilityEvent>): PoolState {
  switch (event.type) {
    case 'PoolOpened':
      state.name = { province: event.data.province, year: event.data.year, programme: event.data.programme };
      return state;
    case 'PolicyAdopted': {
      const { version } = event.data;
      state.policies.push({ version, ...plainPolicy(event.data) });
      evolveLots(state.lots, event, recordingIn(state));
      return state;
    }
    case 'CreditAllocated': {
      const { allocationId, agency, amountRial, notifiedOn } = event.data;
      state.lotSpellings.add(allocationId);
      state.allocations.set(allocationId, { agency, amountRial: rial(amountRial), notifiedOn });
      return withLots(state, event);
    }
    case 'AllocationCorrected':
      return withLots(state, event);
    case 'PoolReviewed': {
      const { reviewId, requestedBy } = event.data;
      state.reviews.set(reviewId, { reviewId, requestedBy, status: 'open', review: event.data });
      state.openReviewId = reviewId;
      state.lastReview = lastReviewOf(event.data, state.lots.size);
      return state;
    }
    case 'ReviewSuperseded':
      return settle(state, event.data.reviewId, 'superseded');
    case 'CreditReallocated':
      state.reallocations.set(event.data.reviewId, event.data);
      return withLots(
        settle(state, event.data.reviewId, 'approved', {
          by: event.data.approvedBy,
          on: event.data.approvedOn,
          reason: event.data.reason,
        }),
        event,
      );
    case 'ReallocationDismissed':
      return settle(state, event.data.reviewId, 'dismissed', {
        by: event.data.dismissedBy,
        on: event.data.dismissedOn,
        reason: event.data.reason,
      });
    case 'ReallocationReversed':
      state.reversals.set(event.data.reversalId, event.data);
      return withLots(state, event);
  }
}

// Longer than 60 lines: one case for each event.
function evolveFacilities(state: PoolState, event: FacilityEvent): PoolState {
  for (const posting of postings(event)) {
    let account = state.accounts.get(posting.agency);
    if (account === undefined) state.accounts.set(posting.agency, (account = emptyAccount(posting.agency)));
    post(account, posting);
  }
  const report = bankReport(event);
  if (report !== undefined && report.on > (state.bankReports.get(report.bank) ?? ''))
    state.bankReports.set(report.bank, report.on);
  switch (event.type) {
    case 'FacilityIntroduced': {
      const { facilityId, amountRial, agency, bank, introducedOn, reportedOn, county, sector, plannedJobs } =
        event.data;
      // Written out, because an object made by spreading takes a third more memory (measured), and there are thousands.
      state.facilities.set(facilityId, {
        agency,
        bank,
        amountRial,
        introducedRial: amountRial,
        introducedOn,
        ...(reportedOn !== undefined && { reportedOn }),
        county,
        sector,
        plannedJobs,
        applicant: event.data.applicant ?? null,
        payments: NO_PAYMENTS,
        ended: null,
      });
      return state;
    }
    case 'IntroductionCorrected':
      return change(state, event.data.facilityId, (facility) => ({
        ...facility,
        amountRial: event.data.amountRial,
      }));
    case 'FacilityDeclined':
      return end(state, event.data.facilityId, {
        status: 'declined',
        on: event.data.declinedOn,
        reason: event.data.reason,
        by: 'bank',
      });
    case 'FacilityWithdrawn':
      return end(state, event.data.facilityId, {
        status: 'withdrawn',
        on: event.data.withdrawnOn,
        reason: event.data.reason,
        by: event.data.by,
      });
    case 'FacilityClosed':
      return end(state, event.data.facilityId, {
        status: 'closed',
        on: event.data.closedOn,
        reason: event.data.reason,
        by: 'bank',
      });
    case 'FacilityPaid': {
      const { facilityId, bankReference, amountRial, paidOn, reportedOn } = event.data;
      const payment = { bankReference, amountRial, paidOn, reportedOn, reversal: null };
      return change(state, facilityId, (facility) => ({
        ...facility,
        payments: [...facility.payments, payment],
      }));
    }
    case 'FacilityPaymentReversed': {
      const { facilityId, bankReference, kind, reversedOn: on, reason } = event.data;
      return change(state, facilityId, (facility) => ({
        ...facility,
        payments: facility.payments.map((payment) =>
          payment.bankReference === bankReference ? { ...payment, reversal: { kind, on, reason } } : payment,
        ),
      }));
    }
  }
}

function withdrawnOn({ facilities }: PoolState, facilityId: string): PlainDate | undefined {
  const ended = facilities.get(facilityId)?.ended;
  return ended?.status === 'withdrawn' ? ended.on : undefined;
}

function withLots(state: PoolState, event: LotEvent): PoolState {
  evolveLots(state.lots, event, recordingIn(state));
  const credit = new Map(agenciesWhoseLotsChange(event).map((agency) => [agency, 0n]));
  for (const lot of state.lots.values()) {
    const sum = credit.get(lot.agency);
    if (sum !== undefined) credit.set(lot.agency, sum + amountNow(lot));
  }
  for (const [agency, sum] of credit) state.credit.set(agency, sum);
  return state;
}

function agenciesWhoseLotsChange({ type, data }: LotEvent): readonly string[] {
  switch (type) {
    case 'CreditAllocated':
    case 'AllocationCorrected':
      return [data.agency];
    case 'CreditReallocated':
      return data.transfers.flatMap(({ from, to }) => [from, to]);
    case 'ReallocationReversed':
      return [data.from, data.to];
    case 'PolicyAdopted':
      return [];
  }
}

function recordingIn({ policies, lots }: PoolState): Recording {
  return { policies: policies.length, recorded: lots.size };
}

function change(state: PoolState, facilityId: string, to: (facility: Facility) => Facility): PoolState {
  const facility = state.facilities.get(facilityId);
  if (facility === undefined) throw new Error(`no facility ${facilityId}`);
  state.facilities.set(facilityId, to(facility));
  return state;
}

function end(state: PoolState, facilityId: string, ended: Ending): PoolState {
  return change(state, facilityId, (facility) => ({ ...facility, ended }));
}

function settle(
  state: PoolState,
  reviewId: string,
  status: 'superseded' | 'approved' | 'dismissed',
  decided?: ReviewDecision,
): PoolState {
  const record = state.reviews.get(reviewId);
  if (record === undefined) throw new Error(`no review ${reviewId}`);
  const { requestedBy } = record;
  state.reviews.set(reviewId, { reviewId, requestedBy, status, ...(decided !== undefined && { decided }) });
  if (state.openReviewId === reviewId) state.openReviewId = undefined;
  return state;
}
