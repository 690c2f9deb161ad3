import type { Command } from 'commander';
import { identifier } from './values.js';
import { UsageError } from './usage-error.js';
import type { VerbBackend } from './session.js';

/** Adds `--province`, for verbs whose other words do not name one. */
export function withProvince(command: Command): Command {
  return command.option(
    '--province <id>',
    'the province (default: the only one in the data directory)',
    identifier('--province'),
  );
}

/** The province that is meant: the one given, else the only one there is. */
export async function provinceOf(
  backend: Pick<VerbBackend, 'provinces'>,
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) return given;
  const known = await backend.provinces();
  const [only, another] = known;
  if (only !== undefined && another === undefined) return only;
  throw new UsageError(
    'province_needed',
    only === undefined
      ? '--province is needed: nothing is recorded of any province yet'
      : `--province is needed: the data directory holds ${known.join(', ')}`,
  );
}
