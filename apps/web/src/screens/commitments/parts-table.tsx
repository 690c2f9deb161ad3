import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/questions.js';
import { Count, Share } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { useSort } from '../../parts/use-sort.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { jobsAddress } from '../jobs/place.js';
import { gapOf, type Part, partsOf } from './parts.js';
import { type Dimension, withPlace } from './place.js';

type Board = Schemas['CommitmentBoard'];

interface Props {
  readonly board: Board;
  readonly by: Dimension;
}

/** The parts of a promise, those that lack most jobs first. Each count of jobs leads to its jobs. */
export function PartsTable({ board, by }: Props) {
  const shown = useShown();
  const { t } = shown;
  const [search] = useSearchParams();
  const rows = partsOf(board, by);
  const order = useSort('sort', { column: 'gap', descending: false });
  return (
    <Table
      caption={t('promise.captionParts')}
      columns={columns({ board, by }, rows, search, shown)}
      rows={rows}
      rowId={({ id }) => id}
      empty={t('promise.noParts')}
      footLabel={t('board.total')}
      {...order}
    />
  );
}

function columns(
  { board, by }: Props,
  rows: readonly Part[],
  search: URLSearchParams,
  { t }: Shown,
): readonly Column<Part>[] {
  const { province, year } = board;
  const sum = (of: (part: Part) => number): number => rows.reduce((all, part) => all + of(part), 0);
  const jobs = (
    id: 'registered' | 'registeredWomen' | 'rejected' | 'voided',
    header: string,
    held: Readonly<Record<string, string>>,
  ): Column<Part> => ({
    id,
    header,
    numeric: true,
    sortBy: (part) => part[id],
    cell: (part) => (
      <Count value={part[id]} to={jobsAddress({ province, year, [by]: part.id, ...held })} name={id} />
    ),
    foot: (
      <span data-sum={sum((part) => part[id])} data-name={id}>
        <Count value={sum((part) => part[id])} />
      </span>
    ),
  });
  return [
    {
      id: by,
      header: t(`promise.dimension.${by}`),
      sortBy: ({ name, id }) => name ?? id,
      cell: ({ name, id }) => (
        <Link to={`/commitments/${String(year)}?${withPlace(search, 'part', id).toString()}`}>
          {name ?? id}
        </Link>
      ),
    },
    {
      id: 'assigned',
      header: t('promise.assigned'),
      numeric: true,
      sortBy: ({ assigned }) => assigned,
      cell: ({ assigned }) => <Count value={assigned} />,
      foot: (
        <span data-sum={sum(({ assigned }) => assigned)} data-name="assigned">
          <Count value={sum(({ assigned }) => assigned)} />
        </span>
      ),
    },
    jobs('registered', t('promise.registered'), { counted: 'true' }),
    {
      id: 'gap',
      header: t('promise.gap'),
      numeric: true,
      sortBy: gapOf,
      cell: (part) => <Count value={gapOf(part)} />,
      foot: <Count value={sum(gapOf)} />,
    },
    {
      id: 'fulfilmentBasisPoints',
      header: t('promise.fulfilment'),
      numeric: true,
      sortBy: ({ fulfilmentBasisPoints }) => fulfilmentBasisPoints,
      cell: ({ fulfilmentBasisPoints }) => <Share value={fulfilmentBasisPoints} />,
    },
    jobs('registeredWomen', t('promise.women'), { counted: 'true', gender: 'female' }),
    jobs('rejected', t('jobs.of.rejected'), { status: 'rejected' }),
  ];
}
