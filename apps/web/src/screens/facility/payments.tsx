import type { Schemas } from '../../api/questions.js';
import { Day, SmallAmount } from '../../parts/figure.js';
import { Tag } from '../../ui/tag.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';

type Payment = Schemas['FacilityPaymentItem'];

interface Props {
  readonly payments: readonly Payment[];
  /** Of the file: without what was reversed. */
  readonly paidRial: string;
}

/** The payments of a file; what was reversed stays in the list and is not in the sum. */
export function Payments({ payments, paidRial }: Props) {
  const shown = useShown();
  const { t } = shown;
  return (
    <Table
      caption={t('facility.captionPayments')}
      columns={columns(shown, paidRial)}
      rows={payments}
      rowId={({ bankReference }) => bankReference}
      empty={t('facility.noPayments')}
      footLabel={t('board.total')}
    />
  );
}

function columns({ t }: Shown, paidRial: string): readonly Column<Payment>[] {
  return [
    {
      id: 'bankReference',
      header: t('facility.reference'),
      cell: ({ bankReference }) => <bdi dir="ltr">{bankReference}</bdi>,
    },
    { id: 'paidOn', header: t('facility.paidOn'), cell: ({ paidOn }) => <Day jalali={paidOn} /> },
    {
      id: 'reportedOn',
      header: t('facility.reportedOn'),
      cell: ({ reportedOn }) => <Day jalali={reportedOn} />,
    },
    {
      id: 'amountRial',
      header: t('files.amount'),
      numeric: true,
      cell: ({ amountRial }) => <SmallAmount rial={amountRial} />,
      foot: (
        <span data-sum={paidRial}>
          <SmallAmount rial={paidRial} />
        </span>
      ),
    },
    {
      id: 'state',
      header: t('files.status'),
      cell: ({ reversal, contested }) => (
        <>
          {reversal && (
            <>
              <Tag tone="plain">{t('facility.reversed')}</Tag>
              <q className="reason">{reversal.reason}</q>
            </>
          )}
          {contested && <Tag tone="open">{t('facility.contested')}</Tag>}
        </>
      ),
    },
  ];
}
