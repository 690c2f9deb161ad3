/**
 * Loaded into the command line before it starts (`--import`). Writes the names of all loaded packages into the file
 * that MISAQ_TEST_LOADED names, one a line.
 */
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const hooks = `
  import { appendFileSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    const resolved = await next(specifier, context);
    appendFileSync(${JSON.stringify(process.env.MISAQ_TEST_LOADED)}, resolved.url + '\\n');
    return resolved;
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

// These hooks do not see modules that CommonJS loads; its cache lists them.
process.on('exit', () => {
  const { cache } = createRequire(import.meta.url);
  const urls = Object.keys(cache).map((file) => `${pathToFileURL(file).href}\n`);
  appendFileSync(process.env.MISAQ_TEST_LOADED, urls.join(''));
});
