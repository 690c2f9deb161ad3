import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The files that a page links to, from the root of the repository. */
function linked(page: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link)).map((link) => normalize(join(dirname(page), link)));
}

describe('The documents', () => {
  it.each(PAGES)('%s links to files that are there', (page) => {
    expect(linked(page, read(page)).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('are found missing when a link leads nowhere', () => {
    expect(linked('docs/A.md', '[a](B.md#part) and [b](../libs/b.ts), not [c](https://example.org)')).toEqual(
      ['docs/B.md', 'libs/b.ts'],
    );
  });

  it('begin with a README that is read in one go: under 120 lines', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(120);
  });
});
