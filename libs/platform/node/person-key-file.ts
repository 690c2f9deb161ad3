import { join } from 'node:path';
import { personKey, type PersonKey } from './person-key.js';
import { NEW_SECRET_LENGTH_MIN, readSecretFile, SECRET_LENGTH_MIN, writeSecretFile } from './secret-file.js';

const FILE = 'person.key';

/** There is no usable key for pseudonyms of persons. */
export class PersonKeyError extends Error {
  override readonly name = 'PersonKeyError';
}

/** The key that MISAQ_PERSON_KEY holds; undefined when it is not set. @throws PersonKeyError when it is too short */
export function personKeyFromEnvironment(environment: NodeJS.ProcessEnv): PersonKey | undefined {
  const secret = environment.MISAQ_PERSON_KEY;
  return secret === undefined || secret === '' ? undefined : usable(secret, 'MISAQ_PERSON_KEY');
}

/**
 * The key in the file `person.key` of a data directory. A new log gets a random one; a log that has begun does not,
 * because its pseudonyms were made with another. A backup of the log is of no use for finding persons without the key,
 * and of full use with it: keep the two apart.
 *
 * @param isNewLog whether nothing is recorded yet
 * @throws PersonKeyError when the file is missing or too short
 */
export function personKeyFromFile(folder: string, isNewLog: boolean): PersonKey {
  const file = join(folder, FILE);
  const secret = readSecretFile(file);
  if (secret !== undefined) return usable(secret, file);
  if (!isNewLog)
    throw new PersonKeyError(
      `the log has begun with a person key, and ${file} is missing; put it back, or set MISAQ_PERSON_KEY to the key`,
    );
  // One cut short by a crash would make pseudonyms that anyone can undo.
  return personKey(writeSecretFile(file));
}

/**
 * What is wrong with a key that is long enough for older logs only; undefined where nothing is.
 * @throws PersonKeyError where a new log would begin with it
 */
export function shortPersonKey(environment: NodeJS.ProcessEnv, isNewLog: boolean): string | undefined {
  const { length } = environment.MISAQ_PERSON_KEY ?? '';
  if (length === 0 || length >= NEW_SECRET_LENGTH_MIN) return undefined;
  const problem = `MISAQ_PERSON_KEY should hold at least ${String(NEW_SECRET_LENGTH_MIN)} random characters`;
  if (isNewLog) throw new PersonKeyError(`${problem}; a log that has begun keeps its key for ever`);
  return `${problem}; this log has begun with a shorter one, so guard the log all the more`;
}

function usable(secret: string, from: string): PersonKey {
  if (secret.length < SECRET_LENGTH_MIN)
    throw new PersonKeyError(`${from} must hold at least ${String(SECRET_LENGTH_MIN)} characters`);
  return personKey(secret);
}
