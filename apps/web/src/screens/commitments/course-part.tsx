import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { CourseChart } from '../../charts/course.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Count, Day } from '../../parts/figure.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { useVersionName } from '../../words/version-name.js';
import { jobsAddress } from '../jobs/place.js';
import { partsOf } from './parts.js';
import { placeIn } from './place.js';

type Board = Schemas['CommitmentBoard'];
type Course = Schemas['Course'];
type Point = Course['points'][number];

/** The course of the promise, or of one part of it, against what is expected. */
export function CoursePart({ board }: { readonly board: Board }) {
  const [search] = useSearchParams();
  const { by, part } = placeIn(search);
  const held = part === undefined ? {} : { [by]: part };
  const query = useQuery({
    ...ask.course(board.province, board.year, { version: board.version, ...held }),
    placeholderData: keepPreviousData,
  });
  const name = part === undefined ? undefined : partsOf(board, by).find(({ id }) => id === part)?.name;
  return (
    <Asked query={query} lines={8} stamped={false}>
      {(course) => <CourseOf course={course} name={name ?? part} />}
    </Asked>
  );
}

function CourseOf({ course, name }: { readonly course: Course; readonly name: string | undefined }) {
  const shown = useShown();
  const { t } = shown;
  const versionName = useVersionName();
  return (
    <>
      <CourseFacts course={course} />
      <CourseChart
        course={course}
        title={name === undefined ? t('promise.course') : t('promise.courseOfPart', { name })}
        sentence={courseSentence(course, shown)}
      />
      <details className="twin">
        <summary>{t('promise.table')}</summary>
        <Table
          id="course"
          caption={t('promise.captionCourse', { version: versionName(course.version) })}
          columns={columns(course, shown)}
          rows={course.points}
          rowId={({ month }) => month}
          empty=""
          footLabel={t('board.total')}
        />
      </details>
    </>
  );
}

/** One word for where the promise stands, with its arithmetic. */
export function courseSentence(
  { assigned, registered, expected, gap, projected, workingDays, workingDaysOfYear }: Course,
  { t, count }: Pick<Shown, 't' | 'count'>,
): string {
  if (assigned === 0) return t('promise.nothingPromised', { registered: count(registered) });
  const isOver = workingDays >= workingDaysOfYear;
  const figures = {
    registered: count(registered),
    expected: count(expected),
    gap: count(Math.abs(gap)),
    projected: count(projected ?? 0),
    days: count(workingDays),
    of: count(workingDaysOfYear),
  };
  if (isOver) return t(gap >= 0 ? 'promise.kept' : 'promise.notKept', figures);
  return t(gap >= 0 ? 'promise.onCourse' : 'promise.behind', figures);
}

function CourseFacts({ course }: { readonly course: Course }) {
  const { t, count } = useShown();
  const { expected, gap, projected, workingDays, workingDaysOfYear, provisional } = course;
  const days = t('promise.daysOf', { days: count(workingDays), of: count(workingDaysOfYear) });
  return (
    <Facts
      label={t('promise.course')}
      facts={[
        {
          field: 'expected',
          label: t('promise.expected'),
          help: t('promise.expectedHelp'),
          value: (
            <>
              <Count value={expected} />
              <span className="unit">
                {days}
                {provisional && ` · ${t('promise.provisional')}`}
              </span>
            </>
          ),
        },
        { field: 'gap', label: t('promise.gapToExpected'), value: <Count value={gap} /> },
        ...(projected === null || workingDays >= workingDaysOfYear
          ? []
          : [
              {
                field: 'projected',
                label: t('promise.projected'),
                help: t('promise.projectedHelp'),
                value: <Count value={projected} />,
              },
            ]),
      ]}
    />
  );
}

function columns(course: Course, { t }: Shown): readonly Column<Point>[] {
  const { points, version, registered } = course;
  const [first, last] = [points[0]?.month, points.at(-1)?.month];
  const listOf = ({ month, until }: Point): string =>
    jobsAddress({
      province: course.province,
      year: course.year,
      agency: course.agency ?? undefined,
      sector: course.sector ?? undefined,
      county: course.county ?? undefined,
      counted: 'true',
      // What was registered before or after the year stands in its first or its last month.
      registeredFrom: month === first ? undefined : `${month}-01`,
      registeredTo: month === last ? undefined : until,
    });
  return [
    { id: 'until', header: t('promise.until'), cell: ({ until }) => <Day jalali={until} /> },
    {
      id: 'registered',
      header: t('promise.registered'),
      numeric: true,
      cell: (point) =>
        point.registered === null ? (
          '–'
        ) : (
          <Count value={point.registered} to={listOf(point)} name="registered" />
        ),
      foot: (
        <span data-sum={registered} data-name="registered">
          <Count value={registered} />
        </span>
      ),
    },
    {
      id: 'registeredToDate',
      header: t('promise.toDate'),
      numeric: true,
      cell: ({ registeredToDate }) => (registeredToDate === null ? '–' : <Count value={registeredToDate} />),
    },
    {
      id: 'expected',
      header: t('promise.expected'),
      numeric: true,
      cell: ({ expected }) => <Count value={expected[version] ?? 0} />,
    },
    {
      id: 'workingDays',
      header: t('promise.workingDays'),
      numeric: true,
      cell: ({ workingDays }) => <Count value={workingDays} />,
    },
  ];
}
