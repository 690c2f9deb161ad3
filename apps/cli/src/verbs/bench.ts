import type { Command } from 'commander';
import type { AttackFigures } from '../../../bench/src/attacked-server.js';
import type { BenchFigures } from '../../../bench/src/bench.js';
import type { ServerFigures } from '../../../bench/src/server.js';
import { UsageError } from '@misaq/platform/command-line/usage-error.js';
import { wholeNumber } from '@misaq/platform/command-line/values.js';
import { done, type Outcome, refused } from '@misaq/platform/command-line/outcome.js';
import type { Session } from '../session.js';
import type { Shell } from '../shell.js';

interface Options {
  readonly events: number;
  readonly jobs: number;
  readonly server?: true;
  readonly attacks?: true;
  readonly minutes: number;
}

const EVENTS_DEFAULT = 1_000_000;
const EVENTS_MAX = 20_000_000;
const JOBS_DEFAULT = 50_000;
const JOBS_MAX = 900_000;
const MINUTES_MAX = 1_440;

export function registerBench(command: Command, shell: Shell): void {
  command
    .option(
      '--events <n>',
      'events the full log is filled with; the commands measured on it add 40,000',
      wholeNumber('--events', 1_000, EVENTS_MAX),
      EVENTS_DEFAULT,
    )
    .option(
      '--jobs <n>',
      'rows of the imports and the export',
      wholeNumber('--jobs', 1, JOBS_MAX),
      JOBS_DEFAULT,
    )
    .option('--server', 'measure a server on the full log instead: reads, commands, live updates, memory')
    .option('--attacks', 'with --server: how a server under attack answers somebody else, attack by attack')
    .option(
      '--minutes <n>',
      'with --server: how long memory is watched under a mixed load',
      wholeNumber('--minutes', 1, MINUTES_MAX),
      1,
    )
    .addHelpText(
      'after',
      `
Works in a folder of its own inside the data directory and removes it afterwards; nothing of yours is touched.
Refuses a file system that lies in memory. Takes a few minutes and about 2 GB of disk with a million events.

Example:
  misaq bench
  misaq bench --events 100000 --json
  misaq bench --server --minutes 10
  misaq bench --server --attacks --events 100000

With --attacks the server runs as it is started by default, with 1,024 open files. An inspector asks it 40 boards a second
from this process and 127.0.0.1: five seconds before each attack, and ten while it runs. A process of its own, at a lower
priority, attacks from other addresses; at the end it waits for the answers to what it has sent. Compare «before» and
«during» of one line: both have seen the same machine. «Loop held» is the longest time for which the server itself let
nobody else in, as its process measures it; «by work» leaves out the time for which the processor worked for other programs.`,
    );
  command.action(() => shell.run(command, (session) => measure(session, command.opts<Options>())));
}

async function measure(
  session: Session,
  { events, jobs, server, attacks, minutes }: Options,
): Promise<Outcome> {
  session.hereOnly();
  session.require('operate');
  const { folder, note } = session;
  if (attacks === true) {
    if (server !== true) throw new UsageError('attacks_without_server', '--attacks belongs to --server');
    const { benchAttacks } = await import('../../../bench/src/attacked-server.js');
    const figures = await benchAttacks({ folder, events, note });
    return done({ attacks: figures }, () => attackReport(figures));
  }
  if (server === true) {
    const { benchServer } = await import('../../../bench/src/server.js');
    const figures = await benchServer({ folder, events, minutes, note });
    return done(figures, () => serverReport(figures));
  }
  const { bench, MemoryFileSystemError } = await import('../../../bench/src/bench.js');
  try {
    const figures = await bench({
      folder,
      events,
      jobs,
      note: (text) => {
        session.note(text);
      },
    });
    return done({ ...figures, ratios: ratios(figures) }, () => report(figures));
  } catch (error) {
    if (!(error instanceof MemoryFileSystemError)) throw error;
    return refused({ name: 'file_system_in_memory', figures: { folder, reason: error.message } });
  }
}

function attackReport(figures: readonly AttackFigures[]): string {
  const row = (...cells: readonly string[]): string => {
    const [name = '', ...numbers] = cells;
    return `${name.padEnd(36)}${numbers.map((cell) => cell.padStart(10)).join('')}`;
  };
  return [
    row(
      'boards asked by another',
      'p99',
      'p99',
      'longest',
      'loop held',
      'by work',
      'asked',
      'refused',
      'attack:',
      'attack:',
    ),
    row('', 'before ms', 'during ms', 'ms', 'most ms', 'most ms', '', '', 'answered', 'refused'),
    ...figures.map(
      ({ attack, beforeP99Ms, p99Ms, maxMs, loopMaxMs, loopWorkMaxMs, asked, refused: no, attacking }) =>
        row(
          attack,
          ...[beforeP99Ms, p99Ms, maxMs, loopMaxMs, loopWorkMaxMs, asked, no].map(String),
          String(attacking.answered),
          String(attacking.refused + attacking.cutOff),
        ),
    ),
  ].join('\n');
}

/** What the targets speak of: ours ÷ the plain loop of the same run, in basis points, truncated. */
function ratios(figures: BenchFigures): Record<string, number> {
  const share = (ours: number, raw: number): number => Math.trunc((ours * 10_000) / raw);
  return {
    appendSingleBasisPoints: share(figures.appendSinglePerSec, figures.rawSingleCommitPerSec),
    appendBatch200BasisPoints: share(figures.appendBatch200PerSec, figures.rawBatch200PerSec),
    commands64BasisPoints: share(figures.commands64PerSec, figures.rawBatch200PerSec),
    rebuildBasisPoints: share(figures.rebuildPerSec, figures.rawReplayPerSec),
  };
}

function report(figures: BenchFigures): string {
  const share = ratios(figures);
  const ratio = (name: keyof typeof share): string =>
    `${((share[name] ?? 0) / 10_000).toFixed(2)} × the plain loop`;
  const count = (n: number): string => n.toLocaleString('en-US');
  return [
    `file system                 ${figures.fileSystem}`,
    `events in the full log      ${count(figures.events)}`,
    `plain loop, one a commit    ${count(figures.rawSingleCommitPerSec)} events/s`,
    `plain loop, 64 a commit     ${count(figures.rawBatch64PerSec)} events/s`,
    `plain loop, 200 a commit    ${count(figures.rawBatch200PerSec)} events/s`,
    `plain loop, replay          ${count(figures.rawReplayPerSec)} events/s`,
    `append, one a commit        ${count(figures.appendSinglePerSec)} events/s = ${ratio('appendSingleBasisPoints')}`,
    `append, 200 a commit        ${count(figures.appendBatch200PerSec)} events/s = ${ratio('appendBatch200BasisPoints')}`,
    `commands, 64 in flight      ${count(figures.commands64PerSec)} commands/s = ${ratio('commands64BasisPoints')} at 200 a commit`,
    `the same on the full log    ${count(figures.commands64FullLogPerSec)} commands/s`,
    `rebuild of all read models  ${count(figures.rebuildPerSec)} events/s = ${ratio('rebuildBasisPoints')}`,
    `open to ready               ${count(figures.openToReadyMs)} ms`,
    `slowest question, p99       ${String(figures.queryP99Ms)} ms (${figures.slowestQuery})`,
    `resident memory             ${count(figures.rssMb)} MB answering, ${count(figures.commandsRssMb)} MB recording, ${count(figures.rebuildPeakRssMb)} MB at the peak of a rebuild`,
    `import of ${count(figures.importedJobs)} jobs       ${String(figures.importSeconds)} s`,
    `the same as a workbook      ${String(figures.xlsxImportSeconds)} s, ${count(figures.xlsxImportMoreMb)} MB more memory`,
    `a workbook of their history ${String(figures.xlsxExportSeconds)} s, ${count(figures.xlsxExportMoreMb)} MB more memory`,
  ].join('\n');
}

function serverReport(figures: ServerFigures): string {
  const count = (n: number): string => n.toLocaleString('en-US');
  const { commands64PerSec, commands64WithoutHttpPerSec } = figures;
  return [
    `events in the log           ${count(figures.events)}`,
    `start to ready              ${count(figures.startToReadyMs)} ms`,
    `reviews due at the start    ${String(figures.dueAtStartSeconds)} s, with ${count(figures.readsWhileDuePerSec)} reads a second meanwhile`,
    `reads, 16 in flight         ${count(figures.readsPerSec)} a second (${figures.slowestBoard}, the slowest board)`,
    `reads, 750 a second, p99    ${String(figures.readP99Ms)} ms (of the slowest board)`,
    `commands, 64 in flight      ${count(commands64PerSec)} a second = ${(commands64PerSec / commands64WithoutHttpPerSec).toFixed(2)} × ${count(commands64WithoutHttpPerSec)} without HTTP`,
    `command to live update      ${String(figures.liveP99Ms)} ms p99, ${String(figures.liveMaxMs)} ms at most`,
    `memory, ${String(figures.mixedMinutes)} min of mixed load  ${count(figures.rssStartMb)} MB at first, ${count(figures.rssEndMb)} MB at the end, ${count(figures.rssMaxMb)} MB at most`,
  ].join('\n');
}
