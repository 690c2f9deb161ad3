import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { rial, sumRial } from '@misaq/platform/kernel/money.js';
import type { PoolReviewed } from '@misaq/credit/domain/review-events.js';
import { refusalMessage } from '@misaq/platform/text/refusals.js';
import { coloured, heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { percent, tomanInWords } from '@misaq/platform/text/toman.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import { bankBoardItem } from '@misaq/credit/boards/banks/wire.js';
import { monthItem } from '@misaq/commitments/boards/commitments/wire.js';
import { type AgencyItem, agencyItem } from '@misaq/credit/boards/pools/wire.js';
import type { Names } from '@misaq/platform/text/names.js';
import { agenciesTable } from '@misaq/credit/verbs/agencies-table.js';
import { traceInWords } from '@misaq/credit/boards/reviews/trace-in-words.js';
import { monthsTable } from '@misaq/commitments/verbs/commitments.js';
import { banksText } from '@misaq/credit/verbs/banks.js';
import { endOfDey } from './figures.js';
import { nextSteps } from './next-steps.js';
import { POOL, type Story } from './story.js';

/** The story for a person: what was, why, who signed, what is, and where to look next. */
export function storyText(screen: Screen, story: Story): string {
  return [
    title(screen, 'The year 1401 of East Azerbaijan'),
    'Every row is invented; the sums are the published ones (samples/east-azerbaijan/README.md).\n' +
      `${grouped(story.files.reduce((sum, { rows }) => sum + rows, 0))} rows in ${String(story.files.length)} files became ${grouped(story.events)} events.`,
    actOneText(screen, story),
    actTwoText(screen, story),
    nextText(screen, story),
  ].join('\n\n');
}

function title(screen: Screen, text: string): string {
  return heading(screen, `━━ ${text} ${'━'.repeat(Math.max(0, 72 - text.length))}`);
}

function actOneText(screen: Screen, { actOne, agencyNames }: Story): string {
  const { before, after, attempt, reallocated } = actOne;
  return [
    title(screen, 'Act 1: the time of the Note 16 credit is up'),
    `The session of ${formatJalali(before.asOf)} looks at ${POOL}. Before:`,
    agenciesTable(screen, agencyItems(before, agencyNames)),
    heading(screen, `Why (${before.reviewId}, requested by ${before.requestedBy})`),
    traceInWords(before, agencyNames),
    heading(screen, 'Who signs'),
    `${attempt.by.id} (${attempt.by.role}) tries to approve: ${coloured(screen, 'red', 'refused')} (${attempt.refusal.name}). ${refusalMessage(attempt.refusal)}\n` +
      `${reallocated.approvedBy} (economic-deputy) approves on ${formatJalali(reallocated.approvedOn)}: «${reallocated.reason}».`,
    ...reallocated.transfers.map(
      ({ from, to, amountRial, deadline }) =>
        `${tomanInWords(amountRial)} moved from ${from} to ${to}, which has until ${formatJalali(deadline)} to pay it out.`,
    ),
    'After, asked again on the same day:',
    agenciesTable(screen, agencyItems(after, agencyNames)),
    `The pool held ${creditInWords(before)} before and holds ${creditInWords(after)} after. ` +
      'A second review moves nothing twice: Behzisti is emptied, and no recipient.',
  ].join('\n\n');
}

function agencyItems({ agencies, holidays }: PoolReviewed, names: Names): readonly AgencyItem[] {
  return agencies.map((agency) => agencyItem(agency, names, holidays));
}

function creditInWords({ agencies }: PoolReviewed): string {
  return tomanInWords(sumRial(agencies.map(({ creditRial }) => rial(creditRial))));
}

function actTwoText(screen: Screen, story: Story): string {
  const { baseline, raised, homeBased, rural } = story;
  const dey = endOfDey(baseline);
  const against = (board: Story['baseline']): string[] => [
    board.version,
    grouped(board.totals.assigned[board.version] ?? 0),
    grouped(endOfDey(board).netToDate),
    percent(endOfDey(board).fulfilmentBasisPoints),
    grouped(board.totals.net),
    percent(board.totals.fulfilmentBasisPoints),
  ];
  return [
    title(screen, 'Act 2: the promise at the end of the year'),
    'Jobs registered, net of rejections:',
    table(
      screen,
      [
        { title: 'promise' },
        { title: 'jobs', align: 'right' },
        { title: `by ${dey.month}`, align: 'right' },
        { title: 'fulfilled', align: 'right' },
        { title: 'year end', align: 'right' },
        { title: 'fulfilled', align: 'right' },
      ],
      [against(baseline), against(raised)],
    ),
    monthsTable(screen, baseline.months.map(monthItem)),
    `Home-based jobs: ${grouped(homeBased.facilities.introduced)} plans, ${tomanInWords(homeBased.paidRial)} paid.\n` +
      `Rural plans: ${grouped(rural.facilities.introduced)} plans for ${tomanInWords(rural.introducedRial)}, ${tomanInWords(rural.paidRial)} of it paid so far.`,
    banksText(screen, bankBoardItem(story.banks, story.bankNames)),
  ].join('\n\n');
}

function nextText(screen: Screen, { folder }: Story): string {
  const steps = nextSteps(folder).map(
    ({ what, command }) => `  ${coloured(screen, 'dim', `# ${what}`)}\n  ${command}`,
  );
  return [title(screen, 'Where to look next'), ...steps].join('\n');
}
