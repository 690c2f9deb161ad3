import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const LINES_MAX = 60;

const SOURCES = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.(?:spec|fixture|d)\.ts$/.test(file));

/**
 * The functions that are too long: lines of their own, without those of the functions inside them. A comment before a
 * function that begins with «Longer than 60 lines:» says why it may be.
 */
function tooLong(file: string, text: string): readonly string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const linesOf = (node: ts.Node): number => lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
  const found: string[] = [];
  const isFunction = (node: ts.Node): boolean =>
    ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
  const linesInside = (node: ts.Node): number => {
    let lines = 0;
    ts.forEachChild(node, (child) => {
      lines += isFunction(child) ? linesOf(child) - 1 : linesInside(child);
    });
    return lines;
  };
  const visit = (node: ts.Node): void => {
    if (isFunction(node) && linesOf(node) - linesInside(node) > LINES_MAX) {
      const before = text.slice(node.getFullStart(), node.getStart());
      if (!before.includes('Longer than 60 lines:'))
        found.push(`${file}:${String(lineOf(node.getStart()) + 1)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('A function', () => {
  it('has at most 60 lines of its own, but where a comment says why', () => {
    const long = SOURCES.flatMap((file) => tooLong(file, readFileSync(join(ROOT, file), 'utf8')));
    expect(long).toEqual([]);
  });

  it('that is longer is found, with and without functions inside', () => {
    const lines = (count: number): string => 'act();\n'.repeat(count);
    expect(tooLong('a.ts', `function a() {\n${lines(59)}}\n`)).toEqual(['a.ts:1']);
    expect(tooLong('a.ts', `function a() {\n${lines(30)}const b = () => {\n${lines(40)}};\n}\n`)).toEqual([]);
    expect(tooLong('a.ts', `// Longer than 60 lines: a table.\nfunction a() {\n${lines(70)}}\n`)).toEqual([]);
  });
});
