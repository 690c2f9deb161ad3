import { sumRial } from '@misaq/platform/kernel/money.js';
import type { PoolReviewed } from '@misaq/credit/domain/review-events.js';
import type { ProgrammeTotals } from '@misaq/credit/boards/pools/queries.js';
import { refusalMessage } from '@misaq/platform/text/refusals.js';
import { agencyItem } from '@misaq/credit/boards/pools/wire.js';
import { endOfDey } from './figures.js';
import { nextSteps } from './next-steps.js';
import { POOL, type Story } from './story.js';

/** The story for a program. The same figures however often the demo was interrupted on the way. */
export function storyJson(story: Story) {
  const { baseline, raised, actOne, folder } = story;
  const { before, after, reallocated, attempt } = actOne;
  return {
    dataDirectory: folder,
    plan: {
      year: baseline.year,
      assigned: baseline.totals.assigned[baseline.version] ?? 0,
      registered: baseline.totals.net,
      registeredByEndOfDey: endOfDey(baseline).netToDate,
      fulfilmentBasisPoints: baseline.totals.fulfilmentBasisPoints ?? null,
      fulfilmentByEndOfDeyBasisPoints: endOfDey(baseline).fulfilmentBasisPoints ?? null,
      raised: {
        assigned: raised.totals.assigned[raised.version] ?? 0,
        fulfilmentBasisPoints: raised.totals.fulfilmentBasisPoints ?? null,
      },
    },
    pool: { id: POOL, asOf: before.asOf, agencies: agencies(before, story) },
    approvalRefused: {
      by: attempt.by.id,
      refusal: attempt.refusal.name,
      message: refusalMessage(attempt.refusal),
    },
    reallocation: {
      reviewId: reallocated.reviewId,
      transfers: reallocated.transfers.map(({ from, to, amountRial }) => ({ from, to, amountRial })),
      totalBeforeRial: creditOf(before),
      totalAfterRial: creditOf(after),
      approvedBy: reallocated.approvedBy,
      approvedOn: reallocated.approvedOn,
      reason: reallocated.reason,
    },
    poolAfter: { id: POOL, asOf: after.asOf, agencies: agencies(after, story) },
    programmes: { 'home-based': programme(story.homeBased), rural: programme(story.rural) },
    files: story.files,
    history: { events: story.events },
    next: nextSteps(folder),
  };
}

function agencies(reviewed: PoolReviewed, { agencyNames }: Story) {
  return reviewed.agencies.map((agency) => agencyItem(agency, agencyNames, reviewed.holidays));
}

function creditOf({ agencies: all }: PoolReviewed): bigint {
  return sumRial(all.map(({ creditRial }) => BigInt(creditRial)));
}

/** A plan (طرح) is one facility; its amount is what was approved and introduced, its payment follows. */
function programme({ pool, facilities, introducedRial, paidRial }: ProgrammeTotals) {
  return {
    pool,
    plans: facilities.introduced,
    facilities: facilities.introduced,
    amountRial: introducedRial,
    approvedRial: introducedRial,
    paidRial,
    waiting: facilities.waiting,
  };
}
