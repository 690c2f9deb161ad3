import type { Command } from 'commander';
import { identifier } from '../arguments/values.js';
import { UsageError } from '../arguments/usage-error.js';
import { REGISTER } from '@misaq/read-models/register/projection.js';
import type { System } from '../../../composition/src/system.js';

/** Adds `--province`, for verbs whose other words do not name one. */
export function withProvince(command: Command): Command {
  return command.option(
    '--province <id>',
    'the province (default: the only one in the data directory)',
    identifier('--province'),
  );
}

/** The province that is meant: the one given, else the only one there is. */
export async function provinceOf(system: System, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const known = await provincesOf(system);
  const [only, another] = known;
  if (only !== undefined && another === undefined) return only;
  throw new UsageError(
    'province_needed',
    only === undefined
      ? '--province is needed: nothing is recorded of any province yet'
      : `--province is needed: the data directory holds ${known.join(', ')}`,
  );
}

/** The provinces that something is registered in. */
export async function provincesOf(system: System): Promise<readonly string[]> {
  const { runner } = await system.readModels();
  return runner
    .reader(REGISTER)
    .all<{ province: string }>('SELECT DISTINCT province FROM organisations ORDER BY province')
    .map(({ province }) => province);
}
