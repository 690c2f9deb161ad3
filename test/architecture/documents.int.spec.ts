import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const SOURCES = ['apps', 'libs', 'test'];
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

  it('name specs that are there, and tests that stand in them: docs/THREATS.md', () => {
    const specs = SOURCES.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    );
    const named = (name: string) => specs.filter((path) => path === name || path.endsWith(`/${name}`));
    const wrong: string[] = [];
    let files: readonly string[] = [];
    for (const [, spec, test = ''] of read('docs/THREATS.md').matchAll(/`([\w./-]+\.spec\.ts)`|«([^»]+)»/g)) {
      if (spec !== undefined) {
        files = named(spec);
        if (files.length === 0) wrong.push(spec);
      } else if (!files.some((file) => read(file).includes(test))) wrong.push(test);
    }
    expect(wrong).toEqual([]);
  });

  it('begin with a README that is read in one go: under 120 lines', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(120);
  });
});
