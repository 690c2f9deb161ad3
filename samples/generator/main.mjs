/**
 * Writes the sample province: `node samples/generator/main.mjs [FOLDER]` (samples/east-azerbaijan by default). The
 * bytes are always the same: it uses no clock, and all random numbers have a seed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { baseline1401File, baseline1402File, raised1401File } from './commitments.mjs';
import * as employment from './employment.mjs';
import * as homeBased from './home-based.mjs';
import { jobsFile } from './jobs.mjs';
import * as note16 from './note16.mjs';
import {
  allocationsFile,
  declinesFileInPersian,
  introductionsFile,
  paymentsFile,
  reversalsFile,
} from './pools.mjs';
import { organisationsFile } from './register.mjs';
import * as rural from './rural.mjs';
import { verificationsFile } from './verifications.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../east-azerbaijan', import.meta.url));
const LABOUR_OFFICER = 'labour-1:labour';
/** One person must not act in all three rounds of a job, so another officer records the third rounds. */
const SECOND_LABOUR_OFFICER = 'labour-2:labour';

/**
 * The files in the order of import. Act 1 has nothing after 1401-10-30 (the session after ten months); act 2 is the
 * rest of the year and the commitments of 1402.
 */
const FILES = [
  [1, 'organisations', 'organisations', organisationsFile()],
  [1, 'commitments', 'commitments-1401-baseline', baseline1401File()],
  [1, 'commitments', 'commitments-1401-raised', raised1401File()],
  [1, 'allocations', 'allocations-note16', allocationsFile('note16', note16.allocations)],
  [1, 'introductions', 'introductions-note16', introductionsFile('note16', note16.facilities)],
  [1, 'declines', 'declines-note16', declinesFileInPersian('note16', note16.facilities)],
  [
    1,
    'payments',
    'payments-note16',
    paymentsFile('note16', note16.facilities, ({ again }) => again !== true),
  ],
  [1, 'reversals', 'reversals-note16', reversalsFile('note16', note16.facilities)],
  // A payment that replaces one recorded in error fits into its facility only after the reversal.
  [
    1,
    'payments',
    'payments-note16-again',
    paymentsFile('note16', note16.facilities, ({ again }) => again === true),
  ],
  [1, 'allocations', 'allocations-home-based', allocationsFile('home-based', homeBased.allocations)],
  [1, 'introductions', 'introductions-home-based', introductionsFile('home-based', homeBased.facilities)],
  [1, 'payments', 'payments-home-based', paymentsFile('home-based', homeBased.facilities)],
  [1, 'jobs', 'jobs-1401-to-dey', jobsFile(employment.jobsToDey)],
  [1, 'verifications', 'verifications-1401-to-dey', verificationsFile(employment.roundsToDey, [1, 2])],
  [
    1,
    'verifications',
    'third-rounds-1401-to-dey',
    verificationsFile(employment.roundsToDey, [3]),
    SECOND_LABOUR_OFFICER,
  ],
  [1, 'job-endings', 'job-endings-1401-to-dey', employment.jobEndingsFile(employment.endedToDey)],
  [2, 'allocations', 'allocations-rural', allocationsFile('rural', rural.allocations)],
  [2, 'introductions', 'introductions-rural', introductionsFile('rural', rural.facilities)],
  [2, 'payments', 'payments-rural', paymentsFile('rural', rural.facilities)],
  [2, 'jobs', 'jobs-1401-bahman-esfand', jobsFile(employment.jobsAfterDey)],
  [
    2,
    'verifications',
    'verifications-1401-bahman-esfand',
    verificationsFile(employment.roundsAfterDey, [1, 2]),
  ],
  [
    2,
    'verifications',
    'third-rounds-1401-bahman-esfand',
    verificationsFile(employment.roundsAfterDey, [3]),
    SECOND_LABOUR_OFFICER,
  ],
  [2, 'job-endings', 'job-endings-1401-bahman-esfand', employment.jobEndingsFile(employment.endedAfterDey)],
  [2, 'commitments', 'commitments-1402-baseline', baseline1402File()],
];

mkdirSync(folder, { recursive: true });
const manifest = FILES.map(([act, kind, name, text, as = LABOUR_OFFICER], at) => {
  const file = `${String(at + 1).padStart(2, '0')}-${name}.csv`;
  writeFileSync(`${folder}/${file}`, text);
  return { act, kind, file, as };
});
writeFileSync(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${String(manifest.length)} files and manifest.json in ${folder}`);
