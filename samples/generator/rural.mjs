import { introducedBefore } from './banks.mjs';
import { day, workingDayBetween } from './days.mjs';
import { PEOPLE } from './national-id.mjs';
import { numbered, placed } from './pools.mjs';
import { chance, weightedDraw } from './random.mjs';
import { amountsAddingUp } from './split.mjs';

const MILLION = 1_000_000;
const BILLION = 1_000 * MILLION;

/**
 * Published: 173 plans of 280 bn toman were approved in the session after Dey, with payment to follow. Invented: the
 * number of plans of each agency, the days of notification and the amounts paid by the end of the year.
 *
 * The twenty working days of the first lot end on 1401-12-09 and most of it is paid. Those of the others end on
 * 1402-01-26, after the new year holidays, and little is paid yet.
 */
const EARLY = { notifiedOn: day('11-08'), from: day('11-09'), until: day('12-07') };
const LATE = { notifiedOn: day('12-16'), from: day('12-17'), until: day('12-28') };
const AGENCIES = [
  { agency: 'jahad-agriculture', plans: 62, billion: 100, creditBillion: 90, paidBillion: 68, lot: EARLY },
  { agency: 'industry-mine-trade', plans: 33, billion: 60, creditBillion: 65, paidBillion: 14, lot: LATE },
  { agency: 'cooperatives-labour', plans: 32, billion: 52, creditBillion: 55, paidBillion: 12, lot: LATE },
  { agency: 'relief-committee', plans: 27, billion: 40, creditBillion: 50, paidBillion: 11, lot: LATE },
  { agency: 'cultural-heritage', plans: 19, billion: 28, creditBillion: 40, paidBillion: 7, lot: LATE },
];

const SIZES = [600, 800, 1_000, 1_200, 1_500, 1_500, 2_000, 2_000, 2_500, 3_000].map(
  (size) => size * MILLION,
);
const STEP = 10 * MILLION;
/** A rural workshop is paid as it is built: half at first, the rest after a visit. */
const FIRST_INSTALMENT = 0.5;

const drawBank = weightedDraw(
  [
    { bank: 'bank-keshavarzi', part: 45 },
    { bank: 'post-bank', part: 20 },
    { bank: 'bank-toseeh-taavon', part: 20 },
    { bank: 'bank-sanat-madan', part: 10 },
    { bank: 'bank-maskan', part: 5 },
  ],
  ({ part }) => part,
);
const INTRODUCED = { from: day('11-02'), until: day('11-30') };

/** Plans are paid one after another until the agency's money for this year is spent. */
function facilitiesOf(draw, { agency, plans, billion, paidBillion, lot }) {
  let left = paidBillion * BILLION;
  return amountsAddingUp(draw, { total: billion * BILLION, count: plans, sizes: SIZES, step: STEP }).map(
    (toman) => {
      const { bank } = drawBank(draw);
      const place = { ...placed(draw, agency), bank, toman, plannedJobs: draw.between(3, 8) };
      const first = Math.min(left, Math.round((toman * FIRST_INSTALMENT) / STEP) * STEP);
      if (first === 0) {
        return {
          ...place,
          introducedOn: workingDayBetween(draw, INTRODUCED.from, INTRODUCED.until),
          payments: [],
        };
      }
      const payments = [{ on: workingDayBetween(draw, lot.from, lot.until), toman: first }];
      left -= first;
      const rest = Math.min(left, toman - first);
      const secondFrom = payments[0].on + 7;
      if (rest > 0 && secondFrom <= lot.until && draw.happens(0.6)) {
        payments.push({ on: workingDayBetween(draw, secondFrom, lot.until), toman: rest });
        left -= rest;
      }
      const before = introducedBefore(draw, bank, payments[0].on, INTRODUCED.from);
      const introducedOn = Math.min(before, workingDayBetween(draw, INTRODUCED.from, INTRODUCED.until));
      return { ...place, introducedOn, payments };
    },
  );
}

export const allocations = AGENCIES.map(({ agency, creditBillion, lot }) => ({
  id: `rural-1401-${agency}-1`,
  agency,
  toman: creditBillion * BILLION,
  notifiedOn: lot.notifiedOn,
}));

const draw = chance('rural');
export const facilities = numbered(
  AGENCIES.flatMap((agency) => facilitiesOf(draw, agency)),
  { prefix: 'RU', digits: 3, people: PEOPLE.rural },
);
