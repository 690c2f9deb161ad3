import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable-files.js';
import type { Random } from './tokens.js';

const FILE = 'node.name';
const LETTERS = 16;
const NAME = /^[a-z]{16}$/;

/**
 * What the node that holds a data directory is called among those on one Redis: 16 lower-case letters, made by chance
 * once and kept in the file `node.name`. A name that is lost, or that two have after a copy, does no harm: what waits
 * in the directory is found by looking there.
 */
export function nodeName(folder: string, random: Random): string {
  const file = join(folder, FILE);
  const known = read(file);
  if (NAME.test(known)) return known;
  const name = Array.from(random(LETTERS), (byte) => String.fromCharCode(0x61 + (byte % 26))).join('');
  replaceFile(file, `${name}\n`);
  return name;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
