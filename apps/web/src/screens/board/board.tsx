import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { useAsOf } from '../../parts/moment.js';
import { MomentBar, PastNotice } from '../../parts/moment-bar.js';
import { Page, Section } from '../../parts/page.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { AgenciesChart } from './agencies-chart.js';
import { AgenciesTable } from './agencies-table.js';
import { Downloads } from './downloads.js';
import { OpenReview } from './open-review.js';
import { Rule } from './rule.js';
import { Totals } from './totals.js';

type PoolBoard = Schemas['PoolBoard'];

/** The credit board of a pool: who absorbed what, how much time is left, what could move. */
export function Board() {
  const { pool = '' } = useParams();
  const shown = useShown();
  const asOf = useAsOf();
  const query = useQuery(ask.board(pool, asOf));
  return (
    <Page title={poolTitle(pool, shown)} acts={<MomentBar shownDay={query.data?.value.asOf} />}>
      <Asked query={query} lines={10}>
        {(board) => <BoardOf board={board} isPast={asOf !== undefined} />}
      </Asked>
    </Page>
  );
}

function BoardOf({ board, isPast }: { readonly board: PoolBoard; readonly isPast: boolean }) {
  const { t } = useShown();
  return (
    <>
      {isPast ? <PastNotice jalali={board.asOf} /> : <OpenReview pool={board.pool} />}
      <Rule board={board} />
      {board.totals === null ? (
        <p className="notice">{t('board.ownRowOnly')}</p>
      ) : (
        <Totals pool={board.pool} totals={board.totals} unplacedRial={board.unplacedRial ?? '0'} />
      )}
      <AgenciesChart board={board} />
      <Section id="agencies" title={t('board.tableTitle')} aside={<Downloads pool={board.pool} />}>
        <AgenciesTable board={board} />
      </Section>
    </>
  );
}
