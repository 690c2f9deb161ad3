import type { Verdict } from '../domain/trace.js';
import type { AgencyItem } from '../boards/pools/wire.js';
import { jalaliOr } from '@misaq/platform/command-line/dates.js';
import type { Screen } from '@misaq/platform/command-line/screen.js';
import { table, type Cell, type Column } from '@misaq/platform/command-line/table.js';
import { percent, toman } from '@misaq/platform/text/toman.js';

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
export function agenciesTable(screen: Screen, agencies: readonly AgencyItem[]): string {
  return table(
    screen,
    COLUMNS,
    agencies.map((each) => [
      each.agency,
      toman(each.allocatedRial),
      toman(each.paidRial),
      percent(each.absorptionBasisPoints),
      percent(each.agencyShareBasisPoints),
      percent(each.bankShareBasisPoints),
      jalaliOr(each.deadline),
      verdictCell(each.verdict),
      toman(each.movableRial),
      toman(each.unmetDemandRial),
      each.nextDeadline === null
        ? '–'
        : `${jalaliOr(each.nextDeadline)} (${String(each.workingDaysLeft ?? 0)})`,
      each.name ?? '',
    ]),
  );
}
