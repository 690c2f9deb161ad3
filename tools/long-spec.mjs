import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhenStale } from './build.mjs';

/**
 * Runs one spec with other numbers than `npm test` does. Prints the summary that the spec writes to the file in
 * `<PREFIX>_SUMMARY`. The spec receives an option `--requests 5` as `<PREFIX>_REQUESTS=5`. Exit status: 0 when the spec
 * passed, 1 when it failed, 2 for invalid options.
 *
 * @param {string} spec path of the spec from the root
 * @param {string} prefix of the variables that the spec reads
 * @param {Record<string, string>} defaults every option with its value when it is left out
 */
export function runLong(spec, prefix, defaults) {
  const given = optionsOf(defaults);
  buildWhenStale();
  const folder = mkdtempSync(join(tmpdir(), 'misaq-long-'));
  const summaryFile = join(folder, 'summary.json');
  const numbers = Object.entries({ ...defaults, ...given }).map(([name, value]) => [
    `${prefix}_${name.toUpperCase()}`,
    value,
  ]);
  const { status } = spawnSync(
    process.execPath,
    [
      '--no-warnings',
      fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url)),
      '--runInBand',
      spec,
    ],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, ...Object.fromEntries(numbers), [`${prefix}_SUMMARY`]: summaryFile },
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  try {
    console.log(JSON.stringify(JSON.parse(readFileSync(summaryFile, 'utf8')), undefined, 2));
  } catch {
    console.log('There is no summary: it ended before its end.');
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(status === 0 ? 0 : 1);
}

function optionsOf(defaults) {
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }]));
  try {
    const { values } = parseArgs({ options });
    for (const [name, value] of Object.entries(values))
      if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} ${value} is no whole number`);
    return values;
  } catch (error) {
    console.error(
      `${error.message}\nOptions: ${Object.keys(defaults)
        .map((name) => `--${name} N`)
        .join(', ')}`,
    );
    process.exit(2);
  }
}
