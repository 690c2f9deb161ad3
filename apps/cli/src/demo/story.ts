import type { OnProgress } from '@misaq/platform/imports/report.js';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import type { CommitmentBoard } from '@misaq/commitments/boards/commitments/queries.js';
import type { BankBoard } from '@misaq/credit/boards/banks/queries.js';
import type { ProgrammeTotals } from '@misaq/credit/boards/pools/queries.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import { poolName } from '@misaq/platform/kernel/streams.js';
import { actorOf } from '../arguments/actor.js';
import { resumeImports, type Session } from '../session.js';
import type { System } from '@misaq/platform/assembly/system.js';
import type { Names } from '@misaq/platform/text/names.js';
import { namesIn } from '../verbs/names.js';
import { actOne, type ActOne } from './act-one.js';
import { createDemoClock, lastRecordedAt } from './demo-clock.js';
import { importSamples, type ImportedFile } from './import-samples.js';
import { sampleFiles, sampleFolder } from './sample-files.js';

export const PROVINCE = 'east-azerbaijan';
export const YEAR = 1401;
export const POOL = poolName({ province: PROVINCE, year: YEAR, programme: 'note16' });

/** 1401-11-02, the session after ten months, and 1402-01-20, the first one of the next year. */
const ACT_ONE = plainDate('2023-01-22');
const ACT_TWO = plainDate('2023-04-09');

export interface Story {
  readonly folder: string;
  readonly files: readonly ImportedFile[];
  readonly actOne: ActOne;
  readonly baseline: CommitmentBoard;
  readonly raised: CommitmentBoard;
  readonly homeBased: ProgrammeTotals;
  readonly rural: ProgrammeTotals;
  readonly banks: BankBoard;
  /** Events in the log at the end of the story. */
  readonly events: number;
  readonly agencyNames: Names;
  readonly bankNames: Names;
}

/** Plays the year 1401 of the sample province on a data directory, from wherever it was left. */
export async function playStory(session: Session, folder: string): Promise<Story> {
  const clock = createDemoClock(() => session.clock.now(), ACT_ONE);
  const system = await session.openOn(folder, clock);
  const last = await lastRecordedAt(system.store);
  if (last !== undefined) clock.notBefore(last);
  await resumeImports(system, session.progress, session.note);

  session.note('Act 1: the files of the first ten months of 1401, imported on 1401-11-02');
  const firstFiles = await importAct(1, session, system);
  const played = await actOne(system, POOL, ACT_ONE, {
    labour: actorOf('labour-1:labour'),
    deputy: actorOf('deputy-1:economic-deputy'),
  });

  clock.moveTo(ACT_TWO);
  session.note('Act 2: the rest of the year, imported on 1402-01-20');
  const secondFiles = await importAct(2, session, system);
  const models = await system.readModels();
  session.progress.stop();
  return {
    folder,
    files: [...firstFiles, ...secondFiles],
    actOne: played,
    ...(await boards(models)),
    events: models.history.events(),
    agencyNames: await namesIn(system.runner, POOL, 'agency', ACT_TWO),
    bankNames: await namesIn(system.runner, POOL, 'bank', ACT_TWO),
  };
}

function importAct(act: 1 | 2, { progress }: Session, system: System): Promise<ImportedFile[]> {
  const folder = sampleFolder();
  const files = sampleFiles(folder).filter((file) => file.act === act);
  const onProgress =
    (file: string): OnProgress =>
    ({ phase, done, total }) => {
      progress.show(`${file}: ${phase}`, done, total);
    };
  return importSamples(system, folder, files, onProgress);
}

async function boards({
  commitments,
  credit,
  banks,
}: ReadModels): Promise<Pick<Story, 'baseline' | 'raised' | 'homeBased' | 'rural' | 'banks'>> {
  const totals = async (programme: string) =>
    known(await credit.programmeTotals(poolName({ province: PROVINCE, year: YEAR, programme })));
  return {
    baseline: known(commitments.commitmentBoard(PROVINCE, YEAR)),
    raised: known(commitments.commitmentBoard(PROVINCE, YEAR, { version: 'raised' })),
    homeBased: await totals('home-based'),
    rural: await totals('rural'),
    banks: banks.bankBoard(ACT_TWO, { pool: POOL }),
  };
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the sample province is not on the boards');
  return value;
}
