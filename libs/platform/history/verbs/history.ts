import type { Command } from 'commander';
import { asciiDigits } from '@misaq/platform/calendar/digits.js';
import { HISTORY_SUBJECTS, type HistorySubject } from '../queries.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import { LOG_START } from '@misaq/platform/event-store/port.js';
import { logPosition, wholeNumber } from '@misaq/platform/command-line/values.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { jalaliOr } from '@misaq/platform/command-line/dates.js';
import { historyTable } from '../table.js';
import { tehranTime } from '@misaq/platform/text/tehran-time.js';
import { presentable } from '@misaq/platform/text/presentable.js';
import {
  EXPORT_HELP,
  EXPORT_OPTION,
  exportFile,
  type ExportOptions,
  exportWanted,
} from '@misaq/platform/command-line/export-file.js';
import { FORCE_HELP, FORCE_OPTION } from '@misaq/platform/command-line/file-out.js';
import { done, type Outcome } from '@misaq/platform/command-line/outcome.js';
import { heading, type Screen } from '@misaq/platform/command-line/screen.js';
import { table } from '@misaq/platform/command-line/table.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import type { HistoryItem } from '../wire.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import { type HistoryAsked, historyPages, type HistoryShown } from './history-pages.js';
import type { VerbSession, VerbShell } from '@misaq/platform/command-line/session.js';

type Options = ExportOptions &
  Partial<Record<HistorySubject['by'], string>> & {
    readonly limit?: number;
    readonly after?: ShownPosition;
  };

/** What a person reads at once; `--limit` asks for more. */
const LINES_SHOWN = 50;

export function registerHistory(command: Command, shell: VerbShell): void {
  command
    .option('--pool <id>', 'a credit pool')
    .option('--agency <id>', 'an agency')
    .option('--bank <id>', 'a bank')
    .option('--facility <id>', 'a facility')
    .option('--actor <id>', 'the principal who acted')
    .option('--verifier <id>', 'a verifier: the rounds that somebody else recorded for them')
    .option('--stream <name>', 'a stream of the log, such as job-EA1401-00001')
    .option('--limit <n>', 'at most so many events', wholeNumber('--limit', 1, Number.MAX_SAFE_INTEGER))
    .option('--after <position>', 'only events after this position of the log', logPosition('--after'))
    .option(EXPORT_OPTION, EXPORT_HELP)
    .option(FORCE_OPTION, FORCE_HELP)
    .addHelpText(
      'after',
      `
On a terminal the latest ${String(LINES_SHOWN)}; with --json or --export all of them. With --limit or --after from the front.
An agency or a bank sees what concerns it.

Examples:
  misaq history --agency behzisti
  misaq history --facility N16-00001 --json
  misaq history --bank bank-refah --limit 20
  misaq history --pool east-azerbaijan-1401-note16 --export history.xlsx`,
    );
  command.action(() => shell.run(command, (session) => history(session, command.opts<Options>())));
}

async function history(session: VerbSession, options: Options): Promise<Outcome> {
  const subject = subjectOf(options);
  const file = exportWanted(options);
  const { ask } = await session.reach('read');
  const asked: HistoryAsked = {
    subject,
    after: options.after ?? LOG_START,
    limit: options.limit,
  };
  if (file !== undefined) return exportFile(session, file, historyTable(eventsOf(historyPages(ask, asked))));
  const latest = options.limit === undefined && options.after === undefined;
  return done(jsonPieces(ask, asked), async (screen) => {
    const { total, events } = latest
      ? await latestOf(ask, asked)
      : await firstOf(ask, { ...asked, limit: options.limit ?? LINES_SHOWN });
    return historyText(screen, subject, total, events);
  });
}

async function* eventsOf(pages: AsyncIterable<HistoryShown>): AsyncGenerator<HistoryItem> {
  for await (const { events } of pages) yield* events;
}

function subjectOf(options: Options): HistorySubject {
  const named = HISTORY_SUBJECTS.filter((by) => options[by] !== undefined);
  const [by, another] = named;
  if (by === undefined || another !== undefined)
    throw new UsageError(
      'one_subject_needed',
      `give one of ${HISTORY_SUBJECTS.map((each) => `--${each}`).join(', ')}`,
    );
  return { by, id: asciiDigits(options[by] ?? '').trim() };
}

/** One document, page by page: the history of a principal who imported a year is too large for memory. */
async function* jsonPieces(ask: Ask, asked: HistoryAsked): AsyncIterable<string> {
  let begun = false;
  let between = '\n';
  for await (const { total, position, events } of historyPages(ask, asked)) {
    if (!begun) {
      const shown = typeof position === 'bigint' ? position.toString() : JSON.stringify(position);
      yield `{\n"total": ${String(total)},\n"position": ${shown},\n"events": [`;
    }
    begun = true;
    const texts = events.map((event) => JSON.stringify(presentable(event)));
    if (texts.length > 0) yield between + texts.join(',\n');
    between = ',\n';
  }
  yield '\n]\n}\n';
}

async function firstOf(ask: Ask, asked: HistoryAsked): Promise<HistoryShown> {
  let total = 0;
  let position: ShownPosition = LOG_START;
  const events: HistoryItem[] = [];
  for await (const page of historyPages(ask, asked)) {
    ({ total, position } = page);
    events.push(...page.events);
  }
  return { total, position, events };
}

/** The latest: looked for from ever further back, since pages only go forwards. */
async function latestOf(ask: Ask, asked: HistoryAsked): Promise<HistoryShown> {
  const probe = await firstOf(ask, { ...asked, limit: 1 });
  const { position: end } = probe;
  // A token is no number to go back from.
  if (typeof end === 'string') return lastOf(ask, asked);
  for (let back = 1_000n; ; back *= 8n) {
    const after = back >= end ? -1n : end - back;
    const all = await firstOf(ask, { ...asked, after });
    if (all.events.length >= Math.min(LINES_SHOWN, probe.total))
      return { ...probe, events: all.events.slice(-LINES_SHOWN) };
  }
}

/** The token or the session that an act came with, or who ran the command line. */
function through({ tokenId, sessionId, operatingSystemUser }: Actor): string {
  if (tokenId !== undefined) return `token ${tokenId}`;
  if (sessionId !== undefined) return `session ${sessionId}`;
  return operatingSystemUser === undefined ? '' : `user ${operatingSystemUser}`;
}

async function lastOf(ask: Ask, asked: HistoryAsked): Promise<HistoryShown> {
  let shown: HistoryShown = { total: 0, position: LOG_START, events: [] };
  for await (const { events, ...page } of historyPages(ask, asked))
    shown = { ...page, events: [...shown.events, ...events].slice(-LINES_SHOWN) };
  return shown;
}

function historyText(
  screen: Screen,
  { by, id }: HistorySubject,
  total: number,
  events: readonly HistoryItem[],
): string {
  const title = heading(screen, `History of ${by} ${id}: ${counted(total, 'event')}`);
  if (events.length === 0) return title;
  const rows = events.map(({ position, recordedAt, effectiveOn, actor, summary, reason }) => [
    position.toString(),
    tehranTime(recordedAt),
    jalaliOr(effectiveOn),
    `${actor.id} (${actor.role})`,
    through(actor),
    reason === null || summary.includes(reason) ? summary : `${summary} — ${reason}`,
  ]);
  const columns = [
    { title: 'position', align: 'right' },
    { title: 'recorded (Tehran)', droppedFirst: 1 },
    { title: 'effective' },
    { title: 'who' },
    { title: 'through', droppedFirst: 2 },
    { title: 'what and why' },
  ] as const;
  const rest = total - events.length;
  return [
    title,
    table(screen, columns, rows),
    ...(rest > 0 ? [`  ${grouped(rest)} more; --json has them all`] : []),
  ].join('\n');
}
