import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Page, Section } from '../../parts/page.js';
import { provinceName } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { CoursePart } from './course-part.js';
import { PartsTable } from './parts-table.js';
import { placeIn } from './place.js';
import { Switches } from './switches.js';
import { Totals } from './totals.js';
import { usePlan } from './use-plan.js';

/** The promise of a year: its course, and who is behind by agency, sector or county. */
export function Commitments() {
  const shown = useShown();
  const { t } = shown;
  const { year: asked } = useParams();
  const plan = usePlan(asked);
  if (plan.isPending) return <Page title={t('promise.titleAny')}>{null}</Page>;
  if (plan.year === undefined || plan.province === undefined)
    return (
      <Page title={t('promise.titleAny')}>
        <p className="notice">{t('promise.none')}</p>
      </Page>
    );
  const { year, province } = plan;
  if (asked === undefined) return <Navigate to={`/commitments/${String(year)}`} replace />;
  return (
    <Page title={t('promise.title', { year: shown.year(year) })} lead={provinceName(province, shown)}>
      <Plan province={province} year={year} />
    </Page>
  );
}

function Plan({ province, year }: { readonly province: string; readonly year: number }) {
  const [search] = useSearchParams();
  const { version } = placeIn(search);
  const query = useQuery(ask.plan(province, year, version));
  return (
    <Asked query={query} lines={10}>
      {(board) => <Board board={board} />}
    </Asked>
  );
}

function Board({ board }: { readonly board: Schemas['CommitmentBoard'] }) {
  const { t } = useShown();
  const [search] = useSearchParams();
  const { by } = placeIn(search);
  return (
    <>
      <Switches board={board} />
      <Totals board={board} />
      <CoursePart board={board} />
      <Section id="parts" title={t(`promise.who.${by}`)}>
        <PartsTable board={board} by={by} />
      </Section>
    </>
  );
}
