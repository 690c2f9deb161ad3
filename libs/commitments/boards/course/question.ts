import { jalaliMonth } from '@misaq/platform/calendar/jalali.js';
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { idField, jalaliYearField } from '@misaq/platform/questions/fields.js';
import type { Question } from '@misaq/platform/questions/question.js';
import { refused } from '@misaq/platform/questions/refused.js';
import { agencyScope, holdToOwn } from '@misaq/platform/questions/scope.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { BASELINE } from '../../domain/events.js';
import {
  expectedJobs,
  projectedJobs,
  type TargetMonth,
  TARGETS,
  type TargetYear,
  targetYear,
} from '../../domain/target.js';
import { COMMITMENT_BOARD } from '../commitments/projection.js';
import type { PlanParams } from '../commitments/question.js';
import type { CommitmentCourse } from '../commitments/queries.js';
import type { CourseItem, CoursePointItem } from './wire.js';

/** Of whom: all parts of the promise that match. */
export interface CourseParams extends PlanParams {
  readonly agency?: string | undefined;
  readonly sector?: string | undefined;
  readonly county?: string | undefined;
}

/** The course of a promise through its year. An agency sees its own. */
export const course: Question<CourseParams, CourseItem> = {
  name: 'course',
  path: 'provinces/:province/plans/:year/course',
  fields: {
    province: idField({ example: 'east-azerbaijan' }),
    year: jalaliYearField(),
    version: idField({
      optional: true,
      example: 'raised',
      description: 'The version that it is measured against.',
    }),
    agency: idField({ optional: true, example: 'behzisti' }),
    sector: idField({ optional: true, example: 'services' }),
    county: idField({ optional: true, example: 'tabriz' }),
  },
  needs: 'read',
  scope(asker, { agency }) {
    const scope = agencyScope(asker);
    holdToOwn(asker, scope, { agency });
    return scope;
  },
  from: [COMMITMENT_BOARD, REGISTER],
  find({ models, params, scope, today }) {
    const { province, year, version = BASELINE, sector, county } = params;
    const agency = scope.agency ?? params.agency;
    const parts = {
      ...(agency !== undefined && { agency }),
      ...(sector !== undefined && { sector }),
      ...(county !== undefined && { county }),
    };
    const found = models.commitments.commitmentCourse(province, year, parts);
    if (found === undefined) throw refused('unknown_plan', { province, year });
    const { assigned, versions } = found;
    if (!versions.includes(version) && versions.length > 0)
      throw refused('unknown_version', { province, year, version, versions });
    const ofYear = targetYear(models.register.calendar(province), year);
    const workingDays = ofYear.workingDaysTo(today);
    const promised = assigned[version] ?? 0;
    const registered = [...found.netByMonth.values()].reduce((sum, net) => sum + net, 0);
    const expected = expectedJobs(promised, workingDays, ofYear.workingDays);
    return {
      province,
      year,
      agency: agency ?? null,
      sector: sector ?? null,
      county: county ?? null,
      version,
      assignedByVersion: assigned,
      target: TARGETS[0],
      provisional: ofYear.provisional,
      today,
      workingDays,
      workingDaysOfYear: ofYear.workingDays,
      assigned: promised,
      expected,
      registered,
      gap: registered - expected,
      projected: projectedJobs(registered, workingDays, ofYear.workingDays),
      points: pointsOf(found, ofYear, today),
    };
  },
};

/**
 * The months of the year. What was registered before the year stands in its first month, what was registered after it in
 * the last: the sum of the points is what fulfilment counts.
 */
function pointsOf(
  { netByMonth, assigned }: CommitmentCourse,
  { months, workingDays: ofYear }: TargetYear,
  today: PlainDate,
): readonly CoursePointItem[] {
  const now = jalaliMonth(today);
  let registeredToDate = 0;
  return months.map(({ month, until, workingDays }, index) => {
    const [isFirst, isLast] = [index === 0, index === months.length - 1];
    const registered = [...netByMonth]
      .filter(([each]) => each === month || (isFirst && each < month) || (isLast && each > month))
      .reduce((sum, [, net]) => sum + net, 0);
    registeredToDate += registered;
    const hasBegun = month <= now;
    return {
      month,
      until,
      workingDays,
      expected: expectedBy({ workingDays }, assigned, ofYear),
      registered: hasBegun ? registered : null,
      registeredToDate: hasBegun ? registeredToDate : null,
    };
  });
}

function expectedBy(
  { workingDays }: Pick<TargetMonth, 'workingDays'>,
  assigned: Readonly<Record<string, number>>,
  ofYear: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(assigned).map(([version, jobs]) => [version, expectedJobs(jobs, workingDays, ofYear)]),
  );
}
