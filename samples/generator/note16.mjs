import { DECLINING_BANK, STALLING_BANK, introducedBefore } from './banks.mjs';
import { day, workingDayBetween, workingDayFrom } from './days.mjs';
import { PEOPLE } from './national-id.mjs';
import { numbered, placed } from './pools.mjs';
import { chance, weightedDraw } from './random.mjs';
import { amountsAddingUp } from './split.mjs';

const MILLION = 1_000_000;
const BILLION = 1_000 * MILLION;
const STEP = 5 * MILLION;

/** Its twenty working days end on 1401-10-26: 1401-10-06 is a holiday, Thursdays and Fridays are off. */
const NOTIFIED_ON = day('09-27');
const FIRST_PAYMENT = day('09-28');
const LAST_PAYMENT = day('10-20');

/** Published: credit and the paid part of it. Invented: waiting amounts, declined amounts, every row. */
const AGENCIES = [
  {
    agency: 'relief-committee',
    credit: 1_000 * BILLION,
    paid: 865 * BILLION,
    waiting: 420 * BILLION,
    sizes: [100, 150, 150, 200, 200, 250, 250, 300, 400].map((size) => size * MILLION),
    mean: 220 * MILLION,
    returned: 6,
    recordedInError: 2,
  },
  {
    agency: 'behzisti',
    credit: 505 * BILLION,
    paid: 272 * BILLION,
    waiting: 96 * BILLION,
    sizes: [80, 100, 150, 150, 200, 200, 250].map((size) => size * MILLION),
    mean: 165 * MILLION,
    returned: 4,
    recordedInError: 1,
  },
];

/** Shares of the facilities in percent: of paid ones, and of waiting ones. */
const BANKS = [
  { bank: 'bank-keshavarzi', paid: 20, waiting: 8 },
  { bank: 'bank-mehr-iran', paid: 16, waiting: 4 },
  { bank: 'bank-melli', paid: 12, waiting: 6 },
  { bank: 'bank-sepah', paid: 9, waiting: 5 },
  { bank: 'post-bank', paid: 8, waiting: 3 },
  { bank: 'bank-resalat', paid: 9, waiting: 3 },
  { bank: 'bank-toseeh-taavon', paid: 8, waiting: 5 },
  { bank: 'bank-saderat', paid: 7, waiting: 15 },
  { bank: 'bank-tejarat', paid: 5, waiting: 11 },
  { bank: DECLINING_BANK, paid: 5.8, waiting: 10 },
  { bank: STALLING_BANK, paid: 0.2, waiting: 30 },
];
const drawPayingBank = weightedDraw(BANKS, ({ paid }) => paid);
const drawWaitingBank = weightedDraw(BANKS, ({ waiting }) => waiting);

/** The period in which the waiting facilities of a bank were introduced. */
const WAITING_SINCE = {
  [STALLING_BANK]: ['05-01', '06-31'],
  [DECLINING_BANK]: ['09-01', '10-19'],
  'bank-saderat': ['07-15', '10-10'],
  'bank-tejarat': ['07-15', '10-10'],
  'bank-mehr-iran': ['10-14', '10-25'],
  'post-bank': ['10-14', '10-25'],
  'bank-resalat': ['10-14', '10-25'],
};
const WAITING_SINCE_ELSEWHERE = ['09-24', '10-21'];

const DECLINE_REASONS = [
  'نداشتن ضامن معتبر',
  'چک برگشتی متقاضی',
  'نقص مدارک',
  'بدهی معوق متقاضی',
  'نبود منابع در شعبه',
  'توجیه نداشتن طرح از نظر بانک',
];
/** The bank declines one of this many of its facilities. */
const DECLINED_ONE_IN = { [DECLINING_BANK]: 4 };
const DECLINED_ONE_IN_ELSEWHERE = 60;

function plannedJobs({ between }, toman) {
  return toman >= 250 * MILLION ? between(1, 3) : between(1, 2);
}

/** One payment, or for some a first instalment of three fifths and the rest some days later. */
function instalments(draw, toman) {
  const on = workingDayBetween(draw, FIRST_PAYMENT, LAST_PAYMENT);
  const later = workingDayFrom(on + draw.between(4, 9));
  if (!draw.happens(0.12) || later > LAST_PAYMENT) return [{ on, toman }];
  const first = Math.round((toman * 0.6) / STEP) * STEP;
  return [
    { on, toman: first },
    { on: later, toman: toman - first },
  ];
}

function paidFacilities(draw, { agency, paid, sizes, mean }) {
  const amounts = amountsAddingUp(draw, { total: paid, count: Math.round(paid / mean), sizes, step: STEP });
  return amounts.map((toman) => {
    const { bank } = drawPayingBank(draw);
    const payments = instalments(draw, toman);
    // For a few facilities only the first instalment is paid: the facility is larger than the paid amount.
    const stillToPay = payments.length === 1 && draw.happens(0.03) ? Math.round(toman / 2 / STEP) * STEP : 0;
    const introducedOn = introducedBefore(draw, bank, payments[0].on, day('05-01'));
    const whole = toman + stillToPay;
    return {
      ...placed(draw, agency),
      bank,
      toman: whole,
      introducedOn,
      plannedJobs: plannedJobs(draw, whole),
      payments,
    };
  });
}

function waitingFacilities(draw, { agency, waiting, sizes, mean }) {
  const amounts = amountsAddingUp(draw, {
    total: waiting,
    count: Math.round(waiting / mean),
    sizes,
    step: STEP,
  });
  return amounts.map((toman) => {
    const { bank } = drawWaitingBank(draw);
    const [from, until] = (WAITING_SINCE[bank] ?? WAITING_SINCE_ELSEWHERE).map(day);
    const introducedOn = workingDayBetween(draw, from, until);
    return {
      ...placed(draw, agency),
      bank,
      toman,
      introducedOn,
      plannedJobs: plannedJobs(draw, toman),
      payments: [],
    };
  });
}

function declinedFacilities(draw, { agency, sizes }, others) {
  return BANKS.flatMap(({ bank }) => {
    const kept = others.filter((facility) => facility.bank === bank).length;
    const count = Math.round(kept / ((DECLINED_ONE_IN[bank] ?? DECLINED_ONE_IN_ELSEWHERE) - 1));
    return Array.from({ length: count }, () => {
      const toman = draw.oneOf(sizes);
      const introducedOn = workingDayBetween(draw, day('07-01'), day('10-05'));
      const declined = {
        on: workingDayFrom(introducedOn + draw.between(5, 20)),
        reason: draw.oneOf(DECLINE_REASONS),
      };
      const jobs = plannedJobs(draw, toman);
      return {
        ...placed(draw, agency),
        bank,
        toman,
        introducedOn,
        plannedJobs: jobs,
        payments: [],
        declined,
      };
    });
  });
}

/** Money that came back to the bank. It is added to the published paid amount, so that the net stays the same. */
function returnedFacilities(draw, { agency, sizes, returned }) {
  return Array.from({ length: returned }, () => {
    const { bank } = drawPayingBank(draw);
    const toman = draw.oneOf(sizes);
    const on = workingDayBetween(draw, FIRST_PAYMENT, day('10-06'));
    const reversed = { on: workingDayBetween(draw, day('10-10'), day('10-19')), reason: 'returned' };
    const introducedOn = introducedBefore(draw, bank, on, day('05-01'));
    const payments = [{ on, toman, reversed }];
    return {
      ...placed(draw, agency),
      bank,
      toman,
      introducedOn,
      plannedJobs: plannedJobs(draw, toman),
      payments,
    };
  });
}

/** The bank recorded a wrong reference, reversed the record and recorded the payment again under another reference. */
function recordSomeTwice(draw, facilities, { recordedInError }) {
  const single = facilities.filter(({ payments }) => payments.length === 1 && payments[0].on <= day('10-10'));
  for (let done = 0; done < recordedInError; done += 1) {
    const [facility] = single.splice(draw.between(0, single.length - 1), 1);
    const [first] = facility.payments;
    first.reversed = { on: workingDayFrom(first.on + 3), reason: 'recorded-in-error' };
    facility.payments.push({ on: workingDayFrom(first.on + 4), toman: first.toman, again: true });
  }
}

export const allocations = AGENCIES.map(({ agency, credit }) => ({
  id: `note16-1401-${agency}-1`,
  agency,
  toman: credit,
  notifiedOn: NOTIFIED_ON,
}));

export const facilities = numbered(
  AGENCIES.flatMap((agency) => {
    const draw = chance(`note16-${agency.agency}`);
    const paid = paidFacilities(draw, agency);
    recordSomeTwice(draw, paid, agency);
    const waiting = waitingFacilities(draw, agency);
    const declined = declinedFacilities(draw, agency, [...paid, ...waiting]);
    return [...paid, ...waiting, ...declined, ...returnedFacilities(draw, agency)];
  }),
  { prefix: 'N16', digits: 5, people: PEOPLE.note16 },
);
