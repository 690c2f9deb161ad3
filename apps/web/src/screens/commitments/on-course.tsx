import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { Section } from '../../parts/page.js';
import { useShown } from '../../words/use-shown.js';
import { courseSentence } from './course-part.js';
import { usePlan } from './use-plan.js';

/** Whether the latest promise is on course, in a sentence that leads to its page; nothing where there is no pool. */
export function OnCourse() {
  const { year, province } = usePlan(undefined);
  return year === undefined || province === undefined ? null : <Sentence year={year} province={province} />;
}

function Sentence({ year, province }: { readonly year: number; readonly province: string }) {
  const shown = useShown();
  const { t } = shown;
  const query = useQuery(ask.course(province, year, {}));
  return (
    <Section
      id="on-course"
      title={t('home.onCourse')}
      aside={
        <Link to={`/commitments/${String(year)}`}>{t('promise.title', { year: shown.year(year) })}</Link>
      }
    >
      <Asked query={query} lines={2} stamped={false}>
        {(course) => <p className="sentence">{courseSentence(course, shown)}</p>}
      </Asked>
    </Section>
  );
}
