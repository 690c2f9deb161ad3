import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command line as a user starts it: a separate process of the built program. */

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const SAMPLES = join(ROOT, 'samples', 'east-azerbaijan');
export const POOL = 'east-azerbaijan-1401-note16';
export const LABOUR = ['--as', 'labour-1:labour'];
export const DEPUTY = ['--as', 'deputy-1:economic-deputy'];

const RUN = join(ROOT, 'tools', 'run.mjs');
const LARGEST_ANSWER_BYTES = 512 * 1024 * 1024;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The fields of answers that tests name, of any verb and depth. A missing field is undefined when the test runs, and
 * the expectation fails.
 */
export interface Answer {
  readonly actor: Answer;
  readonly agencies: readonly Answer[];
  readonly agency?: string;
  readonly approvedBy: string;
  readonly assigned: number;
  readonly bank: string;
  readonly banks: readonly Answer[];
  readonly code: string;
  readonly column: string;
  readonly data: Answer;
  readonly dataDirectory: string;
  readonly deadline: string;
  readonly differences: number;
  readonly error: Answer;
  readonly errors: readonly Answer[];
  readonly events: readonly Answer[];
  readonly faults: readonly Answer[];
  readonly history: { readonly events: number };
  readonly holidays: readonly Answer[];
  readonly holidaysSkipped: readonly Answer[];
  readonly id: string;
  readonly importId: string;
  readonly inForce: Answer;
  readonly jalali: string;
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly lots: readonly Answer[];
  readonly next: readonly Answer[];
  readonly outcome: Answer;
  readonly paidOfIntroducedBasisPoints: number;
  readonly plan: Answer;
  readonly policies: readonly Answer[];
  readonly policy: Answer;
  readonly pool: Answer;
  readonly poolAfter: Answer;
  readonly pools: readonly Answer[];
  readonly position: number;
  readonly programmes: Answer;
  readonly provisional: boolean;
  readonly readModels: readonly Answer[];
  readonly reallocation: Answer;
  readonly refusal: string;
  readonly reviewId: string;
  readonly reviews: readonly Answer[];
  readonly revision: number;
  readonly status: string;
  readonly swapped: boolean;
  readonly total: number;
  readonly totals: Answer | null;
  readonly transfers: readonly Answer[];
  readonly type: string;
  readonly changes: readonly Answer[];
  readonly approvalRefused: Answer;
  readonly recorded: boolean;
  readonly allocatedRial: string;
  readonly creditRial: string;
}

/* Jest's own matchers have type `any`. */
export const aText: unknown = expect.any(String);
export const aNumber: unknown = expect.any(Number);
export const having = (fields: object): unknown => expect.objectContaining(fields);
export const among = (items: readonly unknown[]): unknown => expect.arrayContaining([...items]);
export const textWith = (part: string | RegExp): unknown => expect.stringMatching(part);

export interface AnsweredJson extends Ended {
  readonly json: Answer;
}

export function environment(dataDirectory: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, MISAQ_PERSON_KEY: '', MISAQ_DEBUG: '', MISAQ_DATA_DIR: dataDirectory, ...more };
}

/** Runs one command line to its end. */
export function misaq(dataDirectory: string, words: readonly string[], more: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', RUN, ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: environment(dataDirectory, more),
    maxBuffer: LARGEST_ANSWER_BYTES,
  });
  return { status, stdout, stderr };
}

/** Runs one with `--json` and parses the single document on its stdout. */
export function misaqJson(
  dataDirectory: string,
  words: readonly string[],
  more: NodeJS.ProcessEnv = {},
): AnsweredJson {
  const ended = misaq(dataDirectory, [...words, '--json'], more);
  return { ...ended, json: JSON.parse(ended.stdout) as Answer };
}

/** Starts one without waiting for it. */
export function startMisaq(dataDirectory: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', RUN, ...words], {
    cwd: ROOT,
    env: environment(dataDirectory),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Temporary folders, removed after the tests of a file. */
export function temporaryFolders(): { make(): string; removeAll(): void } {
  const made: string[] = [];
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), 'misaq-e2e-'));
      made.push(folder);
      return folder;
    },
    removeAll() {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function writeCsv(folder: string, name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** A small province: two agencies, one bank, one sector, one county, and a Note 16 pool like that of the sample. */
export function makeSmallProvince(dataDirectory: string, filesFolder: string): void {
  const files: readonly (readonly [kind: string, lines: readonly string[]])[] = [
    [
      'organisations',
      [
        'province,id,kind,name,ownership,active_from',
        'p,relief,agency,کمیته امداد,,1400-01-01',
        'p,behzisti,agency,بهزیستی,state,1400-01-01',
        'p,bank-melli,bank,بانک ملی,state,1400-01-01',
        'p,services,sector,خدمات,,1400-01-01',
        'p,tabriz,county,تبریز,,1400-01-01',
      ],
    ],
    [
      'allocations',
      [
        'pool,allocation_id,agency,amount_toman,notified_on',
        'p-1401-n16,relief-1,relief,1000,1401-09-27',
        'p-1401-n16,behzisti-1,behzisti,505,1401-09-27',
      ],
    ],
    [
      'introductions',
      [
        'pool,facility_id,agency,bank,amount_toman,introduced_on,county,sector,planned_jobs,applicant_id',
        'p-1401-n16,R1,relief,bank-melli,865,1401-09-01,tabriz,services,1,',
        'p-1401-n16,R2,relief,bank-melli,500,1401-09-01,tabriz,services,1,',
        'p-1401-n16,B1,behzisti,bank-melli,272,1401-09-01,tabriz,services,1,',
      ],
    ],
    [
      'payments',
      [
        'pool,facility_id,bank,amount_toman,paid_on,bank_reference',
        'p-1401-n16,R1,bank-melli,865,1401-10-10,M-1',
        'p-1401-n16,B1,bank-melli,272,1401-10-10,M-2',
      ],
    ],
  ];
  for (const [kind, lines] of files) {
    const { status, stderr } = misaq(dataDirectory, [
      'import',
      kind,
      writeCsv(filesFolder, `${kind}.csv`, lines),
      ...LABOUR,
    ]);
    if (status !== 0) throw new Error(`the import of ${kind} failed: ${stderr}`);
  }
}
