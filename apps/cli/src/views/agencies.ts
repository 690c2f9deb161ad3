import type { PlainDate } from '@misaq/calendar/plain-date.js';
import type { AgencyTrace, LotTrace, Verdict } from '@misaq/domain/credit/trace.js';
import { jalaliOr } from '../output/dates.js';
import { holidaysShown } from '@misaq/wire/presentable.js';
import type { Screen } from '../output/screen.js';
import { table, type Cell, type Column } from '../output/table.js';
import { percent, toman } from '../output/toman.js';

export type NamedHolidays = readonly { readonly date: PlainDate; readonly names: readonly string[] }[];

/** Names of organisations by id, as they are shown. */
export type Names = (id: string) => string | undefined;

/**
 * One agency as every verb shows it (board, review, simulation). `allocatedRial` is the credit it holds now. A figure
 * that does not exist yet (no deadline has passed) is null, so that the shape is always the same.
 */
export function agencyItem(trace: AgencyTrace, names: Names, holidays: NamedHolidays) {
  return {
    agency: trace.agency,
    name: names(trace.agency) ?? null,
    verdict: trace.verdict,
    allocatedRial: trace.creditRial,
    paidRial: trace.paidRial,
    absorptionBasisPoints: trace.absorptionBasisPoints ?? null,
    thresholdPercent: trace.thresholdPercent,
    deadline: trace.deadline ?? null,
    nextDeadline: trace.nextDeadline ?? null,
    workingDaysLeft: trace.workingDaysLeft ?? null,
    dueRial: trace.dueRial ?? null,
    paidInTimeRial: trace.paidInTimeRial ?? null,
    introducedInTimeRial: trace.introducedInTimeRial ?? null,
    agencyShareBasisPoints: trace.agencyShareBasisPoints ?? null,
    bankShareBasisPoints: trace.bankShareBasisPoints ?? null,
    paidAfterDeadlineRial: trace.paidAfterDeadlineRial ?? null,
    reportedAfterDeadlineRial: trace.reportedAfterDeadlineRial ?? null,
    pendingRial: trace.pendingRial,
    unmetDemandRial: trace.unmetDemandRial,
    unpaidExpiredRial: trace.unpaidExpiredRial,
    protectedRial: trace.protectedRial,
    ringFencedRial: trace.ringFencedRial,
    movableRial: trace.movableRial,
    overdrawnRial: trace.overdrawnRial,
    cannotReceive: trace.cannotReceive ?? null,
    lots: trace.lots.map((lot) => lotItem(lot, holidays)),
  };
}

function lotItem(lot: LotTrace, holidays: NamedHolidays) {
  return { ...lot, holidaysSkipped: holidaysShown(lot.holidaysSkipped, holidays) };
}

const VERDICTS: Readonly<
  Record<Verdict, { readonly text: string; readonly colour: 'red' | 'green' | 'yellow' | 'dim' }>
> = {
  running: { text: 'running', colour: 'dim' },
  passed: { text: 'passed', colour: 'green' },
  'fell-short': { text: 'fell short', colour: 'red' },
  emptied: { text: 'emptied', colour: 'yellow' },
};

export function verdictCell(verdict: Verdict): Cell {
  return VERDICTS[verdict];
}

const COLUMNS: readonly Column[] = [
  { title: 'agency' },
  { title: 'credit', align: 'right' },
  { title: 'paid', align: 'right' },
  { title: 'absorbed', align: 'right' },
  { title: 'agency', align: 'right', droppedFirst: 3 },
  { title: 'banks', align: 'right', droppedFirst: 3 },
  { title: 'time up' },
  { title: 'verdict' },
  { title: 'movable', align: 'right' },
  { title: 'waits', align: 'right', droppedFirst: 2 },
  { title: 'next (days left)', droppedFirst: 1 },
  { title: 'name' },
];

/**
 * Amounts in toman. «agency» and «banks» are the two shares that make up the absorption; «waits» is the money that
 * applicants wait for beyond the agency's own credit; «next» is the next time that will be up.
 */
export function agenciesTable(screen: Screen, agencies: readonly AgencyTrace[], names: Names): string {
  return table(
    screen,
    COLUMNS,
    agencies.map((each) => [
      each.agency,
      toman(each.creditRial),
      toman(each.paidRial),
      percent(each.absorptionBasisPoints),
      percent(each.agencyShareBasisPoints),
      percent(each.bankShareBasisPoints),
      jalaliOr(each.deadline),
      verdictCell(each.verdict),
      toman(each.movableRial),
      toman(each.unmetDemandRial),
      each.nextDeadline === undefined
        ? '–'
        : `${jalaliOr(each.nextDeadline)} (${String(each.workingDaysLeft ?? 0)})`,
      names(each.agency) ?? '',
    ]),
  );
}
