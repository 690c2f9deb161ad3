import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has. */
const REQUIREMENTS: Readonly<Record<number, number>> = {
  1: 27,
  2: 11,
  3: 19,
  4: 10,
  5: 9,
  6: 35,
  7: 18,
  8: 7,
  9: 7,
  10: 29,
  11: 14,
  12: 9,
  13: 13,
  14: 9,
  15: 13,
  16: 16,
  17: 7,
};

const VERDICTS = ['met', 'met, no test', 'partly', 'not met', 'not applicable', 'not applicable yet'];

interface Row {
  readonly id: string;
  readonly chapter: number;
  readonly verdict: string;
  readonly evidence: string;
}

const PAGE = read('docs/ASVS.md');
const LINES = PAGE.split('\n').filter((line) => line.startsWith('|'));
const CELLS = LINES.map((line) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim()),
);

const ROWS: readonly Row[] = CELLS.filter(([first = '']) => /^\d/.test(first)).map((cells) => {
  const [id = '', level = '', asks = '', verdict = '', evidence = ''] = cells;
  const isWellFormed =
    cells.length === 5 &&
    /^\d+\.\d+\.\d+$/.test(id) &&
    /^[12]$/.test(level) &&
    asks !== '' &&
    VERDICTS.includes(verdict) &&
    evidence !== '';
  if (!isWellFormed) throw new Error(`docs/ASVS.md: the row ${id} is not well-formed`);
  return { id, chapter: Number(id.split('.', 1)[0]), verdict, evidence };
});

/** A file of this repository, by its path from the root. */
const FILE =
  /^(?:(?:apps|docs|infra|libs|samples|test|tools)\/[\w./-]+|[\w.-]+\.(?:js|json|md)|\.dockerignore)$/;

interface Evidence {
  readonly files: readonly string[];
  /** Names of tests, each with the file before it. */
  readonly tests: readonly { readonly file: string | undefined; readonly name: string }[];
}

function evidenceOf({ evidence }: Row): Evidence {
  const files: string[] = [];
  const tests: { file: string | undefined; name: string }[] = [];
  for (const [, code, name] of evidence.matchAll(/`([^`]+)`|«([^»]+)»/g))
    if (name !== undefined) tests.push({ file: files.at(-1), name });
    else if (FILE.test(code!)) files.push(code!);
  return { files, tests };
}

describe('The table of ASVS', () => {
  it('has a row for each requirement, once and in order', () => {
    const ids = ROWS.map(({ id }) => id);
    const inOrder = ids.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    expect(ids).toEqual(inOrder);
    expect(new Set(ids).size).toBe(ids.length);
    const counted = Object.keys(REQUIREMENTS).map((chapter) => [
      chapter,
      ROWS.filter((row) => row.chapter === Number(chapter)).length,
    ]);
    expect(Object.fromEntries(counted)).toEqual(REQUIREMENTS);
    expect(ROWS).toHaveLength(253);
  });

  it('counts its verdicts at the top', () => {
    const counts = (rows: readonly Row[]): string[] =>
      [...VERDICTS.map((verdict) => rows.filter((row) => row.verdict === verdict)), rows].map(({ length }) =>
        String(length),
      );
    const header = CELLS.findIndex(([first]) => first === 'chapter');
    expect(CELLS[header]!.slice(1)).toEqual([...VERDICTS, 'all']);
    const chapters = Object.keys(REQUIREMENTS).map(Number);
    const told = CELLS.slice(header + 2, header + 3 + chapters.length).map(([first = '', ...rest]) => [
      first.split(' ', 1)[0],
      ...rest,
    ]);
    expect(told).toEqual([
      ...chapters.map((chapter) => [
        `V${String(chapter)}`,
        ...counts(ROWS.filter((row) => row.chapter === chapter)),
      ]),
      ['all', ...counts(ROWS)],
    ]);
  });

  it('names files that exist, and tests that stand in them', () => {
    const wrong = ROWS.flatMap((row) => {
      const { files, tests } = evidenceOf(row);
      const missing = files.filter((file) => !existsSync(join(ROOT, file)));
      const unknown = tests.filter(
        ({ file }) => file === undefined || !file.endsWith('.spec.ts') || missing.includes(file),
      );
      const elsewhere = tests.filter(
        (test) => !unknown.includes(test) && !read(test.file!).includes(test.name),
      );
      return [...missing, ...[...unknown, ...elsewhere].map(({ name }) => name)].map(
        (each) => `${row.id}: ${each}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  it('shows a test where it says «met», and what is missing where it says «partly»', () => {
    const isRight = ({ verdict, evidence, tests }: Row & Evidence): boolean => {
      if (verdict === 'met') return tests.length > 0;
      if (verdict === 'partly') return evidence.includes('Missing');
      return tests.length === 0;
    };
    const wrong = ROWS.filter((row) => !isRight({ ...row, ...evidenceOf(row) }));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('names pages that have the section it sends readers to', () => {
    const sections = [...PAGE.matchAll(/`(docs\/[\w./-]+)`, ([A-Z][a-zTLS ]+?)(?=[:.,;]| \||$)/gm)];
    expect(sections.length).toBeGreaterThan(5);
    const missing = sections.filter(([, file, title]) => !read(file!).includes(`# ${title!.trim()}\n`));
    expect(missing.map(([text]) => text)).toEqual([]);
  });
});
