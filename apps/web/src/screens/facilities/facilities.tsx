import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Facts } from '../../parts/facts.js';
import { Amount, Count } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { useNames } from '../../parts/names.js';
import { Page } from '../../parts/page.js';
import { Pages } from '../../parts/pages.js';
import { Table } from '../../ui/table.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { poolAddress } from '../board/addresses.js';
import { facilityColumns } from './columns.js';
import { Filters } from './filters.js';
import { placeIn, queryOf, withOrder } from './place.js';

type FacilityPage = Schemas['FacilityPage'];

/** The files of a pool: filters, order and page stand in the address; sums are of everything that the filter leaves. */
export function Facilities() {
  const { pool = '' } = useParams();
  const shown = useShown();
  const [search] = useSearchParams();
  const query = useQuery({
    ...ask.facilities(pool, queryOf(placeIn(search))),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={shown.t('files.title')} lead={<Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>}>
      <Filters pool={pool} />
      <Asked query={query} lines={10}>
        {(page) => <Files pool={pool} page={page} />}
      </Asked>
    </Page>
  );
}

function Files({ pool, page }: { readonly pool: string; readonly page: FacilityPage }) {
  const shown = useShown();
  const { t, count } = shown;
  const names = useNames(pool);
  const [search, setSearch] = useSearchParams();
  const { order } = placeIn(search);
  return (
    <>
      <Sums sums={page.sums} />
      <Table
        caption={`${t('files.caption')} – ${t('files.shown', { shown: count(page.items.length), total: count(page.total) })}`}
        columns={facilityColumns(names, shown)}
        rows={page.items}
        rowId={({ facilityId }) => facilityId}
        sort={order}
        sorted="by the server"
        onSort={(column) => {
          setSearch(withOrder(search, column));
        }}
        empty={t('files.none')}
      />
      <Pages next={page.next} />
    </>
  );
}

function Sums({ sums }: { readonly sums: FacilityPage['sums'] }) {
  const { t } = useShown();
  const amount = (field: 'amountRial' | 'paidRial' | 'pendingRial', label: string) => ({
    field,
    label,
    value: (
      <span data-sum={sums[field]} data-name={field}>
        <Amount rial={sums[field]} unit />
      </span>
    ),
  });
  return (
    <Facts
      label={t('files.sums')}
      facts={[
        {
          field: 'facilities',
          label: t('files.count'),
          value: (
            <span data-sum={sums.facilities} data-name="facilities">
              <Count value={sums.facilities} />
            </span>
          ),
        },
        amount('amountRial', t('files.amount')),
        amount('paidRial', t('field.paid')),
        amount('pendingRial', t('field.pending')),
      ]}
    />
  );
}
