import type { ReactNode } from 'react';
import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../../api/questions.js';
import { Amount, Count, Share } from '../../parts/figure.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';

export type BankRow = Schemas['BankItem'];

/** Under so many files a share says nothing of a bank, and it is not compared. */
const FILES_MIN = 20;

interface Props<Row extends BankRow> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The first column: the bank or pool that the figures belong to. */
  readonly head: { readonly id: string; readonly text: string; readonly cell: (row: Row) => ReactNode };
  /** The files behind a row. */
  readonly files?: (row: Row) => string;
  readonly isSummed?: boolean;
}

/** Figures of banks: what was introduced to them, paid by them and waits there, and how fast. Best paying first. */
export function BanksTable<Row extends BankRow>(props: Props<Row>) {
  const shown = useShown();
  const { t } = shown;
  return (
    <>
      <Table
        caption={props.caption}
        columns={columns(shown, props)}
        rows={ranked(props.rows)}
        rowId={props.rowId}
        empty={t('banks.none')}
        {...(props.isSummed === true && { footLabel: t('board.total') })}
      />
      <p className="hint">{t('banks.noRank')}</p>
    </>
  );
}

/** Banks by the paid share; those with too few files stand behind, by name. */
function ranked<Row extends BankRow>(rows: readonly Row[]): readonly Row[] {
  const share = (row: Row): number =>
    isCompared(row) ? (row.paidOfIntroducedBasisPoints ?? -1) : Number.NEGATIVE_INFINITY;
  return rows.toSorted((one, other) => share(other) - share(one) || one.bank.localeCompare(other.bank, 'en'));
}

function isCompared({ introduced }: BankRow): boolean {
  return introduced.facilities >= FILES_MIN;
}

function columns<Row extends BankRow>(
  shown: Shown,
  { rows, head, files }: Props<Row>,
): readonly Column<Row>[] {
  const { t, count } = shown;
  const to = (row: Row) => (files === undefined ? {} : { to: files(row) });
  const sum = (of: (row: Row) => string) => sumRial(rows.map((row) => rial(of(row))));
  const amount = (id: string, header: string, of: (row: Row) => string): Column<Row> => ({
    id,
    header,
    numeric: true,
    cell: (row) => <Amount rial={of(row)} {...to(row)} name={id} />,
    foot: (
      <span data-sum={sum(of).toString()} data-name={id}>
        <Amount rial={sum(of)} />
      </span>
    ),
  });
  const allFiles = rows.reduce((all, { introduced }) => all + introduced.facilities, 0);
  const days = (value: number | null) => (value === null ? '–' : count(value));
  return [
    { id: head.id, header: head.text, cell: head.cell },
    {
      id: 'facilities',
      header: t('pools.files'),
      numeric: true,
      cell: (row) => <Count value={row.introduced.facilities} {...to(row)} name="facilities" />,
      foot: (
        <span data-sum={allFiles} data-name="facilities">
          <Count value={allFiles} />
        </span>
      ),
    },
    amount('introducedRial', t('field.introduced'), ({ introduced }) => introduced.rial),
    amount('paidRial', t('field.paid'), ({ paid }) => paid.rial),
    {
      id: 'paidOfIntroducedBasisPoints',
      header: t('pools.share'),
      numeric: true,
      cell: (row) => (isCompared(row) ? <Share value={row.paidOfIntroducedBasisPoints} /> : '–'),
    },
    {
      id: 'medianDaysToPayment',
      header: t('banks.medianDays'),
      numeric: true,
      cell: (row) => (isCompared(row) ? days(row.medianDaysToPayment) : '–'),
    },
    {
      id: 'declined',
      header: t('banks.declined'),
      numeric: true,
      cell: ({ declined }) => <Count value={declined.facilities} />,
    },
    {
      id: 'waiting',
      header: t('banks.waiting'),
      numeric: true,
      cell: ({ waiting }) => <Count value={waiting.facilities} />,
    },
    {
      id: 'oldestDays',
      header: t('banks.oldest'),
      numeric: true,
      cell: ({ waiting }) => days(waiting.oldestDays),
    },
  ];
}
