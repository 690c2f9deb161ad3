import { baseline1401 } from './commitments.mjs';
import { csv } from './csv.mjs';
import { day, jalali, monthOf, workingDayBetween, workingDayFrom, workingDayUntil } from './days.mjs';
import * as homeBased from './home-based.mjs';
import { PEOPLE, nationalId } from './national-id.mjs';
import * as note16 from './note16.mjs';
import { chance, shuffled, weightedDraw } from './random.mjs';
import { PROVINCE } from './register.mjs';
import * as rural from './rural.mjs';

/**
 * @typedef {object} Job
 * @property {string} [id]
 * @property {string} agency
 * @property {string} sector
 * @property {string} county
 * @property {number} person
 * @property {number} registeredOn
 * @property {number} startedOn
 * @property {string} [facility]
 * @property {string} [programme]
 * @property {boolean} willBeRejected
 */

/**
 * Net jobs at the end of the year by month of registration, and the jobs that verification rejects. Published: 48,583
 * net jobs of the first ten months, 59,370 of the year. The shares of months are invented, and so is every rejected
 * job.
 */
const MONTHS = [
  { standing: 1_214, rejected: 12 },
  { standing: 3_386, rejected: 38 },
  { standing: 4_527, rejected: 48 },
  { standing: 5_013, rejected: 55 },
  { standing: 5_196, rejected: 57 },
  { standing: 5_488, rejected: 60 },
  { standing: 5_377, rejected: 58 },
  { standing: 5_842, rejected: 62 },
  { standing: 6_269, rejected: 60 },
  { standing: 6_271, rejected: 30 },
  { standing: 5_204, rejected: 80 },
  { standing: 5_583, rejected: 40 },
];
/** A job that is rejected before the end of its period must be registered early enough to be verified. */
const REJECTABLE_UNTIL = { 10: day('10-12'), 12: day('12-08') };
const LAST_REGISTRATION = day('12-28');
/** The first office days after the new year holidays. */
const FIRST_START = day('01-06');
const FIRST_REGISTRATION = day('01-08');

const PACE_SPREAD = 0.15;
const drawCell = (() => {
  const draw = chance('jobs-cells');
  const weight = new Map(
    baseline1401.map((cell) => [
      cell,
      cell.jobs * cell.agency.pace * cell.county.pace * (1 - PACE_SPREAD + draw.fraction() * 2 * PACE_SPREAD),
    ]),
  );
  return weightedDraw(baseline1401, (cell) => weight.get(cell));
})();

const EDUCATION = [
  { education: 'below-diploma', part: 27 },
  { education: 'diploma', part: 31 },
  { education: 'associate', part: 9 },
  { education: 'bachelor', part: 20 },
  { education: 'master', part: 6 },
  { education: 'doctorate', part: 1 },
  { education: '', part: 6 },
];
const drawEducation = weightedDraw(EDUCATION, ({ part }) => part);
const GRADUATES = ['associate', 'bachelor', 'master', 'doctorate'];
const WELFARE_AGENCIES = ['relief-committee', 'behzisti'];

/**
 * The four groups to which the first session of 1401 gave priority; most of the jobless belong to none or do not say.
 */
function priorityGroup({ happens }, { agency, education }) {
  if (WELFARE_AGENCIES.includes(agency) && happens(0.85)) return 'support-institution-client';
  if (GRADUATES.includes(education) && happens(0.55)) return 'jobless-graduate';
  if (happens(0.18)) return 'low-decile';
  return happens(0.12) ? 'marginal-area' : '';
}

function femaleShare(programme) {
  return programme === 'home-based' ? 0.68 : 0.285;
}

/** Jobs that a paid facility created; the first of them is the applicant's own. */
function jobsOfFacilities() {
  const draw = chance('jobs-of-facilities');
  const programmes = [
    { programme: 'note16', facilities: note16.facilities, share: 0.45 },
    { programme: 'home-based', facilities: homeBased.facilities, share: 0.9 },
    { programme: 'rural', facilities: rural.facilities, share: 0.35 },
  ];
  return programmes.flatMap(({ programme, facilities, share }) =>
    facilities.flatMap((facility) => {
      const standing = facility.payments.filter(({ reversed }) => reversed === undefined);
      if (standing.length === 0) return [];
      const { agency, sector, county, id, applicant, plannedJobs } = facility;
      return Array.from({ length: plannedJobs }, (_, nth) => {
        const startedOn = workingDayFrom(standing[0].on + draw.between(2, 25));
        const registeredOn = workingDayFrom(startedOn + draw.between(1, 14));
        const person = nth === 0 ? applicant : undefined;
        return { agency, sector, county, facility: id, programme, person, startedOn, registeredOn };
      }).filter(({ registeredOn }) => registeredOn <= LAST_REGISTRATION && draw.happens(share));
    }),
  );
}

function ordinaryJob(draw, month) {
  const { agency, sector, county } = drawCell(draw);
  const first = Math.max(day(`${month}-1`), FIRST_REGISTRATION);
  const last = month === 12 ? LAST_REGISTRATION : day(`${month + 1}-1`) - 1;
  const registeredOn = workingDayBetween(draw, first, last);
  const startedOn = workingDayUntil(Math.max(registeredOn - draw.between(1, 40), FIRST_START));
  return { agency: agency.id, sector, county: county.id, registeredOn, startedOn };
}

/** Chooses the jobs of a month that a verifier will reject: ordinary ones that can still be verified in time. */
function markRejected(draw, jobs, month, count) {
  const until = REJECTABLE_UNTIL[month] ?? LAST_REGISTRATION;
  const candidates = jobs.filter((job) => job.facility === undefined && job.registeredOn <= until);
  const chosen = new Set(shuffled(candidates, draw).slice(0, count));
  if (chosen.size !== count) throw new RangeError(`month ${month} has too few jobs that could be rejected`);
  return jobs.map((job) => ({ ...job, willBeRejected: chosen.has(job) }));
}

function jobsOfMonth(draw, month, ofFacilities) {
  const { standing, rejected } = MONTHS[month - 1];
  const linked = ofFacilities.filter(({ registeredOn }) => monthOf(registeredOn) === month);
  const ordinary = standing + rejected - linked.length;
  if (ordinary < rejected) throw new RangeError(`month ${month} has more jobs of facilities than jobs`);
  const jobs = [...linked, ...Array.from({ length: ordinary }, () => ordinaryJob(draw, month))];
  return markRejected(draw, jobs, month, rejected);
}

function described(draw, job) {
  const { education } = drawEducation(draw);
  const gender = draw.happens(femaleShare(job.programme)) ? 'female' : 'male';
  return { ...job, gender, education, priorityGroup: priorityGroup(draw, { agency: job.agency, education }) };
}

/** Every job of the year in order of registration, with its number and a person of its own. @type {Job[]} */
export const jobs = (() => {
  const draw = chance('jobs');
  const ofFacilities = jobsOfFacilities();
  const inOrder = MONTHS.flatMap((_, at) => jobsOfMonth(draw, at + 1, ofFacilities));
  inOrder.sort((a, b) => a.registeredOn - b.registeredOn);
  return inOrder.map((job, at) => ({
    ...described(draw, job),
    id: `EA1401-${String(at + 1).padStart(5, '0')}`,
    person: job.person ?? PEOPLE.jobs + at,
  }));
})();

/** @param {readonly Job[]} rows */
export function jobsFile(rows) {
  return csv(
    [
      ...['province', 'year', 'job_id', 'agency', 'sector', 'county', 'national_id', 'gender', 'education'],
      ...['priority_group', 'registered_on', 'started_on', 'facility_id', 'programme'],
    ],
    rows.map((job) => [
      PROVINCE,
      1401,
      job.id,
      job.agency,
      job.sector,
      job.county,
      nationalId(job.person),
      job.gender,
      job.education,
      job.priorityGroup,
      jalali(job.registeredOn),
      jalali(job.startedOn),
      job.facility,
      job.programme,
    ]),
  );
}
