import { useQuery } from '@tanstack/react-query';
import { basisPoints, rial } from '@misaq/platform/kernel/money.js';
import { ask, type Schemas } from '../api/questions.js';
import { Asked } from '../parts/asked.js';
import { Amount, Count, Share } from '../parts/figure.js';
import { Link } from '../parts/link.js';
import { Page } from '../parts/page.js';
import { useSort } from '../parts/use-sort.js';
import { Num } from '../ui/number.js';
import { type Column, Table } from '../ui/table.js';
import { programmeName, provinceName } from '../words/pool-title.js';
import { type Shown, useShown } from '../words/use-shown.js';

type Pool = Schemas['PoolItem'];

/** The credit pools there are, and what was paid of each. */
export function Pools() {
  const shown = useShown();
  const { t } = shown;
  const query = useQuery(ask.pools());
  const order = useSort('sort');
  return (
    <Page title={t('pools.title')} lead={t('pools.intro')}>
      <Asked query={query}>
        {({ items }) => (
          <Table
            caption={t('pools.caption')}
            columns={columns(shown)}
            rows={items}
            rowId={({ pool }) => pool}
            empty={t('pools.none')}
            {...order}
          />
        )}
      </Asked>
    </Page>
  );
}

function columns({ t, year }: Shown): readonly Column<Pool>[] {
  const board = ({ pool }: Pool): string => `/pools/${encodeURIComponent(pool)}`;
  return [
    {
      id: 'programme',
      header: t('pools.programme'),
      sortBy: ({ programme }) => programme,
      cell: (pool) => (
        <>
          <Link to={board(pool)}>{programmeName(pool.programme, { t })}</Link>
          <span className="sub">{provinceName(pool.province, { t })}</span>
        </>
      ),
    },
    {
      id: 'year',
      header: t('pools.year'),
      numeric: true,
      sortBy: (pool) => pool.year,
      cell: (pool) => <Num>{year(pool.year)}</Num>,
    },
    {
      id: 'introducedRial',
      header: t('pools.introduced'),
      numeric: true,
      sortBy: ({ introducedRial }) => rial(introducedRial),
      cell: (pool) => (
        <Amount rial={pool.introducedRial} to={`${board(pool)}/facilities`} name="introducedRial" />
      ),
    },
    {
      id: 'paidRial',
      header: t('pools.paid'),
      numeric: true,
      sortBy: ({ paidRial }) => rial(paidRial),
      cell: (pool) => <Amount rial={pool.paidRial} to={`${board(pool)}/facilities`} name="paidRial" />,
    },
    {
      id: 'paidOfIntroduced',
      header: t('pools.share'),
      numeric: true,
      sortBy: (pool) => shareOf(pool),
      cell: (pool) => <Share value={shareOf(pool)} />,
    },
    {
      id: 'introduced',
      header: t('pools.files'),
      numeric: true,
      sortBy: ({ facilities }) => facilities.introduced ?? 0,
      cell: (pool) => (
        <Count value={pool.facilities.introduced ?? 0} to={`${board(pool)}/facilities`} name="introduced" />
      ),
    },
    {
      id: 'waiting',
      header: t('pools.waiting'),
      numeric: true,
      sortBy: ({ facilities }) => facilities.waiting ?? 0,
      cell: (pool) => <Count value={pool.facilities.waiting ?? 0} />,
    },
  ];
}

function shareOf({ paidRial, introducedRial }: Pool): number | null {
  return basisPoints(rial(paidRial), rial(introducedRial)) ?? null;
}
