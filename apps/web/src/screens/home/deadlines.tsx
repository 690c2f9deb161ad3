import type { Schemas } from '../../api/questions.js';
import { Amount, Count, Day, Share } from '../../parts/figure.js';
import { Link } from '../../parts/link.js';
import { Section } from '../../parts/page.js';
import { type Column, Table } from '../../ui/table.js';
import { poolTitle } from '../../words/pool-title.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { agencyAddress } from '../board/addresses.js';

interface Running {
  readonly pool: string;
  readonly agency: Schemas['AgencyOnBoardItem'];
}

/** The agencies whose time still runs, the nearest deadline first. */
export function Deadlines({ boards }: { readonly boards: readonly Schemas['PoolBoard'][] }) {
  const shown = useShown();
  const { t } = shown;
  const rows = boards
    .flatMap(({ pool, agencies }) => agencies.map((agency): Running => ({ pool, agency })))
    .filter(({ agency }) => agency.workingDaysLeft !== null)
    .toSorted((one, other) => (one.agency.workingDaysLeft ?? 0) - (other.agency.workingDaysLeft ?? 0));
  return (
    <Section title={t('home.deadlines')}>
      {rows.length === 0 ? (
        <p className="notice">{t('home.noDeadline')}</p>
      ) : (
        <Table
          caption={t('home.captionDeadlines')}
          columns={columns(shown)}
          rows={rows}
          rowId={({ pool, agency }) => `${pool} ${agency.agency}`}
          empty={t('home.noDeadline')}
        />
      )}
    </Section>
  );
}

function columns(shown: Shown): readonly Column<Running>[] {
  const { t } = shown;
  const address = ({ pool, agency }: Running): string => agencyAddress(pool, agency.agency);
  return [
    {
      id: 'agency',
      header: t('field.agency'),
      cell: (row) => (
        <>
          <Link to={address(row)}>{row.agency.name ?? row.agency.agency}</Link>
          <span className="sub">{poolTitle(row.pool, shown)}</span>
        </>
      ),
    },
    {
      id: 'workingDaysLeft',
      header: t('field.workingDaysLeft'),
      numeric: true,
      cell: (row) => (
        <Count value={row.agency.workingDaysLeft ?? 0} to={address(row)} name="workingDaysLeft" />
      ),
    },
    {
      id: 'nextDeadline',
      header: t('field.deadline'),
      cell: ({ agency }) => <Day jalali={agency.nextDeadline} />,
    },
    {
      id: 'allocatedRial',
      header: t('field.credit'),
      numeric: true,
      cell: (row) => <Amount rial={row.agency.allocatedRial} to={address(row)} name="allocatedRial" />,
    },
    {
      id: 'paidRial',
      header: t('field.paid'),
      numeric: true,
      cell: (row) => <Amount rial={row.agency.paidRial} to={address(row)} name="paidRial" />,
    },
    {
      id: 'absorptionBasisPoints',
      header: t('field.absorption'),
      numeric: true,
      cell: ({ agency }) => <Share value={agency.absorptionBasisPoints} />,
    },
  ];
}
