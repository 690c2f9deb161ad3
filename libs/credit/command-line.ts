import type { CommandAddress, CommandLine } from '@misaq/platform/command-line/verb.js';
import type { CreditCommand } from './domain/commands.js';

const FACILITY = 'pools/:pool/facilities/:facilityId';
const REVIEW = 'pools/:pool/reviews/:reviewId';

const addresses: Readonly<Record<CreditCommand['type'], CommandAddress>> = {
  AdoptPolicy: { path: 'pools/:pool/policies' },
  AllocateCredit: { path: 'pools/:pool/allocations' },
  CorrectAllocation: { path: 'pools/:pool/allocations/:allocationId/corrections' },
  IntroduceFacility: { path: 'pools/:pool/facilities', renamed: { applicant: 'applicantId' } },
  CorrectIntroduction: { path: `${FACILITY}/corrections` },
  DeclineFacility: { path: `${FACILITY}/declines` },
  WithdrawFacility: { path: `${FACILITY}/withdrawals` },
  PayFacility: { path: `${FACILITY}/payments` },
  ReversePayment: { path: `${FACILITY}/payments/:bankReference/reversal` },
  CloseFacility: { path: `${FACILITY}/closing` },
  ReviewPool: { path: 'pools/:pool/reviews', left: ['onlyWhenDue'] },
  ApproveReallocation: { path: `${REVIEW}/approval` },
  DismissReallocation: { path: `${REVIEW}/dismissal` },
  ReverseReallocation: { path: `${REVIEW}/reversals` },
};

export const commandLine: CommandLine = {
  addresses,
  verbs: [
    {
      name: 'simulate',
      group: 'rule',
      takes: '[options]',
      summary:
        'what a review would find under another threshold, clock, split, ring-fence or reporting days; writes nothing',
      load: async () => (await import('./verbs/simulate.js')).registerSimulate,
    },
    {
      name: 'review',
      group: 'rule',
      takes: '[options]',
      summary: 'apply the rule to a pool as of a day, and propose what moves',
      load: async () => (await import('./verbs/review.js')).registerReview,
    },
    {
      name: 'approve',
      group: 'rule',
      takes: '[options]',
      summary: 'approve the transfers of a review; only then credit moves',
      load: async () => (await import('./verbs/decide.js')).registerApprove,
    },
    {
      name: 'dismiss',
      group: 'rule',
      takes: '[options]',
      summary: 'dismiss the transfers of a review',
      load: async () => (await import('./verbs/decide.js')).registerDismiss,
    },
    {
      name: 'reviews',
      group: 'rule',
      takes: '[options]',
      summary: 'the reviews of a pool, or one of them with its trace in words',
      load: async () => (await import('./verbs/reviews.js')).registerReviews,
    },
    {
      name: 'pools',
      group: 'look',
      place: 1,
      takes: '',
      summary: 'the credit pools there are',
      load: async () => (await import('./verbs/pool.js')).registerPools,
    },
    {
      name: 'pool',
      group: 'look',
      place: 2,
      takes: '[options] <pool>',
      summary: 'the credit board of a pool: who absorbed what, how much time is left, what could move',
      load: async () => (await import('./verbs/pool.js')).registerPool,
    },
    {
      name: 'banks',
      group: 'look',
      place: 4,
      takes: '[options]',
      summary: 'the bank board: introduced, paid, declined, how long it takes and what waits',
      load: async () => (await import('./verbs/banks.js')).registerBanks,
    },
    {
      name: 'policy',
      group: 'change',
      place: 1,
      takes: '',
      summary: 'threshold, clock and split of a pool',
      load: async () => (await import('./verbs/policy.js')).registerPolicy,
    },
    {
      name: 'correct-allocation',
      group: 'change',
      place: 5,
      takes: '[options]',
      summary: 'the amount of an allocation was recorded wrongly',
      load: async () => (await import('./verbs/credit.js')).registerCorrectAllocation,
    },
    {
      name: 'reverse-reallocation',
      group: 'change',
      place: 6,
      takes: '[options]',
      summary: 'give credit of an approved reallocation back to its donor',
      load: async () => (await import('./verbs/credit.js')).registerReverseReallocation,
    },
    {
      name: 'withdraw',
      group: 'change',
      place: 7,
      takes: '[options]',
      summary: 'the applicant or the agency takes a file back from the bank',
      load: async () => (await import('./verbs/facility.js')).registerWithdraw,
    },
    {
      name: 'close',
      group: 'change',
      place: 8,
      takes: '[options]',
      summary: "a bank's file is finished; what was not paid will not be",
      load: async () => (await import('./verbs/facility.js')).registerClose,
    },
    {
      name: 'correct-introduction',
      group: 'change',
      place: 9,
      takes: '[options]',
      summary: 'the amount of a facility was recorded wrongly',
      load: async () => (await import('./verbs/facility.js')).registerCorrectIntroduction,
    },
  ],
};
