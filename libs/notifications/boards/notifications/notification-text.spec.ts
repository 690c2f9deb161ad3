import { day } from '@misaq/platform/calendar/day.fixture.js';
import { NOTIFICATION_KINDS } from '../../domain/kinds.js';
import type { Notice } from './notification.js';
import { notificationText } from './notification-text.js';

const NEAR = {
  pool: 'ea-1403-note16',
  lotId: 'LOT-7',
  deadline: day('1403-02-31'),
  workingDaysLeft: 5,
  provisional: false,
};
const MOVED = {
  pool: 'ea-1403-note16',
  reviewId: 'ea-1403-note16-review-1',
  takenRial: '2330000',
  givenRial: '0',
};
const ON = day('1403-03-01');
const NAMES: Readonly<Record<string, string>> = { behzisti: 'بهزیستی' };

const TEXTS: readonly (readonly [Notice, string, string])[] = [
  [
    { kind: 'lot-deadline-near', figures: { ...NEAR, unpaidRial: '12345' } },
    '5 working days left, until 1403-02-31, to pay 1,234.5 toman of lot LOT-7 (pool ea-1403-note16).',
    '۵ روز کاری تا پایان مهلت (۱۴۰۳-۰۲-۳۱) مانده است: ۱,۲۳۴.۵ تومان از اعتبار LOT-7 (ea-1403-note16) پرداخت نشده است.',
  ],
  [
    {
      kind: 'bank-deadline-near',
      figures: {
        ...NEAR,
        workingDaysLeft: 1,
        provisional: true,
        agency: 'behzisti',
        facilities: 12,
        waitingRial: '900000',
      },
    },
    '12 applicants wait for 90,000 toman of بهزیستی (pool ea-1403-note16): 1 working day left, until 1403-02-31 (provisional).',
    '۱۲ متقاضی بهزیستی منتظر ۹۰,۰۰۰ تومان هستند (ea-1403-note16): ۱ روز کاری تا پایان مهلت (۱۴۰۳-۰۲-۳۱، موقت) مانده است.',
  ],
  [
    { kind: 'review-proposes', figures: { ...MOVED, asOf: ON } },
    'Review ea-1403-note16-review-1 as of 1403-03-01 proposes to take 233,000 toman from you.',
    'بررسی ea-1403-note16-review-1 در تاریخ ۱۴۰۳-۰۳-۰۱ پیشنهاد می‌کند: ۲۳۳,۰۰۰ تومان از اعتبار شما کسر شود.',
  ],
  [
    { kind: 'credit-reallocated', figures: { ...MOVED, takenRial: '0', givenRial: '50', on: ON } },
    'Credit was reallocated on 1403-03-01 (review ea-1403-note16-review-1): given 5 toman to you.',
    'اعتبار در تاریخ ۱۴۰۳-۰۳-۰۱ جابه‌جا شد (بررسی ea-1403-note16-review-1): ۵ تومان به اعتبار شما افزوده شد.',
  ],
  [
    {
      kind: 'reallocation-reversed',
      figures: { ...MOVED, givenRial: '10', on: ON, reason: 'true after all' },
    },
    'A reallocation was reversed on 1403-03-01 (review ea-1403-note16-review-1): taken 233,000 toman from you and given 1 toman to you.',
    'جابه‌جایی اعتبار در تاریخ ۱۴۰۳-۰۳-۰۱ برگردانده شد (بررسی ea-1403-note16-review-1): ۲۳۳,۰۰۰ تومان از اعتبار شما کسر شد و ۱ تومان به اعتبار شما افزوده شد.',
  ],
  [
    {
      kind: 'job-rejected',
      figures: { jobId: 'J-12', province: 'ea', year: 1403, round: 2, on: ON, reason: 'محل کار بسته بود' },
    },
    'Job J-12 was rejected in round 2 on 1403-03-01: محل کار بسته بود',
    'شغل J-12 در دور ۲ راستی‌آزمایی در تاریخ ۱۴۰۳-۰۳-۰۱ رد شد: محل کار بسته بود',
  ],
  [
    {
      kind: 'payment-contested',
      figures: {
        pool: 'p',
        agency: 'behzisti',
        facilityId: 'F-1',
        bankReference: 'R-9',
        amountRial: '1000',
        paidOn: ON,
      },
    },
    'Payment R-9 of 100 toman for facility F-1 on 1403-03-01 is contested: its credit had been moved, and more was paid for بهزیستی than its credit.',
    'پرداخت R-9 به مبلغ ۱۰۰ تومان بابت تسهیلات F-1 در تاریخ ۱۴۰۳-۰۳-۰۱ محل اختلاف است: اعتبار آن جابه‌جا شده بود و پرداخت‌های بهزیستی بیش از اعتبار آن است.',
  ],
  [
    { kind: 'webhook-suspended', figures: { webhookId: 'w-1', reason: 'gone', problem: 'answered 410' } },
    'Webhook w-1 was suspended: its receiver is gone (answered 410).',
    'ارسال w-1 متوقف شد: گیرنده دیگر وجود ندارد (answered ۴۱۰).',
  ],
];

describe('a notification in words', () => {
  it.each(TEXTS.map(([notice, en, fa]) => [notice.kind, notice, { en, fa }] as const))(
    '%s',
    (_kind, notice, expected) => {
      expect(notificationText(notice, (_side, id) => NAMES[id] ?? id)).toEqual(expected);
    },
  );

  it('exists for every kind', () => {
    expect(TEXTS.map(([{ kind }]) => kind).toSorted()).toEqual(NOTIFICATION_KINDS.toSorted());
  });
});
