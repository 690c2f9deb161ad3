import { systemClock, today } from '@misaq/application/clock.js';
import { type ReadModels } from '@misaq/read-models/read-models.js';
import { openSystem } from '../system.js';
import { type QuestionFigures, type RebuildFigures } from './reading-figures.js';
import { secondsOf } from './stopwatch.js';
import { AGENCIES, BANKS, POOLS, PROVINCE, YEAR } from './workload.js';

/*
 * Runs as a process of its own (`node reading.js FOLDER rebuild|questions`), so that time to ready and memory are
 * those of a program that has just started on a full log. Prints one line of JSON.
 */

const TIMES = 300;
const WARM_UP = 20;

async function rebuild(folder: string): Promise<RebuildFigures> {
  const system = await openSystem(folder, systemClock, process.env);
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
  const system = await openSystem(folder, systemClock, process.env);
  const models = await system.readModels();
  models.credit.poolBoard(POOLS[0] ?? '', today(systemClock));
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
  taken.sort((a, b) => a - b);
  return taken[Math.ceil(taken.length * 0.99) - 1] ?? 0;
}

const [folder = '', what = ''] = process.argv.slice(2);
const figures = what === 'rebuild' ? await rebuild(folder) : await questions(folder);
process.stdout.write(`${JSON.stringify(figures)}\n`);
