import type { Schemas } from '../../api/questions.js';
import { Count, Day, SmallAmount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import type { Names } from '../../parts/names.js';
import { Tag } from '../../ui/tag.js';
import type { Column } from '../../ui/table.js';
import type { Shown } from '../../words/use-shown.js';
import { facilityAddress } from '../board/addresses.js';
import { isOrdered } from './place.js';

type Facility = Schemas['FacilityItem'];

export function facilityColumns(names: Names, { t }: Shown): readonly Column<Facility>[] {
  const all: readonly Column<Facility>[] = [
    {
      id: 'facilityId',
      header: t('files.id'),
      cell: ({ pool, facilityId }) => (
        <Link to={facilityAddress(pool, facilityId)}>
          <bdi>{facilityId}</bdi>
        </Link>
      ),
    },
    { id: 'agency', header: t('field.agency'), cell: ({ agency }) => names(agency) },
    { id: 'bank', header: t('field.bank'), cell: ({ bank }) => names(bank) },
    { id: 'county', header: t('files.county'), cell: ({ county }) => names(county) },
    {
      id: 'introducedOn',
      header: t('files.introducedOn'),
      cell: ({ introducedOn }) => <Day jalali={introducedOn} />,
    },
    {
      id: 'status',
      header: t('files.status'),
      cell: ({ status }) => (
        <Tag tone={status === 'paid' ? 'good' : status === 'waiting' ? 'open' : 'plain'}>
          {t(`files.of.${status}`)}
        </Tag>
      ),
    },
    {
      id: 'amountRial',
      header: t('files.amount'),
      numeric: true,
      cell: ({ amountRial }) => <SmallAmount rial={amountRial} />,
    },
    {
      id: 'paidRial',
      header: t('field.paid'),
      numeric: true,
      cell: ({ paidRial }) => <SmallAmount rial={paidRial} />,
    },
    {
      id: 'pendingRial',
      header: t('field.pending'),
      numeric: true,
      cell: ({ pendingRial }) => <SmallAmount rial={pendingRial} />,
    },
    {
      id: 'daysWaiting',
      header: t('files.daysWaiting'),
      numeric: true,
      cell: ({ daysWaiting }) => (daysWaiting === null ? '–' : <Count value={daysWaiting} />),
    },
  ];
  return all.map((column) => ({ ...column, sortable: isOrdered(column.id) }));
}
