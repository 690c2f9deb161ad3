import type { Command } from 'commander';
import { asciiDigits } from '@misaq/calendar/digits.js';
import { historyEvents, historyPages, type HistoryQuestion } from '@misaq/read-models/history/pages.js';
import type {
  HistoryEvent,
  HistoryQuestions,
  HistoryScope,
  HistorySubject,
} from '@misaq/read-models/history/queries.js';
import { wholeNumber } from '../arguments/values.js';
import { UsageError } from '../arguments/usage-error.js';
import { jalaliOr } from '../output/dates.js';
import { historyTable } from '@misaq/wire/exports/history.js';
import { tehranTime } from '@misaq/wire/tehran-time.js';
import { presentable } from '@misaq/wire/presentable.js';
import { assertExportable, EXPORT_HELP, EXPORT_OPTION, exportFile } from '../output/export-file.js';
import { done, type Outcome } from '../output/outcome.js';
import { heading, type Screen } from '../output/screen.js';
import { table } from '../output/table.js';
import { grouped } from '@misaq/wire/grouped.js';
import { historyItem } from '@misaq/wire/history.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';
import { historyScope } from './read-scope.js';

const SUBJECTS = ['pool', 'agency', 'bank', 'facility', 'actor', 'stream'] as const;

type Options = Partial<Record<(typeof SUBJECTS)[number], string>> & {
  readonly limit?: number;
  readonly after?: number;
  readonly export?: string;
};

/** What a person reads at once; `--limit` asks for more. */
const LINES_SHOWN = 50;

export function registerHistory(program: Command, shell: Shell): void {
  const command = program
    .command('history')
    .description('every event of a pool, agency, bank, facility, actor or stream: who, when, why, what')
    .option('--pool <id>', 'a credit pool')
    .option('--agency <id>', 'an agency')
    .option('--bank <id>', 'a bank')
    .option('--facility <id>', 'a facility')
    .option('--actor <id>', 'whoever acted')
    .option('--stream <name>', 'a stream of the log, such as job-EA1401-00001')
    .option('--limit <n>', 'at most so many events', wholeNumber('--limit', 1, Number.MAX_SAFE_INTEGER))
    .option(
      '--after <position>',
      'only events after this position of the log',
      wholeNumber('--after', 0, 10 ** 12),
    )
    .option(EXPORT_OPTION, EXPORT_HELP)
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

async function history(session: Session, options: Options): Promise<Outcome> {
  const subject = subjectOf(options);
  const { export: file } = options;
  assertExportable(file);
  const scope = scopeOf(session);
  const system = await session.open('read');
  const models = await system.readModels();
  const question: HistoryQuestion = {
    subject,
    scope,
    after: options.after === undefined ? -1n : BigInt(options.after),
    limit: options.limit,
  };
  if (file !== undefined)
    return exportFile(session, file, historyTable(historyEvents(models.history, question)));
  const latest = options.limit === undefined && options.after === undefined;
  return done(jsonPieces(models.history, question), async (screen) => {
    const { total, events } = latest
      ? await latestOf(models.history, question)
      : await firstOf(models.history, { ...question, limit: options.limit ?? LINES_SHOWN });
    return historyText(screen, subject, total, events);
  });
}

function subjectOf(options: Options): HistorySubject {
  const named = SUBJECTS.filter((by) => options[by] !== undefined);
  const [by, another] = named;
  if (by === undefined || another !== undefined)
    throw new UsageError(
      'one_subject_needed',
      `give one of ${SUBJECTS.map((each) => `--${each}`).join(', ')}`,
    );
  return { by, id: asciiDigits(options[by] ?? '').trim() };
}

function scopeOf(session: Session): HistoryScope | undefined {
  const { agency, bank } = historyScope(session.actor);
  if (agency !== undefined) return { agency };
  return bank === undefined ? undefined : { bank };
}

/** One document, page by page: the history of whoever imported a year is larger than what should lie in memory. */
async function* jsonPieces(questions: HistoryQuestions, question: HistoryQuestion): AsyncIterable<string> {
  let begun = false;
  let between = '\n';
  for await (const { total, position, events } of historyPages(questions, question)) {
    if (!begun) yield `{\n"total": ${String(total)},\n"position": ${position.toString()},\n"events": [`;
    begun = true;
    const texts = events.map((event) => JSON.stringify(presentable(historyItem(event))));
    if (texts.length > 0) yield between + texts.join(',\n');
    between = ',\n';
  }
  yield '\n]\n}\n';
}

interface Shown {
  readonly total: number;
  readonly events: readonly HistoryEvent[];
}

async function firstOf(questions: HistoryQuestions, question: HistoryQuestion): Promise<Shown> {
  let total = 0;
  const events: HistoryEvent[] = [];
  for await (const page of historyPages(questions, question)) {
    total = page.total;
    events.push(...page.events);
  }
  return { total, events };
}

/** The latest: looked for from ever further back, since pages only go forwards. */
async function latestOf(questions: HistoryQuestions, question: HistoryQuestion): Promise<Shown> {
  const probe = await firstOf(questions, { ...question, limit: 1 });
  const { position: end } = await questions.history(question.subject, { limit: 0 });
  for (let back = 1_000n; ; back *= 8n) {
    const after = back >= end ? -1n : end - back;
    const all = await firstOf(questions, { ...question, after });
    if (all.events.length >= Math.min(LINES_SHOWN, probe.total))
      return { total: probe.total, events: all.events.slice(-LINES_SHOWN) };
  }
}

function historyText(
  screen: Screen,
  { by, id }: HistorySubject,
  total: number,
  events: readonly HistoryEvent[],
): string {
  const title = heading(screen, `History of ${by} ${id}: ${grouped(total)} events`);
  if (events.length === 0) return title;
  const rows = events.map(({ position, recordedAt, effectiveOn, actor, summary, reason }) => [
    position.toString(),
    tehranTime(recordedAt),
    jalaliOr(effectiveOn),
    `${actor.id} (${actor.role})`,
    reason === undefined || summary.includes(reason) ? summary : `${summary} — ${reason}`,
  ]);
  const columns = [
    { title: 'position', align: 'right' },
    { title: 'recorded (Tehran)', droppedFirst: 1 },
    { title: 'effective' },
    { title: 'who' },
    { title: 'what and why' },
  ] as const;
  const rest = total - events.length;
  return [
    title,
    table(screen, columns, rows),
    ...(rest > 0 ? [`  ${grouped(rest)} more; --json has them all`] : []),
  ].join('\n');
}
