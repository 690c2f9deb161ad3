import { csv } from './csv.mjs';
import { chance } from './random.mjs';
import { AGENCIES, COUNTIES, PROVINCE } from './register.mjs';
import { inProportion } from './split.mjs';

/** Published: first session of 1402 (both baselines). The raised total is invented: "over 52 thousand" is published. */
const TOTALS = { baseline1401: 45_794, raised1401: 52_150, baseline1402: 47_165 };
/** Cells of one or two jobs are unrealistic, so they are left out before the total is divided. */
const SMALLEST_CELL = 6;

/**
 * Agency × sector × county with a weight: the agency's part × the sector's part of it × the population of the county.
 */
function cells(year) {
  const draw = chance(`commitments-${year}`);
  const people = COUNTIES.reduce((sum, county) => sum + county.people, 0);
  return AGENCIES.flatMap((agency) =>
    Object.entries(agency.sectors).flatMap(([sector, share]) =>
      COUNTIES.map((county) => ({
        agency,
        sector,
        county,
        weight:
          (agency.weight / 1000) * (share / 100) * (county.people / people) * (0.8 + draw.fraction() * 0.4),
      })),
    ),
  );
}

function divided(year, total) {
  const kept = cells(year).filter(({ weight }) => weight * total >= SMALLEST_CELL);
  const jobs = inProportion(
    total,
    kept.map(({ weight }) => weight),
    1,
  );
  return kept.map((cell, at) => ({ ...cell, jobs: jobs[at] }));
}

/** The 1401 commitment; jobs are later registered in proportion to it. */
export const baseline1401 = divided(1401, TOTALS.baseline1401);

/** Every baseline commitment, raised in proportion: a separate version with complete figures, not a difference. */
function raised1401() {
  const more = inProportion(
    TOTALS.raised1401 - TOTALS.baseline1401,
    baseline1401.map(({ jobs }) => jobs),
  );
  return baseline1401.map((cell, at) => ({ ...cell, jobs: cell.jobs + more[at] }));
}

function commitmentsFile(year, version, notifiedOn, rows) {
  return csv(
    ['province', 'year', 'version', 'agency', 'sector', 'county', 'jobs', 'notified_on'],
    rows.map(({ agency, sector, county, jobs }) => [
      PROVINCE,
      year,
      version,
      agency.id,
      sector,
      county.id,
      jobs,
      notifiedOn,
    ]),
  );
}

export const baseline1401File = () => commitmentsFile(1401, 'baseline', '1401-02-11', baseline1401);
export const raised1401File = () => commitmentsFile(1401, 'raised', '1401-03-29', raised1401());
export const baseline1402File = () =>
  commitmentsFile(1402, 'baseline', '1402-01-19', divided(1402, TOTALS.baseline1402));
