import { rial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../../api/questions.js';
import { Amount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { Section } from '../../parts/page.js';
import { type Column, Table } from '../../ui/table.js';
import { poolTitle } from '../../words/pool-title.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { poolAddress } from '../board/addresses.js';

type PoolBoard = Schemas['PoolBoard'];

/** What can move in each pool, and what of it nobody has demand for. */
export function MovableCredit({ boards }: { readonly boards: readonly PoolBoard[] }) {
  const shown = useShown();
  const { t } = shown;
  const rows = boards.filter(({ totals }) => totals !== null && rial(totals.movableRial) > 0n);
  return (
    <Section title={t('home.movable')}>
      {rows.length === 0 ? (
        <p className="notice">{t('home.noneMovable')}</p>
      ) : (
        <Table
          caption={t('home.captionMovable')}
          columns={columns(shown)}
          rows={rows}
          rowId={({ pool }) => pool}
          empty={t('home.noneMovable')}
        />
      )}
    </Section>
  );
}

function columns(shown: Shown): readonly Column<PoolBoard>[] {
  const { t } = shown;
  return [
    {
      id: 'pool',
      header: t('reviews.pool'),
      cell: ({ pool }) => <Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>,
    },
    {
      id: 'movableRial',
      header: t('field.movable'),
      numeric: true,
      cell: ({ pool, totals }) => (
        <Amount rial={totals?.movableRial ?? '0'} to={`${poolAddress(pool)}#agencies`} name="movableRial" />
      ),
    },
    {
      id: 'unplacedRial',
      header: t('field.unplaced'),
      numeric: true,
      cell: ({ pool, unplacedRial }) => (
        <Amount rial={unplacedRial ?? '0'} to={`${poolAddress(pool)}#agencies`} name="unplacedRial" />
      ),
    },
    {
      id: 'unmetDemandRial',
      header: t('field.unmetDemand'),
      numeric: true,
      cell: ({ pool, totals }) => (
        <Amount
          rial={totals?.unmetDemandRial ?? '0'}
          to={`${poolAddress(pool)}#agencies`}
          name="unmetDemandRial"
        />
      ),
    },
  ];
}
