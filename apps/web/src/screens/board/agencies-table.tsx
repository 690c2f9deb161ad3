import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../../api/questions.js';
import { Amount, Day, Share } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { useSort } from '../../parts/use-sort.js';
import { Verdict } from '../../parts/verdict.js';
import { shortfallRial } from '../../format/figures.js';
import { Num } from '../../ui/number.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { agencyAddress, filesAddress } from './addresses.js';

type PoolBoard = Schemas['PoolBoard'];
type Agency = PoolBoard['agencies'][number];
type AmountField =
  'allocatedRial' | 'dueRial' | 'paidInTimeRial' | 'movableRial' | 'pendingRial' | 'unmetDemandRial';

/** The agencies of a pool with their figures; sums of what can be summed. */
export function AgenciesTable({ board }: { readonly board: PoolBoard }) {
  const shown = useShown();
  const { t } = shown;
  const order = useSort('sort', { column: 'shortfallRial', descending: true });
  return (
    <Table
      caption={t('board.caption')}
      columns={columns(board, shown)}
      rows={board.agencies}
      rowId={({ agency }) => agency}
      empty={t('board.none')}
      {...(board.totals !== null && { footLabel: t('board.total') })}
      {...order}
    />
  );
}

function columns(board: PoolBoard, shown: Shown): readonly Column<Agency>[] {
  const { t } = shown;
  const amount = (
    field: AmountField,
    word: 'credit' | 'due' | 'paidInTime' | 'movable' | 'pending' | 'unmetDemand',
  ) => amountColumn(board, field, t(`field.${word}`), t(`explain.${word}`));
  return [
    {
      id: 'agency',
      header: t('field.agency'),
      sortBy: ({ name, agency }) => name ?? agency,
      cell: ({ name, agency }) => <Link to={agencyAddress(board.pool, agency)}>{name ?? agency}</Link>,
    },
    {
      id: 'verdict',
      header: t('field.verdict'),
      sortBy: ({ verdict }) => t(`verdict.${verdict}`),
      cell: ({ verdict }) => <Verdict verdict={verdict} />,
    },
    deadlineColumn(shown),
    amount('allocatedRial', 'credit'),
    amount('dueRial', 'due'),
    amount('paidInTimeRial', 'paidInTime'),
    shareColumn(board, 'absorptionBasisPoints', t('field.absorption')),
    {
      id: 'shortfallRial',
      header: t('field.shortfall'),
      numeric: true,
      sortBy: shortfallOf,
      cell: (agency) => {
        const lacks = shortfallOf(agency);
        return lacks === null ? <Num>–</Num> : <Amount rial={lacks} />;
      },
    },
    shareColumn(board, 'agencyShareBasisPoints', t('field.agencyShare')),
    shareColumn(board, 'bankShareBasisPoints', t('field.bankShare')),
    amount('movableRial', 'movable'),
    amount('unmetDemandRial', 'unmetDemand'),
  ];
}

function shortfallOf({ dueRial, paidInTimeRial, thresholdPercent }: Agency): bigint | null {
  return shortfallRial(dueRial, paidInTimeRial, thresholdPercent);
}

function deadlineColumn({ t, count }: Shown): Column<Agency> {
  return {
    id: 'deadline',
    header: t('field.deadline'),
    sortBy: ({ nextDeadlineIso, deadlineIso }) => nextDeadlineIso ?? deadlineIso,
    cell: ({ nextDeadline, deadline, workingDaysLeft, provisional }) => (
      <>
        <Day jalali={nextDeadline ?? deadline} />
        {workingDaysLeft !== null && (
          <span className="sub">{t('unit.workingDays', { shown: count(workingDaysLeft) })}</span>
        )}
        {provisional && <span className="sub">{t('board.provisional')}</span>}
      </>
    ),
  };
}

function amountColumn(board: PoolBoard, id: AmountField, header: string, help: string): Column<Agency> {
  const files = id === 'pendingRial';
  const address = files ? filesAddress : agencyAddress;
  const sum = sumRial(board.agencies.map((agency) => rial(agency[id] ?? '0')));
  return {
    id,
    header,
    numeric: true,
    sortBy: (agency) => (agency[id] === null ? null : rial(agency[id])),
    cell: (agency) => {
      const value = agency[id];
      return value === null ? (
        <Num>–</Num>
      ) : (
        <Amount rial={value} to={address(board.pool, agency.agency)} name={id} />
      );
    },
    foot: (
      <span data-sum={sum.toString()} title={help}>
        <Amount rial={sum} />
      </span>
    ),
  };
}

type ShareField = 'absorptionBasisPoints' | 'agencyShareBasisPoints' | 'bankShareBasisPoints';

function shareColumn(board: PoolBoard, id: ShareField, header: string): Column<Agency> {
  return {
    id,
    header,
    numeric: true,
    sortBy: (agency) => agency[id],
    cell: (agency) => <Share value={agency[id]} to={agencyAddress(board.pool, agency.agency)} name={id} />,
  };
}
