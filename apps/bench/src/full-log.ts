import { ALL_SUBJECTS } from '@misaq/subjects.js';
import '@misaq/platform/node/memory.js';
import { systemClock, today } from '@misaq/platform/kernel/clock.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { openSystem } from '@misaq/platform/assembly/system.js';
import type { FillFigures, QuestionFigures, RebuildFigures } from './full-log-figures.js';
import { percentile, secondsOf } from './stopwatch.js';
import {
  AGENCIES,
  BANKS,
  COMMANDS_BY_EVENTS,
  commandsPerSec,
  everyday,
  IN_FLIGHT,
  POOLS,
  prepare,
  PROVINCE,
  sendAll,
  YEAR,
} from './workload.js';

/*
 * Runs as a process of its own (`node full-log.js FOLDER fill|rebuild|questions [EVENTS]`), so that memory and time to
 * ready are those of a program that does this and nothing else. Prints one line of JSON.
 */

const TIMES = 300;
const WARM_UP = 20;

/** Writes the everyday commands until the log has so many events; then measures commands on what is a full log. */
async function fill(folder: string, events: number): Promise<FillFigures> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  await prepare(system.router);
  await sendAll(system.router, everyday, 0, Math.ceil(events * COMMANDS_BY_EVENTS), IN_FLIGHT);
  const perSec = await commandsPerSec(system.router);
  const rssMb = Math.round(process.memoryUsage().rss / (1024 * 1024));
  const written = Number((await system.store.health()).position) + 1;
  await system.close();
  return { events: written, commands64PerSec: perSec, rssMb };
}

async function rebuild(folder: string): Promise<RebuildFigures> {
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  const { runner } = await system.readModels();
  let differences = 0;
  const taken = await secondsOf(async () => {
    for (const { comparison } of await runner.rebuild()) differences += comparison?.differing ?? 1;
  });
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  await system.close();
  return { seconds: taken, differences, peakRssMb };
}

async function questions(folder: string): Promise<QuestionFigures> {
  const started = process.hrtime.bigint();
  const system = await openSystem(ALL_SUBJECTS, folder, systemClock, process.env);
  const models = await system.readModels();
  await models.credit.poolBoard(POOLS[0] ?? '', today(systemClock));
  const openToReadyMs = Math.round(Number(process.hrtime.bigint() - started) / 1e6);

  let [queryP99Ms, slowestQuery] = [0, ''];
  for (const [name, ask] of Object.entries(everyQuestion(models))) {
    const p99 = await p99Of(ask);
    if (p99 > queryP99Ms) [queryP99Ms, slowestQuery] = [p99, name];
  }
  const rssMb = Math.round(process.memoryUsage().rss / (1024 * 1024));
  await system.close();
  return { openToReadyMs, queryP99Ms: Math.round(queryP99Ms * 10) / 10, slowestQuery, rssMb };
}

/** Each board and each way into the history, asked as the screens do: history by the page of 100. */
function everyQuestion({
  credit,
  commitments,
  banks,
  reviews,
  history,
}: ReadModels): Record<string, (n: number) => unknown> {
  const day = today(systemClock);
  const pick = (some: readonly string[], n: number): string => some[n % some.length] ?? '';
  return {
    pools: () => credit.pools(),
    pool: (n) => credit.poolBoard(pick(POOLS, n), day),
    simulate: (n) => credit.simulate(pick(POOLS, n), day, { thresholdPercent: 50 + (n % 40) }),
    programme: (n) => credit.programmeTotals(pick(POOLS, n)),
    commitments: () => commitments.commitmentBoard(PROVINCE, YEAR),
    cells: () => commitments.commitmentCells(PROVINCE, YEAR),
    banks: () => banks.bankBoard(day),
    banksOfPool: (n) => banks.bankBoard(day, { pool: pick(POOLS, n) }),
    reviews: (n) => reviews.reviews({ pool: pick(POOLS, n) }),
    historyOfPool: (n) => history.history({ by: 'pool', id: pick(POOLS, n) }, { after: BigInt(n * 1_000) }),
    historyOfAgency: (n) =>
      history.history({ by: 'agency', id: pick(AGENCIES, n) }, { after: BigInt(n * 1_000) }),
    historyOfBank: (n) => history.history({ by: 'bank', id: pick(BANKS, n) }, { after: BigInt(n * 1_000) }),
    historyOfActor: (n) => history.history({ by: 'actor', id: 'labour-1' }, { after: BigInt(n * 2_000) }),
    historyOfFacility: (n) => history.history({ by: 'facility', id: `f-${String(n % 16)}-${String(n)}` }),
    historyOfStream: (n) =>
      history.history({ by: 'stream', id: `creditPool-${pick(POOLS, n)}` }, { after: BigInt(n * 1_000) }),
    historyOfBankAsBank: (n) =>
      history.history(
        { by: 'pool', id: pick(POOLS, n) },
        { scope: { bank: pick(BANKS, n) }, after: BigInt(n * 1_000) },
      ),
  };
}

async function p99Of(ask: (n: number) => unknown): Promise<number> {
  for (let n = 0; n < WARM_UP; n += 1) await ask(n);
  const taken: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const started = process.hrtime.bigint();
    await ask(n);
    taken.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return percentile(taken, 99);
}

async function measure([folder = '', what, events]: readonly string[]): Promise<object> {
  if (what === 'fill') return fill(folder, Number(events));
  return what === 'rebuild' ? rebuild(folder) : questions(folder);
}

process.stdout.write(`${JSON.stringify(await measure(process.argv.slice(2)))}\n`);
