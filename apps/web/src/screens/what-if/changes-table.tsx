import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../../api/questions.js';
import { Amount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import type { Names } from '../../parts/names.js';
import { useSort } from '../../parts/use-sort.js';
import { Verdict } from '../../parts/verdict.js';
import { type Column, Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { agencyAddress } from '../board/addresses.js';

type Change = Schemas['ChangeItem'];

interface Props {
  readonly pool: string;
  readonly changes: readonly Change[];
  readonly names: Names;
  /** Whether the reader sees one agency only: nothing that rests on the figures of others is shown. */
  readonly isOwn: boolean;
}

/** Every agency now and under the settings that are tried. What moves adds up to nothing: the pool keeps its total. */
export function ChangesTable(props: Props) {
  const shown = useShown();
  const { t } = shown;
  const order = useSort('sort', { column: 'changeRial', descending: false });
  return (
    <Table
      id="changes-table"
      caption={t('whatIf.caption')}
      columns={columns(props, shown)}
      rows={props.changes}
      rowId={({ agency }) => agency}
      empty={t('board.none')}
      {...(!props.isOwn && { footLabel: t('board.total') })}
      {...order}
    />
  );
}

const TONES = { gains: 'good', loses: 'breach', unchanged: 'plain' } as const;

function columns({ pool, changes, names, isOwn }: Props, { t }: Shown): readonly Column<Change>[] {
  const amount = (id: AmountField, word: 'movable' | 'net', when: 'now' | 'tried') =>
    amountColumn(id, `${t(`whatIf.${word}`)}: ${t(`whatIf.${when}`)}`, changes);
  return [
    {
      id: 'agency',
      header: t('field.agency'),
      sortBy: ({ agency }) => names(agency),
      cell: ({ agency }) => <Link to={agencyAddress(pool, agency)}>{names(agency)}</Link>,
    },
    {
      id: 'effect',
      header: t('whatIf.effect'),
      sortBy: ({ effect }) => t(`whatIf.of.${effect}`),
      cell: ({ effect }) => <Tag tone={TONES[effect]}>{t(`whatIf.of.${effect}`)}</Tag>,
    },
    {
      id: 'verdictBefore',
      header: `${t('field.verdict')}: ${t('whatIf.now')}`,
      cell: ({ verdictBefore }) => <Verdict verdict={verdictBefore} />,
    },
    {
      id: 'verdictAfter',
      header: `${t('field.verdict')}: ${t('whatIf.tried')}`,
      cell: ({ verdictAfter }) => <Verdict verdict={verdictAfter} />,
    },
    amount('movableBeforeRial', 'movable', 'now'),
    amount('movableAfterRial', 'movable', 'tried'),
    ...(isOwn
      ? []
      : [
          amount('netBeforeRial', 'net', 'now'),
          amount('netAfterRial', 'net', 'tried'),
          amountColumn('changeRial', t('decision.change'), changes),
        ]),
  ];
}

type AmountField = 'movableBeforeRial' | 'movableAfterRial' | 'netBeforeRial' | 'netAfterRial' | 'changeRial';

function amountColumn(id: AmountField, header: string, changes: readonly Change[]): Column<Change> {
  const sum = sumRial(changes.map((change) => rial(change[id] ?? '0')));
  return {
    id,
    header,
    numeric: true,
    sortBy: (change) => (change[id] === null ? null : rial(change[id])),
    cell: (change) => <Amount rial={change[id] ?? '0'} />,
    foot: (
      <span data-sum={sum.toString()} data-name={id}>
        <Amount rial={sum} />
      </span>
    ),
  };
}
