import { Count, Day, SmallAmount } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import type { Names } from '../../parts/names.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { poolTitle } from '../../words/pool-title.js';
import type { Shown } from '../../words/use-shown.js';
import { facilityAddress, poolAddress } from '../board/addresses.js';
import type { Verb, Waiting } from './waiting.js';

/** The acts in a row; undefined for whoever looks on. */
interface RowActs {
  readonly open: (file: Waiting) => Verb | undefined;
  readonly press: (file: Waiting, verb: Verb) => void;
}

const SOON = 5;

export function queueColumns(
  shown: Shown,
  names: Names,
  { acts, isOneBank }: { readonly acts: RowActs | undefined; readonly isOneBank: boolean },
): readonly Column<Waiting>[] {
  const { t } = shown;
  return [
    {
      id: 'facilityId',
      header: t('files.id'),
      cell: ({ pool, facilityId }) => (
        <Link to={facilityAddress(pool, facilityId)}>
          <bdi>{facilityId}</bdi>
        </Link>
      ),
    },
    {
      id: 'workingDaysLeft',
      header: t('field.workingDaysLeft'),
      numeric: true,
      cell: ({ workingDaysLeft }) => <DaysLeft days={workingDaysLeft} {...shown} />,
    },
    { id: 'deadline', header: t('field.deadline'), cell: ({ deadline }) => <Day jalali={deadline} /> },
    {
      id: 'workingDaysWaiting',
      header: t('queue.waits'),
      numeric: true,
      cell: ({ workingDaysWaiting }) =>
        workingDaysWaiting === null ? '–' : <Count value={workingDaysWaiting} />,
    },
    {
      id: 'pendingRial',
      header: t('field.pending'),
      numeric: true,
      cell: ({ pendingRial }) => <SmallAmount rial={pendingRial} />,
    },
    { id: 'agency', header: t('field.agency'), cell: ({ agency }) => names(agency) },
    {
      id: 'pool',
      header: t('reviews.pool'),
      cell: ({ pool }) => <Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>,
    },
    ...(isOneBank ? [] : [{ id: 'bank', header: t('field.bank'), cell: ({ bank }: Waiting) => names(bank) }]),
    ...(acts === undefined
      ? []
      : [
          {
            id: 'acts',
            header: t('queue.acts'),
            cell: (file: Waiting) => <Acts file={file} acts={acts} {...shown} />,
          },
        ]),
  ];
}

function DaysLeft({ days, t, count }: Pick<Shown, 't' | 'count'> & { readonly days: number | null }) {
  if (days === null) return <span className="sub">{t('queue.noDeadline')}</span>;
  return days <= SOON ? <Tag tone="open">{count(days)}</Tag> : <Count value={days} />;
}

function Acts({ file, acts, t }: Pick<Shown, 't'> & { readonly file: Waiting; readonly acts: RowActs }) {
  const open = acts.open(file);
  return (
    <div className="row-acts">
      {(['pay', 'decline'] as const).map((verb) => (
        <Button
          key={verb}
          act={`open-${verb}`}
          label={t(`queue.${verb}File`, { id: file.facilityId })}
          expanded={open === verb}
          onPress={() => {
            acts.press(file, verb);
          }}
        >
          {t(`queue.${verb}`)}
        </Button>
      ))}
    </div>
  );
}
