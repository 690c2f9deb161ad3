import { rial } from '@misaq/platform/kernel/money.js';
import { NO_FIGURE } from '../../format/figures.js';
import { Amount, Day } from '../../parts/figure.js';
import type { Names } from '../../parts/names.js';
import { Verdict } from '../../parts/verdict.js';
import { Num } from '../../ui/number.js';
import { type Column, Table } from '../../ui/table.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import type { Review } from './review.js';

type Agency = Review['agencies'][number];
type Lot = Agency['lots'][number];
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

/** From when to when a lot's clock ran, and which holidays it passed over. */
function Clocks({ lots }: { readonly lots: readonly Lot[] }) {
  const { t, billions, day, count } = useShown();
  return (
    <ul className="facts">
      {lots.map(({ lotId, amountRial, startsOn, deadline, clock, holidaysSkipped }) => (
        <li key={lotId}>
          {clock.kind === 'until'
            ? t('decision.lotDate', {
                amount: billions(amountRial),
                start: day(startsOn),
                deadline: day(deadline),
              })
            : t('decision.lotClock', {
                amount: billions(amountRial),
                start: day(startsOn),
                deadline: day(deadline),
                days: count(clock.days),
              })}{' '}
          {holidaysSkipped.length > 0 &&
            t('decision.skipped', {
              days: holidaysSkipped
                .map(({ jalali, names: called }) => `${day(jalali)} (${called.join('، ')})`)
                .join('، '),
            })}
        </li>
      ))}
    </ul>
  );
}

interface Step {
  readonly says: string;
  readonly parts: readonly (string | null)[];
  readonly sign: '÷' | '−';
  readonly result: string;
  readonly note?: string;
}

/** Absorption, the two shares and what can move, each as a division or subtraction with its figures. */
function Arithmetic({ agency }: { readonly agency: Agency }) {
  const { t, wholePercent, percent, billions } = useShown();
  const threshold = wholePercent(agency.thresholdPercent);
  const steps: readonly Step[] = [
    {
      says: t('decision.absorptionIs'),
      parts: [agency.paidInTimeRial, agency.dueRial],
      sign: '÷',
      result: percent(agency.absorptionBasisPoints),
      note: t('decision.underThreshold', { threshold }),
    },
    {
      says: t('decision.agencyShareIs'),
      parts: [agency.introducedInTimeRial, agency.dueRial],
      sign: '÷',
      result: percent(agency.agencyShareBasisPoints),
    },
    {
      says: t('decision.bankShareIs'),
      parts: [agency.paidInTimeRial, agency.introducedInTimeRial],
      sign: '÷',
      result: percent(agency.bankShareBasisPoints),
    },
    {
      says: t('decision.movableIs'),
      parts: [agency.unpaidExpiredRial, agency.protectedRial, agency.ringFencedRial],
      sign: '−',
      result: billions(agency.movableRial),
      note: t('unit.billionToman'),
    },
  ];
  return (
    <ul className="steps">
      {steps.map((step) => (
        <StepLine key={step.says} step={step} />
      ))}
    </ul>
  );
}

/** Numbers run from left to right in an equation, also in a Persian sentence. */
function StepLine({ step: { says, parts, sign, result, note } }: { readonly step: Step }) {
  const { billions } = useShown();
  const figures = parts.map((part) => (part === null ? NO_FIGURE : billions(part))).join(` ${sign} `);
  return (
    <li>
      <span className="says">{says}</span>
      <span>
        <Num>
          {figures} = <strong>{result}</strong>
        </Num>
        {note !== undefined && <span className="note"> {note}</span>}
      </span>
    </li>
  );
}

/** What a fair reader wants to know beside a verdict. */
function LateReports({ agency }: { readonly agency: Agency }) {
  const { t, billions } = useShown();
  const facts = [
    [agency.reportedAfterDeadlineRial, 'decision.lateReports'],
    [agency.introducedReportedAfterDeadlineRial, 'decision.lateIntroductions'],
    [agency.paidAfterDeadlineRial, 'decision.paidLater'],
    [agency.returnedSoonRial, 'decision.returnedSoon'],
  ] as const;
  const told = facts.filter(([amount]) => amount !== null && rial(amount) > 0n);
  if (told.length === 0) return null;
  return (
    <ul className="facts">
      {told.map(([amount, word]) => (
        <li key={word}>{t(word, { amount: billions(amount ?? '0') })}</li>
      ))}
    </ul>
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
