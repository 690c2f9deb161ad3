import { csv } from './csv.mjs';
import { day, jalali, monthOf, workingDayFrom } from './days.mjs';
import { jobs } from './jobs.mjs';
import { chance, weightedDraw } from './random.mjs';

/**
 * @typedef {object} Round
 * @property {string} jobId
 * @property {1 | 2 | 3} round
 * @property {'verified' | 'rejected'} verdict
 * @property {string} verifier
 * @property {number} on
 * @property {string} [reason]
 */

/** The first ten months end with a Friday; their rejections are dated by the last office day. */
const END_OF_DEY = day('10-28');
const END_OF_YEAR = day('12-28');

const VERIFIERS_OF_TABRIZ = 6;
const VERIFIERS_ELSEWHERE = 3;

const drawRounds = weightedDraw(
  [
    { rounds: 0, part: 8 },
    { rounds: 1, part: 8 },
    { rounds: 2, part: 12 },
    { rounds: 3, part: 72 },
  ],
  ({ part }) => part,
);
const drawRejectedRound = weightedDraw(
  [
    { round: 1, part: 60 },
    { round: 2, part: 25 },
    { round: 3, part: 15 },
  ],
  ({ part }) => part,
);
const REASONS = [
  'در محل کار حضور نداشت',
  'کارگاه تعطیل بود',
  'شغل پیش از سال ۱۴۰۱ بوده است',
  'نشانی محل کار نادرست است',
  'بیمه یا پرداخت دستمزد احراز نشد',
];

/** Three rounds, three people: each job gets the verifiers of its county in turn, starting with one of them. */
function verifierOf(job, first, round) {
  const count = job.county === 'tabriz' ? VERIFIERS_OF_TABRIZ : VERIFIERS_ELSEWHERE;
  return `verifier-${job.county}-${((first + round - 1) % count) + 1}`;
}

function days(draw, job, gaps) {
  let on = job.registeredOn;
  return gaps.map(([fewest, most]) => (on = workingDayFrom(on + draw.between(fewest, most))));
}

/** @returns {Round[]} */
function roundsThatPass(draw, job) {
  const { rounds } = drawRounds(draw);
  const first = draw.between(0, 5);
  return days(draw, job, [
    [4, 25],
    [7, 30],
    [10, 40],
  ])
    .slice(0, rounds)
    .filter((on) => on <= END_OF_YEAR)
    .map((on, at) => ({
      jobId: job.id,
      round: at + 1,
      verdict: 'verified',
      verifier: verifierOf(job, first, at + 1),
      on,
    }));
}

/** @returns {Round[]} passed rounds and the one that rejects, the last that fits into the period of the job */
function roundsThatReject(draw, job) {
  const end = monthOf(job.registeredOn) <= 10 ? END_OF_DEY : END_OF_YEAR;
  const first = draw.between(0, 5);
  const { round } = drawRejectedRound(draw);
  const fitting = days(draw, job, [
    [3, 9],
    [3, 9],
    [3, 9],
  ])
    .slice(0, round)
    .filter((on) => on <= end);
  if (fitting.length === 0) throw new RangeError(`job ${job.id} cannot be visited before its period ends`);
  return fitting.map((on, at) => {
    const verifier = verifierOf(job, first, at + 1);
    const rejects = at === fitting.length - 1;
    const verdict = rejects ? { verdict: 'rejected', reason: draw.oneOf(REASONS) } : { verdict: 'verified' };
    return { jobId: job.id, round: at + 1, verifier, on, ...verdict };
  });
}

/** Rounds by job, for the year. @type {ReadonlyMap<string, Round[]>} */
export const plannedRounds = (() => {
  const draw = chance('verifications');
  return new Map(
    jobs.map((job) => [job.id, job.willBeRejected ? roundsThatReject(draw, job) : roundsThatPass(draw, job)]),
  );
})();

/**
 * @param {readonly Round[]} rounds
 * @param {readonly (1 | 2 | 3)[]} which the rounds that stand in the file
 */
export function verificationsFile(rounds, which) {
  const inOrder = rounds
    .filter(({ round }) => which.includes(round))
    .sort((a, b) => a.on - b.on || a.round - b.round || (a.jobId < b.jobId ? -1 : 1));
  return csv(
    ['job_id', 'round', 'verdict', 'verifier', 'on', 'reason'],
    inOrder.map(({ jobId, round, verdict, verifier, on, reason }) => [
      jobId,
      round,
      verdict,
      verifier,
      jalali(on),
      reason,
    ]),
  );
}
