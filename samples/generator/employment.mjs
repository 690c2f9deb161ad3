import { csv } from './csv.mjs';
import { day, jalali, monthOf, workingDayBetween, workingDayFrom, workingDayUntil } from './days.mjs';
import { jobs } from './jobs.mjs';
import { chance, shuffled } from './random.mjs';
import { plannedRounds } from './verifications.mjs';

/** The first set of files has nothing later than this day. */
const FIRST_PERIOD_ENDS = day('10-30');
const SHORTEST_JOB_IN_DAYS = 45;
const ENDED = { toDey: 620, later: 280 };
/** Number of people whose earlier job was rejected or ended, and who are registered again in the last two months. */
const EMPLOYED_AGAIN = 240;
const REASONS = [
  'پایان قرارداد فصلی',
  'تعطیلی کارگاه',
  'انصراف شاغل',
  'مهاجرت به شهرستان دیگر',
  'پایان پروژه',
];

const draw = chance('employment');

function endings() {
  const candidates = shuffled(
    jobs.filter((job) => !job.willBeRejected && job.facility === undefined),
    draw,
  );
  const early = candidates.filter(({ registeredOn }) => registeredOn <= day('08-15')).slice(0, ENDED.toDey);
  const taken = new Set(early);
  const late = candidates
    .filter((job) => !taken.has(job) && monthOf(job.registeredOn) >= 3 && monthOf(job.registeredOn) <= 10)
    .slice(0, ENDED.later);
  const ended = (job, from, until) => ({
    job,
    on: workingDayBetween(
      draw,
      Math.max(from, workingDayFrom(job.registeredOn + SHORTEST_JOB_IN_DAYS)),
      until,
    ),
    reason: draw.oneOf(REASONS),
  });
  return [
    ...early.map((job) => ended(job, day('03-01'), workingDayUntil(FIRST_PERIOD_ENDS))),
    ...late.map((job) => ended(job, day('11-01'), day('12-27'))),
  ].sort((a, b) => a.on - b.on);
}

const ended = endings();
const endedOn = new Map(ended.map(({ job, on }) => [job.id, on]));

/** Ended jobs are not verified any more. */
const rounds = [...plannedRounds.values()]
  .flat()
  .filter(({ jobId, on }) => on < (endedOn.get(jobId) ?? Infinity));

const inFirstPeriod = (on) => on <= FIRST_PERIOD_ENDS;

/** People who are free again by the end of the first period, with the day since when. */
function freed() {
  const rejected = rounds.filter(({ verdict, on }) => verdict === 'rejected' && inFirstPeriod(on));
  const since = new Map(rejected.map(({ jobId, on }) => [jobId, on]));
  for (const [jobId, on] of endedOn) if (inFirstPeriod(on)) since.set(jobId, on);
  return jobs.filter(({ id }) => since.has(id)).map(({ id, person }) => ({ person, since: since.get(id) }));
}

/** Jobs of the last two months. Some belong to people who had another job before and have none now. */
function laterJobs() {
  const later = jobs.filter(({ registeredOn }) => !inFirstPeriod(registeredOn));
  const people = shuffled(freed(), draw).slice(0, EMPLOYED_AGAIN);
  const places = shuffled(
    later.filter(({ facility, willBeRejected }) => facility === undefined && !willBeRejected),
    draw,
  );
  const again = new Map(people.map((person, at) => [places[at].id, person]));
  return later.map((job) => {
    const person = again.get(job.id);
    if (person === undefined) return job;
    const startedOn = Math.max(job.startedOn, workingDayFrom(person.since + 1));
    return { ...job, person: person.person, startedOn };
  });
}

export const jobsToDey = jobs.filter(({ registeredOn }) => inFirstPeriod(registeredOn));
export const jobsAfterDey = laterJobs();
export const roundsToDey = rounds.filter(({ on }) => inFirstPeriod(on));
export const roundsAfterDey = rounds.filter(({ on }) => !inFirstPeriod(on));
export const endedToDey = ended.filter(({ on }) => inFirstPeriod(on));
export const endedAfterDey = ended.filter(({ on }) => !inFirstPeriod(on));

export function jobEndingsFile(rows) {
  return csv(
    ['job_id', 'ended_on', 'reason'],
    rows.map(({ job, on, reason }) => [job.id, jalali(on), reason]),
  );
}
