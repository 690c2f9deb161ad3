import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const manifest = JSON.parse(read('package.json')) as Readonly<
  Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;
const { devDependencies } = manifest;
const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies };

/** Needed by packages that are imported, which do not bring it themselves. */
const NEEDED_BY_OTHERS = ['rxjs'];

/** Whether a file of the program imports a package, as a whole or a part of it, or loads one of two. */
function imports(source: string, name: string): boolean {
  const quoted = name.replace(/[/.]/g, '\\$&');
  return new RegExp(`(?:from|import|import\\(|load\\() ?'${quoted}(?:/[^']*)?'`).test(source);
}

const SOURCES = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file))
  .map(read);

describe('The libraries', () => {
  it('are all imported by the program', () => {
    const unused = Object.keys(dependencies).filter(
      (name) => !NEEDED_BY_OTHERS.includes(name) && !SOURCES.some((source) => imports(source, name)),
    );
    expect(unused).toEqual([]);
  });

  it('stand in the record of why they were taken', () => {
    const table = read('docs/adr/0007-libraries.md');
    const wanting = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !/^@types\/|^@eslint\/js$/.test(name) && !table.includes(`\`${name}\``),
    );
    const versioned = wanting.filter((name) => !new RegExp(`\`${name}\` \\d`).test(table));
    expect(versioned).toEqual([]);
  });

  it('are locked by what they hold, wherever they are fetched from', () => {
    const lock = read('package-lock.json');
    expect(lock).not.toContain('"resolved"');
    expect(lock).toContain('"integrity"');
  });

  it('are not compiled where they bring what they need along: npm forgets that the package says so', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly gypfile?: boolean }>>;
    };
    // Written into the lock by hand: `npm ci` looks for it there only, and `npm install` may drop it (ADR 0025).
    expect(packages['node_modules/better-sqlite3-13']?.gypfile).toBe(false);
  });
});
