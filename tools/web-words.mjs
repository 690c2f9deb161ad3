/**
 * Checks that every word of the catalogue (apps/web/src/words/fa.ts) is used by a screen. That a screen uses a word that is
 * missing, and that English has the keys of Persian, the compiler checks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../apps/web/src/', import.meta.url));

/** The keys of an object literal with those inside it, joined by dots. */
function keysOf(literal, before = []) {
  return literal.properties.flatMap(({ name, initializer }) => {
    const key = [...before, name.text];
    return ts.isObjectLiteralExpression(initializer) ? keysOf(initializer, key) : [key.join('.')];
  });
}

function catalogue() {
  const source = ts.createSourceFile(
    'fa.ts',
    readFileSync(join(root, 'words/fa.ts'), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  let keys = [];
  source.forEachChild(function visit(node) {
    if (ts.isVariableDeclaration(node) && node.name.text === 'fa') keys = keysOf(node.initializer);
    node.forEachChild(visit);
  });
  return keys;
}

const text = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /[.]tsx?$/.test(path) && !/^words[/](fa|en)[.]ts$|[.]spec[.]ts$|[.]d[.]ts$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

/** A key is used where it stands as a text, or where a text that begins it goes on with a value (`verdict.${verdict}`). */
const used = new Set([...text.matchAll(/['`]([a-z]\w*(?:[.][\w-]+)+)['`]/g)].map(([, key]) => key));
const beginnings = [...text.matchAll(/`([a-z]\w*(?:[.][\w-]+)*[.])\$\{/g)].map(([, beginning]) => beginning);
/** Plural forms of a key that is used without its ending. */
const withoutPlural = (key) => key.replace(/_(one|other)$/, '');

const unused = catalogue().filter(
  (key) => !used.has(withoutPlural(key)) && !beginnings.some((beginning) => key.startsWith(beginning)),
);
for (const key of unused) console.error(`apps/web/src/words/fa.ts: no screen uses ${key}`);
process.exitCode = unused.length === 0 ? 0 : 1;
