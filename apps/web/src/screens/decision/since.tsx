import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Amount } from '../../parts/figure.js';
import type { Names } from '../../parts/names.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';
import { type Change, changesSince, type Compared } from './moves.js';

const WORDS = {
  allocatedRial: 'field.credit',
  paidRial: 'field.paid',
  movableRial: 'field.movable',
  unmetDemandRial: 'field.unmetDemand',
} as const satisfies Record<Compared, string>;

/** The figures of the review beside those of now, as far as they differ. */
export function Since({ review, names }: { readonly review: Review; readonly names: Names }) {
  const shown = useShown();
  const { t } = shown;
  const query = useQuery(ask.board(review.pool));
  return (
    <Asked query={query} lines={2} stamped={false}>
      {(board) => {
        const changes = changesSince(review.agencies, board.agencies);
        if (changes.length === 0) return <p>{t('decision.sinceNothing')}</p>;
        return (
          <Table
            caption={t('decision.captionSince')}
            columns={columns(names, shown)}
            rows={changes}
            rowId={({ agency, figure }) => `${agency} ${figure}`}
            empty=""
          />
        );
      }}
    </Asked>
  );
}

function columns(names: Names, { t }: Shown): readonly Column<Change>[] {
  const at = (change: Change, moment: 'then' | 'now') =>
    change.figure === 'verdict' ? (
      t(`verdict.${change[moment] as 'passed'}`)
    ) : (
      <Amount rial={change[moment]} />
    );
  return [
    { id: 'agency', header: t('field.agency'), cell: ({ agency }) => names(agency) },
    {
      id: 'figure',
      header: t('decision.figure'),
      cell: ({ figure }) => (figure === 'verdict' ? t('field.verdict') : t(WORDS[figure])),
    },
    { id: 'then', header: t('decision.then'), numeric: true, cell: (change) => at(change, 'then') },
    { id: 'now', header: t('decision.now'), numeric: true, cell: (change) => at(change, 'now') },
  ];
}
