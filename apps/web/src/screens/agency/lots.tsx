import { useQuery } from '@tanstack/react-query';
import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import { ask, type Schemas } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Amount, Day } from '../../parts/figure.js';
import { type Names, useNames } from '../../parts/names.js';
import { Tag } from '../../ui/tag.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';

type Lot = Schemas['LotOnBoardItem'];

/** The lots of an agency with their clocks; their sum is the credit that it holds. */
export function Lots({ pool, agency }: { readonly pool: string; readonly agency: string }) {
  const shown = useShown();
  const { t } = shown;
  const names = useNames(pool);
  const query = useQuery(ask.lots(pool, agency));
  return (
    <Asked query={query} stamped={false}>
      {({ items }) => (
        <Table
          caption={t('agency.captionLots')}
          columns={columns(items, names, shown)}
          rows={items}
          rowId={({ lotId }) => lotId}
          empty={t('agency.noLots')}
          footLabel={t('board.total')}
        />
      )}
    </Asked>
  );
}

function columns(lots: readonly Lot[], names: Names, { t }: Shown): readonly Column<Lot>[] {
  const sum = (field: 'amountRial' | 'unpaidRial') => sumRial(lots.map((lot) => rial(lot[field])));
  const amount = (id: 'amountRial' | 'unpaidRial', header: string): Column<Lot> => ({
    id,
    header,
    numeric: true,
    cell: (lot) => <Amount rial={lot[id]} />,
    foot: (
      <span data-sum={sum(id).toString()}>
        <Amount rial={sum(id)} />
      </span>
    ),
  });
  return [
    { id: 'lotId', header: t('agency.lot'), cell: ({ lotId }) => <bdi>{lotId}</bdi> },
    {
      id: 'origin',
      header: t('agency.origin'),
      cell: ({ origin }) =>
        origin.kind === 'allocation'
          ? t('agency.allocated')
          : t('agency.transferred', { from: names(origin.from) }),
    },
    { id: 'startsOn', header: t('agency.starts'), cell: ({ startsOn }) => <Day jalali={startsOn} /> },
    { id: 'deadline', header: t('field.deadline'), cell: ({ deadline }) => <Day jalali={deadline} /> },
    amount('amountRial', t('agency.amount')),
    amount('unpaidRial', t('agency.unpaid')),
    {
      id: 'expired',
      header: t('agency.state'),
      cell: (lot) => (
        <>
          <Tag tone="plain">{t(lot.expired ? 'agency.expired' : 'agency.running')}</Tag>
          {lot.protected && (
            <>
              {' '}
              <Tag tone="good">{t('agency.protected')}</Tag>
            </>
          )}
        </>
      ),
    },
  ];
}
