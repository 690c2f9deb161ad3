import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { personKey, type PersonKey } from '@misaq/application/person-key.js';

const SECRET_LENGTH_MIN = 16;

/** MISAQ_PERSON_KEY holds no usable key. */
export class PersonKeyError extends Error {
  override readonly name = 'PersonKeyError';
}

/**
 * The key for pseudonyms of persons: `MISAQ_PERSON_KEY`, else the file `person.key` of the data directory, which is
 * made with a random key when the directory is new. A backup of the log is of no use for finding persons without it,
 * and of full use with it: keep the two apart.
 *
 * @throws PersonKeyError when the variable holds a key too short to protect anything
 */
export function loadPersonKey(folder: string, fromEnvironment: string | undefined): PersonKey {
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    if (fromEnvironment.length < SECRET_LENGTH_MIN)
      throw new PersonKeyError(`MISAQ_PERSON_KEY must have at least ${String(SECRET_LENGTH_MIN)} characters`);
    return personKey(fromEnvironment);
  }
  const file = join(folder, 'person.key');
  try {
    return personKey(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(32).toString('hex');
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, `${secret}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return personKey(secret);
}
