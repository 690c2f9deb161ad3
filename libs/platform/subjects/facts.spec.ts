import { day } from '@misaq/platform/calendar/day.fixture.js';
import { describe as sentence, effectiveOn, eventTypeNames } from '@misaq/platform/kernel/catalogue.js';
import { ALL_SUBJECTS, type MisaqEvent } from '@misaq/subjects.js';

const ON = day('1401-10-05');
const FACILITY = { facilityId: 'F-12', agency: 'behzisti', bank: 'melli', introducedOn: day('1401-10-01') };
const CELL = { version: 'baseline', agency: 'behzisti', sector: 'services', county: 'tabriz' };
const JOB = {
  jobId: 'J-1',
  province: 'east-azerbaijan',
  year: 1401,
  agency: 'behzisti',
  sector: 'services',
  county: 'tabriz',
  gender: 'female',
  registeredOn: ON,
} as const;
const CLOCK = { kind: 'working-days', days: 20 } as const;
const TRANSFER = {
  from: 'behzisti',
  to: 'relief-committee',
  amountRial: '2330000000000',
  missedDeadline: ON,
  takes: [],
};

const NEAR = {
  pool: 'ea-1401-note16',
  lotId: 'L-1',
  agency: 'behzisti',
  deadline: ON,
  mark: 5,
  workingDaysLeft: 5,
  provisional: false,
  on: day('1401-10-01'),
} as const;
const WEBHOOK = { webhookId: 'w-1', organisation: { kind: 'agency', id: 'behzisti' } } as const;

function reversed(kind: 'returned' | 'recorded-in-error'): MisaqEvent {
  return {
    type: 'FacilityPaymentReversed',
    data: {
      ...FACILITY,
      bankReference: 'R-1',
      amountRial: '100',
      kind,
      paidOn: day('1401-10-02'),
      paymentReportedOn: day('1401-10-03'),
      reversedOn: ON,
      reportedOn: ON,
      waitsAgain: true,
      remainingRial: '100',
      reason: 'so it was',
    },
  };
}

/** One of each, or nearly so: an event, its sentence, and the day it is about. */
const SENTENCES: readonly (readonly [MisaqEvent, string, string | undefined])[] = [
  [
    { type: 'PoolOpened', data: { pool: 'ea-1401-note16', province: 'ea', year: 1401, programme: 'note16' } },
    'The credit pool ea-1401-note16 was opened for programme note16 of ea in 1401',
    undefined,
  ],
  [
    {
      type: 'PolicyAdopted',
      data: {
        version: 2,
        effectiveOn: ON,
        thresholdPercent: 65,
        exactThresholdPasses: true,
        clock: { kind: 'until', date: day('1401-12-01'), graceWorkingDays: 20 },
        split: 'performance-weighted',
        ringFence: true,
        extendedLots: [{ lotId: 'A-1', clock: CLOCK, deadline: ON }],
        reason: 'decided',
      },
    },
    'Policy 2 was adopted from 1401-10-05: 65 % within a clock until 1401-12-01, divided by unmet demand and ' +
      'performance, credit behind applicants who wait stays; more time for 1 lot',
    '1401-10-05',
  ],
  [
    {
      type: 'CreditAllocated',
      data: {
        allocationId: 'A-1',
        agency: 'behzisti',
        amountRial: '5050000000000',
        notifiedOn: ON,
        clock: CLOCK,
        deadline: day('1401-11-03'),
        calendarRevision: 0,
      },
    },
    'Agency behzisti was notified of 505,000,000,000 toman (allocation A-1) on 1401-10-05, to be absorbed by 1401-11-03',
    '1401-10-05',
  ],
  [
    {
      type: 'AllocationCorrected',
      data: {
        allocationId: 'A-1',
        agency: 'behzisti',
        previousAmountRial: '15',
        amountRial: '20',
        reason: 'misread',
      },
    },
    'Allocation A-1 of agency behzisti was corrected from 1.5 toman to 2 toman',
    undefined,
  ],
  [
    {
      type: 'FacilityIntroduced',
      data: {
        ...FACILITY,
        introducedOn: ON,
        amountRial: '2500000000',
        county: 'tabriz',
        sector: 'services',
        plannedJobs: 1,
      },
    },
    'Agency behzisti introduced an applicant to bank melli for 250,000,000 toman (facility F-12) on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'IntroductionCorrected',
      data: {
        ...FACILITY,
        previousAmountRial: '100',
        amountRial: '10000',
        remainingRial: '10000',
        reason: 'misread',
      },
    },
    'The amount of facility F-12 of agency behzisti was corrected from 10 toman to 1,000 toman',
    undefined,
  ],
  [
    {
      type: 'FacilityDeclined',
      data: { ...FACILITY, declinedOn: ON, unpaidRial: '100', reason: 'no guarantor' },
    },
    'Bank melli declined facility F-12 with 10 toman unpaid on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'FacilityWithdrawn',
      data: { ...FACILITY, withdrawnOn: ON, by: 'applicant', unpaidRial: '100', reason: 'moved' },
    },
    'The applicant withdrew facility F-12 from bank melli with 10 toman unpaid on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'FacilityPaid',
      data: {
        ...FACILITY,
        bankReference: 'R-1',
        amountRial: '2500000000',
        paidOn: ON,
        reportedOn: ON,
        remainingRial: '10',
        overdrawnRial: '20',
      },
    },
    'Bank melli paid 250,000,000 toman of facility F-12 on 1401-10-05, 1 toman still to come; contested: its credit ' +
      'had been moved, overdrawn by 2 toman',
    '1401-10-05',
  ],
  [
    {
      type: 'FacilityPaid',
      data: {
        ...FACILITY,
        bankReference: 'R-1',
        amountRial: '10',
        paidOn: ON,
        reportedOn: ON,
        remainingRial: '0',
        ended: { status: 'closed', on: ON },
      },
    },
    'Bank melli paid 1 toman of facility F-12 on 1401-10-05; reported after it had been closed on 1401-10-05',
    '1401-10-05',
  ],
  [
    reversed('returned'),
    '10 toman of facility F-12 came back to bank melli on 1401-10-05 (payment R-1 of 1401-10-02)',
    '1401-10-05',
  ],
  [
    reversed('recorded-in-error'),
    'On 1401-10-05 bank melli took back its report that it had paid 10 toman of facility F-12 on 1401-10-02 (payment R-1)',
    '1401-10-05',
  ],
  [
    { type: 'FacilityClosed', data: { ...FACILITY, closedOn: ON, unpaidRial: '0', reason: 'done' } },
    'Bank melli closed facility F-12 with 0 toman unpaid on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'PoolReviewed',
      data: {
        reviewId: 'r-1',
        asOf: ON,
        requestedBy: 'system',
        policy: {
          version: 1,
          effectiveOn: ON,
          thresholdPercent: 65,
          exactThresholdPasses: true,
          clock: CLOCK,
          split: 'unmet-demand',
          ringFence: false,
        },
        calendarRevision: 0,
        holidays: [],
        agencies: [],
        transfers: [TRANSFER],
        unplacedRial: '10',
      },
    },
    'Review r-1 as of 1401-10-05, asked for by system: 233,000,000,000 toman from behzisti to relief-committee; ' +
      '1 toman could move and nobody can take it',
    '1401-10-05',
  ],
  [
    { type: 'ReviewSuperseded', data: { reviewId: 'r-1', supersededBy: 'r-2' } },
    'Review r-1 was superseded by review r-2',
    undefined,
  ],
  [
    {
      type: 'CreditReallocated',
      data: {
        reviewId: 'r-1',
        approvedOn: ON,
        approvedBy: 'deputy-1',
        reason: 'the rule',
        calendarRevision: 0,
        transfers: [{ ...TRANSFER, lotId: 'r-1-1', clock: CLOCK, deadline: ON }],
      },
    },
    'deputy-1 approved review r-1 on 1401-10-05: 233,000,000,000 toman moved from behzisti to relief-committee',
    '1401-10-05',
  ],
  [
    {
      type: 'ReallocationDismissed',
      data: { reviewId: 'r-1', dismissedOn: ON, dismissedBy: 'deputy-1', reason: 'no' },
    },
    'deputy-1 dismissed review r-1 on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'ReallocationReversed',
      data: {
        reversalId: 'b-1',
        reviewId: 'r-1',
        reversedOn: ON,
        reversedBy: 'deputy-2',
        from: 'behzisti',
        to: 'relief-committee',
        amountRial: '100',
        lotId: 'r-1-1',
        returns: [],
        reason: 'the payment was true',
      },
    },
    'deputy-2 gave 10 toman of review r-1 back from relief-committee to behzisti on 1401-10-05',
    '1401-10-05',
  ],
  [
    { type: 'PlanOpened', data: { province: 'ea', year: 1401 } },
    'The commitment plan of ea for 1401 was opened',
    undefined,
  ],
  [
    { type: 'CommitmentAssigned', data: { ...CELL, jobs: 1, notifiedOn: ON } },
    'Agency behzisti was assigned 1 job in services, tabriz (baseline) on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'CommitmentRevised',
      data: {
        ...CELL,
        notifiedOn: day('1401-01-05'),
        jobs: 1_200,
        previousJobs: 1_000,
        revisedOn: ON,
        reason: 'more',
      },
    },
    'The commitment of agency behzisti in services, tabriz (baseline) was revised from 1,000 jobs to 1,200 jobs on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'CommitmentWithdrawn',
      data: { ...CELL, notifiedOn: ON, jobs: 5, withdrawnOn: ON, reason: 'closed' },
    },
    'The commitment of agency behzisti to 5 jobs in services, tabriz (baseline) was withdrawn on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'JobRegistered',
      data: { ...JOB, personId: 'p', gender: 'male', startedOn: ON, facilityId: 'F-12' },
    },
    'Agency behzisti registered job J-1 in services, tabriz on 1401-10-05, through facility F-12',
    '1401-10-05',
  ],
  [
    { type: 'JobVerified', data: { ...JOB, round: 2, verifier: 'inspector-2', on: ON } },
    'inspector-2 verified job J-1 in round 2 on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'JobVerified',
      data: { ...JOB, round: 2, verifier: 'inspector-2', recordedBy: 'labour-1', on: ON },
    },
    'inspector-2 verified job J-1 in round 2 on 1401-10-05, recorded for them by labour-1',
    '1401-10-05',
  ],
  [
    {
      type: 'JobRejected',
      data: {
        ...JOB,
        round: 1,
        verifier: 'inspector-1',
        on: ON,
        reason: 'empty',
        verifiedRounds: 0,
        ended: false,
      },
    },
    'inspector-1 rejected job J-1 in round 1 on 1401-10-05',
    '1401-10-05',
  ],
  [
    { type: 'JobEnded', data: { ...JOB, endedOn: ON } },
    'Job J-1 of agency behzisti ended on 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'RegistrationVoided',
      data: { ...JOB, voidedOn: ON, reason: 'twice', verifiedRounds: 0, ended: false },
    },
    'The registration of job J-1 of agency behzisti was voided on 1401-10-05',
    '1401-10-05',
  ],
  [{ type: 'JobClaimed', data: { jobId: 'J-1' } }, 'A person took job J-1', undefined],
  [
    { type: 'JobReleased', data: { jobId: 'J-1', reason: 'not-registered' } },
    'A person no longer holds job J-1: it was never registered',
    undefined,
  ],
  [
    { type: 'JobReleased', data: { jobId: 'J-1', reason: 'not-finished' } },
    'A person no longer holds job J-1: its registration was begun and not finished in time',
    undefined,
  ],
  [
    {
      type: 'RegistrationAbandoned',
      data: { jobId: 'J-1', personId: 'a1b2', claim: 1, reason: 'not-finished' },
    },
    'The registration of job J-1 was given up: it had claimed its person and was not finished in time',
    undefined,
  ],
  [
    {
      type: 'OrganisationRegistered',
      data: { kind: 'bank', id: 'melli', name: 'بانک ملی', ownership: 'state', activeFrom: ON },
    },
    'Bank melli, “بانک ملی” (state), was registered from 1401-10-05',
    '1401-10-05',
  ],
  [
    {
      type: 'OrganisationRenamed',
      data: { kind: 'bank', id: 'melli', name: 'ملی', from: ON, reason: 'shorter' },
    },
    'Bank melli is called “ملی” from 1401-10-05',
    '1401-10-05',
  ],
  [
    { type: 'OrganisationRetired', data: { kind: 'county', id: 'tabriz', from: ON, reason: 'joined' } },
    'County tabriz is no longer active from 1401-10-05',
    '1401-10-05',
  ],
  [
    { type: 'WeekProfileAdopted', data: { from: ON, off: ['thursday', 'friday'], reason: 'winter' } },
    'From 1401-10-05 the week has off: thursday, friday',
    '1401-10-05',
  ],
  [
    {
      type: 'LunarMonthStarted',
      data: { hijriYear: 1444, hijriMonth: 6, firstDay: ON, source: 'the observatory' },
    },
    'Lunar month 1444-06 began on 1401-10-05, as announced by the observatory',
    '1401-10-05',
  ],
  [
    { type: 'ClosureDeclared', data: { date: ON, reason: 'cold' } },
    '1401-10-05 was declared a day off',
    '1401-10-05',
  ],
  [
    { type: 'HolidayCancelled', data: { date: ON, name: 'نیمه خرداد', reason: 'work' } },
    'The holiday “نیمه خرداد” of 1401-10-05 was cancelled',
    '1401-10-05',
  ],
  [
    {
      type: 'ImportAccepted',
      data: {
        importId: 'i-1',
        kind: 'jobs',
        file: 'jobs.csv',
        fileHash: 'x',
        rows: 48_583,
        accepted: 48_580,
        duplicates: 2,
        rejected: 1,
      },
    },
    'The file jobs.csv with 48,583 rows of jobs was accepted: 48,580 to apply, 2 known already, 1 left out',
    undefined,
  ],
  [
    {
      type: 'FileChecked',
      data: { principalId: 'labour-1', kind: 'jobs', rows: 2, persons: 1, why: 'dry-run', on: ON },
    },
    'labour-1 had a file with 2 rows of jobs checked, which named 1 person; none was recorded',
    '1401-10-05',
  ],
  [
    { type: 'ImportCompleted', data: { importId: 'i-1', applied: 48_579, lateRefusals: 1, refusedRows: [] } },
    'Import i-1 was completed with 48,579 rows applied; 1 row had become impossible meanwhile',
    undefined,
  ],
  [
    { type: 'PrincipalAdded', data: { principalId: 'sara', name: 'سارا احمدی' } },
    'Principal sara, “سارا احمدی”, was added',
    undefined,
  ],
  [
    { type: 'RoleGranted', data: { principalId: 'sara', role: 'labour' } },
    'Principal sara was given the role labour',
    undefined,
  ],
  [
    { type: 'RoleRequested', data: { principalId: 'sara', role: 'admin', requestedBy: 'a-1' } },
    'The role admin was asked for by a-1 for principal sara; another admin has to confirm it',
    undefined,
  ],
  [
    {
      type: 'RoleRequestDeclined',
      data: { principalId: 'sara', role: 'admin', requestedBy: 'a-1', reason: 'no' },
    },
    'The role admin, asked for by a-1 for principal sara, was declined',
    undefined,
  ],
  [
    { type: 'RoleGranted', data: { principalId: 'sara', role: 'admin', requestedBy: 'a-1' } },
    'Principal sara was given the role admin, as a-1 had asked',
    undefined,
  ],
  [
    { type: 'RoleGranted', data: { principalId: 'sara', role: 'inspector', alone: true } },
    'Principal sara was given the role inspector by one admin alone',
    undefined,
  ],
  [
    {
      type: 'TokenOffered',
      data: {
        principalId: 'sara',
        tokenId: 'abcdefgh2345',
        role: 'labour',
        codeFingerprint: 'f',
        codeExpiresOn: ON,
        expiresOn: ON,
        label: 'laptop',
      },
    },
    'Token abcdefgh2345 (“laptop”) was offered to principal sara as labour, valid through 1401-10-05, for a code that ' +
      'can be redeemed through 1401-10-05',
    undefined,
  ],
  [
    {
      type: 'TokenIssued',
      data: {
        principalId: 'sara',
        tokenId: 'abcdefgh2345',
        role: 'labour',
        fingerprint: 'f',
        expiresOn: ON,
        redeemed: true,
      },
    },
    'Principal sara redeemed the code of token abcdefgh2345 as labour, valid through 1401-10-05',
    undefined,
  ],
  [
    {
      type: 'RoleGranted',
      data: { principalId: 'reza', role: 'bank', organisation: 'melli', province: 'ea' },
    },
    'Principal reza was given the role bank@melli of ea',
    undefined,
  ],
  [
    {
      type: 'RoleRevoked',
      data: { principalId: 'reza', role: 'bank', organisation: 'melli', reason: 'left' },
    },
    'The role bank@melli of principal reza was revoked',
    undefined,
  ],
  [
    {
      type: 'TokenIssued',
      data: {
        principalId: 'sara',
        tokenId: 'abcdefgh2345',
        role: 'labour',
        fingerprint: 'f',
        expiresOn: ON,
        label: 'laptop',
      },
    },
    'Token abcdefgh2345 (“laptop”) was issued to principal sara as labour, valid through 1401-10-05',
    undefined,
  ],
  [
    { type: 'TokenRevoked', data: { principalId: 'sara', tokenId: 'abcdefgh2345', reason: 'lost' } },
    'Token abcdefgh2345 of principal sara was revoked',
    undefined,
  ],
  [
    {
      type: 'TokenRevoked',
      data: { principalId: 'sara', tokenId: 'abcdefgh2345', reason: 'left', withRole: true },
    },
    'Token abcdefgh2345 of principal sara was revoked with its role',
    undefined,
  ],
  [
    {
      type: 'IdentityLinked',
      data: { principalId: 'sara', issuer: 'https://id.example', subject: 's-17' },
    },
    'Principal sara was linked to s-17 of the provider https://id.example',
    undefined,
  ],
  [
    {
      type: 'IdentityUnlinked',
      data: { principalId: 'sara', issuer: 'https://id.example', subject: 's-17', reason: 'left' },
    },
    'Principal sara is linked to s-17 of the provider https://id.example no more',
    undefined,
  ],
  [
    { type: 'LotDeadlineNear', data: { ...NEAR, unpaidRial: '12340' } },
    'Agency behzisti has 5 working days left, until 1401-10-05, to pay 1,234 toman of lot L-1',
    '1401-10-01',
  ],
  [
    { type: 'BankDeadlineNear', data: { ...NEAR, bank: 'melli', facilities: 1, waitingRial: '1000' } },
    '1 applicant of agency behzisti waits at bank melli for 100 toman of pool ea-1401-note16, whose time is up in 5 working days, on 1401-10-05',
    '1401-10-01',
  ],
  [
    { type: 'WebhookRegistered', data: { ...WEBHOOK, url: 'https://example.org/' } },
    'Notifications of agency behzisti are sent to https://example.org/ (webhook w-1)',
    undefined,
  ],
  [
    { type: 'WebhookRemoved', data: { ...WEBHOOK, reason: 'a new system' } },
    'Webhook w-1 of agency behzisti was removed',
    undefined,
  ],
  [
    { type: 'WebhookDelivered', data: { webhookId: 'w-1', throughEventId: 'e', count: 2 } },
    'Webhook w-1 took 2 notifications',
    undefined,
  ],
  [
    { type: 'WebhookSuspended', data: { ...WEBHOOK, reason: 'gone', problem: 'answered 410' } },
    'Webhook w-1 of agency behzisti was suspended: its receiver is gone (answered 410)',
    undefined,
  ],
  [
    { type: 'WebhookResumed', data: { ...WEBHOOK, reason: 'repaired' } },
    'Webhook w-1 of agency behzisti goes on',
    undefined,
  ],
  [{ type: 'LogStarted', data: { personKeyFingerprint: 'x' } }, 'The log was started', undefined],
];

describe('a sentence about', () => {
  it.each(SENTENCES.map(([event, expected]) => [event.type, event, expected] as const))(
    '%s',
    (_type, event, expected) => {
      expect(sentence(event)).toBe(expected);
    },
  );
});

describe('the day that is meant by', () => {
  it.each(SENTENCES.map(([event, , expected]) => [event.type, event, expected] as const))(
    '%s',
    (_type, event, expected) => {
      expect(effectiveOn(event)).toBe(expected === undefined ? undefined : day(expected));
    },
  );
});

describe('a Persian sentence about', () => {
  /** What is isolated is an id or a name, as it is recorded. */
  const own = (text: string): string => text.replace(/\u2068[^\u2069]*\u2069/g, '');

  it.each(SENTENCES.map(([event]) => [event.type, event] as const))('%s is Persian', (_type, event) => {
    const text = sentence(event, 'fa');
    expect(own(text)).toMatch(/\p{Script=Arabic}/u);
    expect(own(text)).not.toMatch(/[A-Za-z0-9]/);
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  it('an allocation, with its days, its amount and its ids', () => {
    const allocated = SENTENCES.find(([{ type }]) => type === 'CreditAllocated')?.[0];
    if (allocated === undefined) throw new Error('no allocation');
    expect(sentence({ ...allocated, data: { ...allocated.data, amountRial: '12345' } }, 'fa')).toBe(
      'در تاریخ ۱۴۰۱/۱۰/۰۵ مبلغ ۱٬۲۳۴٫۵ تومان اعتبار (ابلاغ \u2068A-1\u2069) به دستگاه \u2068behzisti\u2069 ابلاغ شد تا ۱۴۰۱/۱۱/۰۳ جذب شود',
    );
  });

  it('an organisation, whose Persian name stands as it is', () => {
    const renamed = { kind: 'bank', id: 'melli', name: 'بانک ملی', from: ON, reason: 'so' } as const;
    expect(sentence({ type: 'OrganisationRenamed', data: renamed }, 'fa')).toBe(
      'نام بانک عامل \u2068melli\u2069 از تاریخ ۱۴۰۱/۱۰/۰۵ «بانک ملی» است',
    );
  });
});

it('has a sentence about every type of event', () => {
  const tested = new Set<string>(SENTENCES.map(([{ type }]) => type));
  expect(ALL_SUBJECTS.subjects.length).toBeGreaterThan(0);
  expect(eventTypeNames().filter((type) => !tested.has(type))).toEqual([]);
});
