import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { replaceFile } from './durable-files.js';

/** Of person keys that older versions took. */
export const SECRET_LENGTH_MIN = 16;
/** So many random letters, digits and signs hold 128 bits. */
export const NEW_SECRET_LENGTH_MIN = 22;

/** The secret in a file, without the end of its line; undefined when there is no such file. */
export function readSecretFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a new random secret, which only its owner may read. Under another name first: a crash must not cut it short. */
export function writeSecretFile(file: string): string {
  const secret = randomBytes(32).toString('hex');
  // Its name must be as durable as what will be recorded under the secret.
  replaceFile(file, `${secret}\n`, 0o600);
  return secret;
}
