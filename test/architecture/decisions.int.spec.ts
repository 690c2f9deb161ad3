import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../docs/adr/', import.meta.url));
const index = readFileSync(`${folder}README.md`, 'utf8');

describe('The index of decisions', () => {
  const files = readdirSync(folder).filter((file) => /^\d{4}-.*\.md$/.test(file));

  it('has one row for each decision', () => {
    const listed = [...index.matchAll(/\]\((\d{4}-[^)]+\.md)\)/g)].map(([, file]) => file);
    expect(listed).toEqual(files.sort());
  });

  it('says of each what its status is and what follows', () => {
    const rows = index.split('\n').filter((line) => line.startsWith('| ['));
    for (const row of rows)
      expect(row).toMatch(/^\| \[\d{4}\]\([^)]+\) [^|]+\| *(in force|replaced by \d{4})[^|]*\| *\S[^|]+\|$/);
  });

  it('gives each decision a number of its own', () => {
    const numbers = files.map((file) => file.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
