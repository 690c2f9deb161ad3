import { rial } from '@misaq/platform/kernel/money.js';
import type { Schemas } from '../api/questions.js';
import { NO_FIGURE } from '../format/figures.js';
import { Num } from '../ui/number.js';
import { useShown } from '../words/use-shown.js';

type Agency = Schemas['AgencyItem'];
type Lot = Agency['lots'][number];

/** From when to when a lot's clock ran, and which holidays it passed over. */
export function Clocks({ lots }: { readonly lots: readonly Lot[] }) {
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
export function Arithmetic({ agency }: { readonly agency: Agency }) {
  const { t, wholePercent, percent, billions } = useShown();
  const threshold = wholePercent(agency.thresholdPercent);
  const fell = agency.verdict === 'fell-short' || agency.verdict === 'emptied';
  const steps: readonly Step[] = [
    {
      says: t('decision.absorptionIs'),
      parts: [agency.paidInTimeRial, agency.dueRial],
      sign: '÷',
      result: percent(agency.absorptionBasisPoints),
      note: t(fell ? 'decision.underThreshold' : 'decision.notUnderThreshold', { threshold }),
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
export function LateReports({ agency }: { readonly agency: Agency }) {
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
