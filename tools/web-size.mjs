/**
 * Checks how much the built screens make a browser load: what the first page needs before anything is shown, and what each
 * screen adds to it. Sizes are those of the files as they are sent, compressed with brotli.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build.mjs';

const FIRST_SCRIPT_MAX_KB = 250;
const SCREEN_MAX_KB = 60;
const STYLES_MAX_KB = 40;
const FONT_MAX_KB = 47;

buildWhenStale();
const folder = fileURLToPath(new URL('../dist/web/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const KB = 1_000;
const sizeOf = (file) => statSync(join(folder, file.endsWith('.woff2') ? file : `${file}.br`)).size / KB;
const sum = (files) => [...files].reduce((kb, file) => kb + sizeOf(file), 0);

/** A chunk and everything it imports before it runs. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) closure(imported, seen);
  return seen;
}

const [entryKey] = Object.entries(manifest).find(([, { isEntry }]) => isEntry);
const first = closure(entryKey);
const scripts = (keys) => new Set([...keys].map((key) => manifest[key].file));
const firstKb = sum(scripts(first));
const styles = new Set([...first].flatMap((key) => manifest[key].css ?? []));
const screens = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry)
  .map((key) => {
    const added = [...closure(key)].filter((each) => !first.has(each));
    return { name: key.replace(/^src\//, ''), kb: sum(scripts(added)), max: SCREEN_MAX_KB };
  });
const fonts = Object.values(manifest)
  .filter(({ file }) => file.endsWith('.woff2'))
  .map(({ file }) => ({ name: file, kb: sizeOf(file), max: FONT_MAX_KB }));

const all = [
  { name: 'the first script', kb: firstKb, max: FIRST_SCRIPT_MAX_KB },
  { name: 'the styles', kb: sum(styles), max: STYLES_MAX_KB },
  ...screens,
  ...fonts,
];
for (const { name, kb, max } of all) {
  const tooLarge = kb > max;
  console.log(`${tooLarge ? '✗' : '✓'} ${kb.toFixed(1).padStart(6)} kB of ${max}  ${name}`);
  if (tooLarge) process.exitCode = 1;
}
