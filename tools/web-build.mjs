/**
 * Builds the screens into `dist/web`, and compresses every file beside itself: the server sends what lies there and
 * compresses nothing. Ends with the bundler's messages on failure.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist', 'web');
/** Fonts are compressed by their own format. */
const COMPRESSED = new Set(['.css', '.html', '.js', '.svg']);

/** Libraries mark their modules for servers that render; the bundler says of each that it does not need the mark. */
const OF_NO_USE = 'MODULE_LEVEL_DIRECTIVE';

// Libraries leave their checks out of what is built for use; a test that builds has another value here.
process.env.NODE_ENV = 'production';

await build({
  configFile: join(root, 'apps', 'web', 'vite.config.js'),
  logLevel: 'warn',
  build: {
    rolldownOptions: {
      onLog: (level, log, say) => {
        if (log.code !== OF_NO_USE) say(level, log);
      },
    },
  },
});
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !COMPRESSED.has(extname(path))) continue;
  const plain = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }));
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
}
