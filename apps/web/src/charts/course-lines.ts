/** The lines of the chart of a promise: days run along it, jobs up. Pure, so that a test needs no browser. */
import type { Schemas } from '../api/questions.js';

type Course = Pick<
  Schemas['Course'],
  'points' | 'assignedByVersion' | 'registered' | 'projected' | 'workingDays' | 'workingDaysOfYear'
>;

export const WIDTH = 1_000;
export const HEIGHT = 300;

export interface CourseLines {
  /** A step for each month that has begun: what was registered stands at its end. */
  readonly registered: string;
  /** What each version expects, evenly by working days. */
  readonly expected: readonly { readonly version: string; readonly line: string }[];
  /** From today to the end of the year; undefined when the year is over or has not begun. */
  readonly projected: string | undefined;
  /** Where today stands; undefined when the year is over or has not begun. */
  readonly today: number | undefined;
  /** The number of jobs at the upper edge. */
  readonly top: number;
}

export function courseLines(course: Course): CourseLines {
  const { points, assignedByVersion, registered, projected, workingDays, workingDaysOfYear } = course;
  const isRunning = workingDays > 0 && workingDays < workingDaysOfYear;
  const top = Math.max(
    1,
    registered,
    ...(isRunning ? [projected ?? 0] : []),
    ...Object.values(assignedByVersion),
  );
  const x = (days: number): number => part(days, workingDaysOfYear, WIDTH);
  const y = (jobs: number): number => HEIGHT - part(jobs, top, HEIGHT);
  const steps = points.flatMap(({ workingDays: days, registeredToDate }) =>
    registeredToDate === null
      ? []
      : [`H${String(x(Math.min(days, workingDays)))} V${String(y(registeredToDate))}`],
  );
  return {
    registered: [`M0 ${String(HEIGHT)}`, ...steps].join(' '),
    expected: Object.keys(assignedByVersion).map((version) => ({
      version,
      line: [
        `M0 ${String(HEIGHT)}`,
        ...points.map(
          ({ workingDays: days, expected }) => `L${String(x(days))} ${String(y(expected[version] ?? 0))}`,
        ),
      ].join(' '),
    })),
    projected:
      isRunning && projected !== null
        ? `M${String(x(workingDays))} ${String(y(registered))} L${String(WIDTH)} ${String(y(projected))}`
        : undefined,
    today: isRunning ? x(workingDays) : undefined,
    top,
  };
}

/** Up to a tenth of a unit: the picture has no finer ones. */
function part(value: number, of: number, length: number): number {
  return of === 0 ? 0 : Math.round((value * length * 10) / of) / 10;
}
