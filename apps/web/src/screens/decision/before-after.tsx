import type { Rial } from '@misaq/platform/kernel/money.js';
import { sumRial } from '@misaq/platform/kernel/money.js';
import { Amount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import type { Names } from '../../parts/names.js';
import { Verdict } from '../../parts/verdict.js';
import { Num } from '../../ui/number.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { agencyAddress } from '../board/addresses.js';
import type { Review } from './review.js';
import { type BeforeAfter, beforeAfter } from './moves.js';

/** The credit of every agency before and after, and the total of the pool, which stays. */
export function BeforeAfterTable({ review, names }: { readonly review: Review; readonly names: Names }) {
  const shown = useShown();
  const { t } = shown;
  const rows = beforeAfter(review.agencies, review.transfers);
  return (
    <Table
      caption={t('decision.captionBeforeAfter')}
      columns={columns(review, rows, names, shown)}
      rows={rows}
      rowId={({ agency }) => agency}
      empty=""
      footLabel={t('decision.total')}
    />
  );
}

function columns(
  { pool, agencies }: Review,
  rows: readonly BeforeAfter[],
  names: Names,
  { t }: Shown,
): readonly Column<BeforeAfter>[] {
  const sum = (of: 'before' | 'after'): Rial => sumRial(rows.map((row) => row[of]));
  const foot = (of: 'before' | 'after') => (
    <strong data-sum={sum(of).toString()}>
      <Amount rial={sum(of)} />
    </strong>
  );
  return [
    {
      id: 'agency',
      header: t('field.agency'),
      cell: ({ agency }) => (
        <>
          <Link to={agencyAddress(pool, agency)}>{names(agency)}</Link>{' '}
          {agencies
            .filter((each) => each.agency === agency)
            .map(({ verdict }) => (
              <Verdict key={verdict} verdict={verdict} />
            ))}
        </>
      ),
    },
    {
      id: 'before',
      header: t('decision.before'),
      numeric: true,
      cell: ({ before }) => <Amount rial={before} />,
      foot: foot('before'),
    },
    {
      id: 'change',
      header: t('decision.change'),
      numeric: true,
      cell: ({ change }) => <Changed change={change} />,
      foot: <span className="conserved">{t('decision.conserved')}</span>,
    },
    {
      id: 'after',
      header: t('decision.after'),
      numeric: true,
      cell: ({ after }) => (
        <strong>
          <Amount rial={after} />
        </strong>
      ),
      foot: foot('after'),
    },
  ];
}

function Changed({ change }: { readonly change: Rial }) {
  const { billions } = useShown();
  if (change === 0n) return <Num>–</Num>;
  return (
    <span className={change < 0n ? 'loses' : 'gains'}>
      <Num>{change > 0n ? `+${billions(change)}` : billions(change)}</Num>
    </span>
  );
}
