import { rial } from '@misaq/platform/kernel/money.js';
import { Amount, Day } from '../../parts/figure.js';
import type { Names } from '../../parts/names.js';
import { Arithmetic, Clocks, LateReports } from '../../parts/trace.js';
import { Verdict } from '../../parts/verdict.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';

type Agency = Review['agencies'][number];
type Reports = Agency['reports'][number];

/** The verdict of each agency that gives, with its arithmetic, its counted days and what was reported late. */
export function Donors({ review, names }: { readonly review: Review; readonly names: Names }) {
  const donors = review.agencies.filter(({ verdict }) => verdict === 'fell-short' || verdict === 'emptied');
  return (
    <>
      {donors.map((agency) => (
        <section key={agency.agency} className="card" data-row={agency.agency}>
          <h3>
            {names(agency.agency)} <Verdict verdict={agency.verdict} />
          </h3>
          <Clocks lots={agency.lots} />
          <Arithmetic agency={agency} />
          <LateReports agency={agency} />
          {agency.reports.length > 0 && <Waiting reports={agency.reports} names={names} />}
        </section>
      ))}
    </>
  );
}

/** Banks at which what was introduced in time still waits, with the day on which each recorded something last. */
function Waiting({ reports, names }: { readonly reports: readonly Reports[]; readonly names: Names }) {
  const shown = useShown();
  const { t } = shown;
  return (
    <details>
      <summary>{t('decision.banksTitle')}</summary>
      <Table
        caption={t('decision.captionBanks')}
        columns={waitingColumns(names, shown)}
        rows={reports.toSorted((one, other) => (rial(one.waitingRial) < rial(other.waitingRial) ? 1 : -1))}
        rowId={({ bank }) => bank}
        empty=""
      />
    </details>
  );
}

function waitingColumns(names: Names, { t }: Shown): readonly Column<Reports>[] {
  return [
    { id: 'bank', header: t('field.bank'), cell: ({ bank }) => names(bank) },
    {
      id: 'waitingRial',
      header: t('field.pending'),
      numeric: true,
      cell: ({ waitingRial }) => <Amount rial={waitingRial} />,
    },
    {
      id: 'lastRecordedOn',
      header: t('decision.lastRecorded'),
      cell: ({ lastRecordedOn }) =>
        lastRecordedOn === undefined ? t('decision.never') : <Day jalali={lastRecordedOn} />,
    },
  ];
}
