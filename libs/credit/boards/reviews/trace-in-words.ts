import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { lateReportsOf, reportingDaysOf, type Clock, type Policy } from '../../domain/policy.js';
import type { AgencyTrace, LotTrace, Transfer } from '../../domain/trace.js';
import { WHY_NOT } from '../../domain/vocabulary.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import type { NamedHolidays, Names } from '@misaq/platform/text/names.js';
import { percent, tomanInWords } from '@misaq/platform/text/toman.js';

/** The parts of a review that its reader needs; both the event and a fresh review have them. */
export interface Explained {
  readonly policy: Policy;
  readonly agencies: readonly AgencyTrace[];
  readonly transfers: readonly Transfer[];
  readonly unplacedRial: bigint | string;
  readonly holidays: NamedHolidays;
}

/** Explains in sentences how each verdict came about, agency by agency, and then what moves where. */
export function traceInWords(review: Explained, names: Names): string {
  const { policy, agencies, transfers, unplacedRial } = review;
  return [
    `Rule: ${policyInWords(policy)}`,
    ...agencies.map((agency) => agencyInWords(agency, policy, names, review.holidays)),
    transfersInWords(transfers, BigInt(unplacedRial)),
  ].join('\n\n');
}

export function clockInWords(clock: Clock): string {
  return clock.kind === 'working-days'
    ? `${counted(clock.days, 'working day')} from the day after the notification`
    : `until ${formatJalali(clock.date)} (at least ${counted(clock.graceWorkingDays, 'working day')} from the day after the notification)`;
}

export function policyInWords({
  version,
  thresholdPercent,
  exactThresholdPasses,
  clock,
  split,
  ringFence,
  ...reporting
}: Policy): string {
  const reach = exactThresholdPasses ? 'at least' : 'more than';
  const how =
    split === 'unmet-demand' ? 'in proportion to unmet demand' : 'in proportion to unmet demand × absorption';
  const fence = ringFence ? '; credit behind applicants who wait at a bank stays' : '';
  const days = reportingDaysOf(reporting);
  const reports =
    days === 0
      ? ''
      : `; banks have ${counted(days, 'working day')} after a deadline to report before credit moves`;
  const late =
    lateReportsOf(reporting) === 'count'
      ? ''
      : '; introductions recorded only after a deadline do not count for its shares and for what stays';
  return (
    `an agency has ${clockInWords(clock)} and must have paid ${reach} ${String(thresholdPercent)} % of what is due by then; ` +
    `what moves is divided ${how}, never beyond it${fence}${reports}${late} (policy ${String(version)}).`
  );
}

function agencyInWords(agency: AgencyTrace, policy: Policy, names: Names, holidays: NamedHolidays): string {
  const name = names(agency.agency);
  const title = name === undefined ? agency.agency : `${agency.agency} (${isolated(name)})`;
  const lines = [
    ...settledInWords(agency),
    ...agency.lots.map((lot) => lotInWords(lot, holidays)),
    ...verdictInWords(agency, policy),
  ];
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function settledInWords({ settled }: AgencyTrace): string[] {
  if (settled === undefined) return [];
  return [
    `${tomanInWords(settled.amountRial)} in ${counted(settled.lots, 'lot')}: their time is up and nothing of them is unpaid.`,
  ];
}

function lotInWords(lot: LotTrace, holidays: NamedHolidays): string {
  const { startsOn, clock, deadline, provisional, expired } = lot;
  const provisionally = provisional ? ' (provisional: a lunar month is not published yet)' : '';
  const end = (one: boolean): string =>
    `${expired ? 'ended' : one ? 'ends' : 'end'} with ${formatJalali(deadline)}${provisionally}`;
  const what = `${tomanInWords(lot.amountRial)} from ${formatJalali(startsOn)} (${lot.lotId})`;
  if (clock.kind === 'until' && clock.date === deadline)
    return `${what}: its time ${end(true)}, a fixed day${laterThan(lot)}.`;
  const days = clock.kind === 'working-days' ? clock.days : clock.graceWorkingDays;
  const skipped = lot.holidaysSkipped.map((date) => {
    const found = holidays.find((holiday) => holiday.date === date)?.names ?? [];
    return `${formatJalali(date)} (${isolated(found.join('، '))})`;
  });
  const passedOver =
    skipped.length === 0 ? 'no holiday fell on a working day' : `skipped as a holiday: ${skipped.join(', ')}`;
  return `${what}: its ${counted(days, 'working day')}, counted from the day after, ${end(days === 1)}${laterThan(lot)}; ${passedOver}.`;
}

/** The deadline of an extended lot is the latest of its clocks. */
function laterThan({ otherClocks = [] }: LotTrace): string {
  return otherClocks.length === 0
    ? ''
    : ` (the latest of its clocks; the others: ${otherClocks.map(clockInWords).join(', ')})`;
}

function verdictInWords(agency: AgencyTrace, policy: Policy): string[] {
  const { deadline, dueRial, paidInTimeRial, introducedInTimeRial } = agency;
  if (deadline === undefined || dueRial === undefined || paidInTimeRial === undefined)
    return [runningInWords(agency), ...overdraftInWords(agency)];
  const lines = [
    `By ${formatJalali(deadline)} ${tomanInWords(dueRial)} was due and ${tomanInWords(paidInTimeRial)} of it was paid: ` +
      `${percent(agency.absorptionBasisPoints)}, ${judgement(agency, policy)}.`,
    `Whose part: the agency introduced ${percent(agency.agencyShareBasisPoints)} of what was due` +
      ` (${tomanInWords(introducedInTimeRial ?? '0')}), the banks paid ${percent(agency.bankShareBasisPoints)} of that.`,
  ];
  if (BigInt(agency.reportedAfterDeadlineRial ?? '0') > 0n)
    lines.push(
      `Payments of ${tomanInWords(agency.reportedAfterDeadlineRial ?? '0')}, dated in time, were recorded here only after the deadline.`,
    );
  if (BigInt(agency.paidAfterDeadlineRial ?? '0') > 0n)
    lines.push(
      `${tomanInWords(agency.paidAfterDeadlineRial ?? '0')} more was paid after it, which changes no verdict.`,
    );
  if (BigInt(agency.introducedReportedAfterDeadlineRial ?? '0') > 0n)
    lines.push(
      `Introductions of ${tomanInWords(agency.introducedReportedAfterDeadlineRial ?? '0')}, dated in time, were recorded here only after the deadline.`,
    );
  if (BigInt(agency.returnedSoonRial ?? '0') > 0n)
    lines.push(
      `${tomanInWords(agency.returnedSoonRial ?? '0')} of what counts as paid in time went back within 10 working days after the deadline.`,
    );
  lines.push(...overdraftInWords(agency));
  lines.push(...movableInWords(agency), ...reportsInWords(agency), ...receivesInWords(agency));
  return lines;
}

function overdraftInWords({ overdrawnRial, creditTakenOn }: AgencyTrace): string[] {
  if (BigInt(overdrawnRial) === 0n) return [];
  const since =
    creditTakenOn === undefined
      ? ''
      : ` It has the first claim on what can move, since ${formatJalali(creditTakenOn)}.`;
  return [`Contested: ${tomanInWords(overdrawnRial)} was paid on credit that had been moved away.${since}`];
}

/** For a donor: applicants that wait at banks since in time, and the last reporting day of the banks. */
function reportsInWords({ reports = [], reportsDueUntil }: AgencyTrace): string[] {
  const lines = reports.map(({ bank, waitingRial, lastRecordedOn }) => {
    const last =
      lastRecordedOn === undefined
        ? 'which has recorded nothing in the pool'
        : `which recorded something last on ${formatJalali(lastRecordedOn)}`;
    return `Introduced in time and still waiting: ${tomanInWords(waitingRial)} at ${bank}, ${last}.`;
  });
  if (reportsDueUntil !== undefined)
    lines.push(
      `Banks have until ${formatJalali(reportsDueUntil)} to report; transfers from it can be approved from the day after.`,
    );
  return lines;
}

function judgement({ verdict, thresholdPercent }: AgencyTrace, { exactThresholdPasses }: Policy): string {
  const threshold = `${String(thresholdPercent)} %`;
  if (verdict === 'passed')
    return exactThresholdPasses ? `not under ${threshold}: passed` : `over ${threshold}: passed`;
  return exactThresholdPasses ? `under ${threshold}: fell short` : `not over ${threshold}: fell short`;
}

function runningInWords({ nextDeadline, workingDaysLeft, absorptionBasisPoints }: AgencyTrace): string {
  if (nextDeadline === undefined) return 'It holds no credit.';
  const days = workingDaysLeft ?? 0;
  return (
    `Its time runs: ${days === 1 ? '1 working day is' : `${String(days)} working days are`} left, up to ${formatJalali(nextDeadline)}; ` +
    `so far ${percent(absorptionBasisPoints)} of its credit is paid.`
  );
}

function movableInWords(agency: AgencyTrace): string[] {
  if (agency.verdict === 'emptied') return ['Nothing is left that could move: emptied.'];
  if (agency.verdict !== 'fell-short') return [];
  const kept: string[] = [];
  if (BigInt(agency.protectedRial) > 0n)
    kept.push(`${tomanInWords(agency.protectedRial)} is covered by an earlier deadline that it passed`);
  if (BigInt(agency.ringFencedRial) > 0n)
    kept.push(`${tomanInWords(agency.ringFencedRial)} stands behind applicants who wait at a bank`);
  const but = kept.length === 0 ? '' : `; ${kept.join(', ')}`;
  return [
    `Unpaid in credit whose time is up: ${tomanInWords(agency.unpaidExpiredRial)}; ${tomanInWords(agency.movableRial)} can move${but}.`,
  ];
}

function receivesInWords({ cannotReceive, unmetDemandRial }: AgencyTrace): string[] {
  if (cannotReceive === undefined)
    return [`It can receive: applicants wait for ${tomanInWords(unmetDemandRial)} beyond its own credit.`];
  return cannotReceive === 'fell_short' ? [] : [`It cannot receive: it ${WHY_NOT[cannotReceive].en}.`];
}

export function transfersInWords(transfers: readonly Transfer[], unplacedRial: bigint): string {
  const lines = transfers.map(
    ({ from, to, amountRial, settlesOverdraftRial, takes }) =>
      `Proposed: ${tomanInWords(amountRial)} from ${from} to ${to}` +
      (settlesOverdraftRial === undefined
        ? ''
        : `, of which ${tomanInWords(settlesOverdraftRial)} settles its overdraft`) +
      ` (out of ${takes.map(({ lotId }) => lotId).join(', ')}).`,
  );
  if (unplacedRial > 0n)
    lines.push(`${tomanInWords(unplacedRial)} could move and finds no applicants: it stays where it is.`);
  return lines.length === 0 ? 'Nothing moves.' : lines.join('\n');
}
