import type { Schemas } from '../api/questions.js';
import { Num } from '../ui/number.js';
import { useShown } from '../words/use-shown.js';
import { useVersionName } from '../words/version-name.js';
import { courseLines, HEIGHT, WIDTH } from './course-lines.js';

interface Props {
  readonly course: Schemas['Course'];
  readonly title: string;
  /** What the chart says, in a sentence. */
  readonly sentence: string;
}

/**
 * Registered jobs as a line of steps, against a thin line for each version of the promise. The table beside it holds the
 * same figures.
 */
export function CourseChart({ course, title, sentence }: Props) {
  const { t, count } = useShown();
  const versionName = useVersionName();
  const { registered, expected, projected, today, top } = courseLines(course);
  return (
    <figure className="chart course">
      <figcaption>
        <span className="chart-title">{title}</span>
        <span className="chart-sentence">{sentence}</span>
      </figcaption>
      <p className="top-of-chart" aria-hidden="true">
        <Num>{count(top)}</Num>
      </p>
      <svg
        className="lines"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {expected.map(({ version, line }) => (
          <path
            key={version}
            className={version === course.version ? 'expected asked' : 'expected'}
            d={line}
          />
        ))}
        {today !== undefined && <line className="today" x1={today} x2={today} y1="0" y2={HEIGHT} />}
        {projected !== undefined && <path className="projected" d={projected} />}
        <path className="registered" d={registered} />
      </svg>
      <p className="months" aria-hidden="true">
        {course.points.map(({ month }) => (
          <Num key={month}>{count(Number(month.slice(5)))}</Num>
        ))}
      </p>
      <p className="legend" aria-hidden="true">
        <span className="key registered" /> {t('promise.registered')}
        {expected.map(({ version }) => (
          <span key={version} className="legend-part">
            <span className={version === course.version ? 'key asked' : 'key expected'} />{' '}
            {t('promise.expectedOf', { version: versionName(version) })}
          </span>
        ))}
        {projected !== undefined && (
          <span className="legend-part">
            <span className="key projected" /> {t('promise.projected')}
          </span>
        )}
      </p>
    </figure>
  );
}
