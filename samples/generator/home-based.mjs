import { introducedBefore } from './banks.mjs';
import { day, workingDayBetween, workingDayFrom } from './days.mjs';
import { PEOPLE } from './national-id.mjs';
import { numbered, placed } from './pools.mjs';
import { chance, weightedDraw } from './random.mjs';
import { amountsAddingUp, inProportion } from './split.mjs';

const MILLION = 1_000_000;

/** Published after ten months of 1401: 2,089 plans, 121 bn toman. The shares of agencies are invented. */
const PLANS = 2_089;
const AGENCIES = [
  { agency: 'cooperatives-labour', creditBillion: 48, paidBillion: 46 },
  { agency: 'relief-committee', creditBillion: 32, paidBillion: 30 },
  { agency: 'behzisti', creditBillion: 22, paidBillion: 20 },
  { agency: 'jahad-daneshgahi', creditBillion: 15, paidBillion: 14 },
  { agency: 'cultural-heritage', creditBillion: 13, paidBillion: 11 },
];

/**
 * Credit came in three lots. Their twenty working days after notification end on 1401-06-07, 1401-08-09 and 1401-10-04.
 * Most of a lot is paid until `soon`, the rest until `late`, so that every agency passes every review.
 */
const LOTS = [
  { part: 40, notifiedOn: day('05-08'), soon: day('06-05'), late: day('07-06') },
  { part: 30, notifiedOn: day('07-10'), soon: day('08-07'), late: day('09-02') },
  { part: 30, notifiedOn: day('09-06'), soon: day('10-03'), late: day('10-27') },
];
const PAID_SOON = 0.88;

const SIZES = [30, 40, 50, 50, 50, 50, 60, 70, 80, 100].map((size) => size * MILLION);
const drawBank = weightedDraw(
  [
    { bank: 'bank-mehr-iran', part: 30 },
    { bank: 'bank-resalat', part: 20 },
    { bank: 'post-bank', part: 15 },
    { bank: 'bank-keshavarzi', part: 15 },
    { bank: 'bank-toseeh-taavon', part: 12 },
    { bank: 'bank-saderat', part: 8 },
  ],
  ({ part }) => part,
);

const inLots = (billion) =>
  inProportion(
    billion * 1_000,
    LOTS.map(({ part }) => part),
  ).map((millions) => millions * MILLION);

export const allocations = LOTS.flatMap(({ notifiedOn }, lot) =>
  AGENCIES.map(({ agency, creditBillion }) => ({
    id: `home-based-1401-${agency}-${lot + 1}`,
    agency,
    toman: inLots(creditBillion)[lot],
    notifiedOn,
  })),
);

function facility(draw, agency, { notifiedOn, soon, late }, toman) {
  const { bank } = drawBank(draw);
  const [from, until] = draw.happens(PAID_SOON) ? [notifiedOn + 1, soon] : [soon + 1, late];
  const paidOn = workingDayBetween(draw, workingDayFrom(from), until);
  const introducedOn = introducedBefore(draw, bank, paidOn);
  const payments = [{ on: paidOn, toman }];
  return {
    ...placed(draw, agency),
    bank,
    toman,
    introducedOn,
    plannedJobs: draw.happens(0.1) ? 2 : 1,
    payments,
  };
}

const groups = AGENCIES.flatMap(({ agency, paidBillion }) =>
  inLots(paidBillion).map((total, lot) => ({ agency, total, lot: LOTS[lot] })),
);
const plansOf = inProportion(
  PLANS,
  groups.map(({ total }) => total),
);

const draw = chance('home-based');
export const facilities = numbered(
  groups.flatMap(({ agency, total, lot }, at) =>
    amountsAddingUp(draw, { total, count: plansOf[at], sizes: SIZES, step: MILLION }).map((toman) =>
      facility(draw, agency, lot, toman),
    ),
  ),
  { prefix: 'HB', digits: 4, people: PEOPLE.homeBased },
);
