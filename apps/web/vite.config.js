import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Where `npx vite apps/web` finds a server. A browser signs in there as on the built pages. */
const { MISAQ_URL: server = 'http://127.0.0.1:8080' } = process.env;

export default defineConfig({
  root: path('.'),
  // Every address of a file is absolute: pages have addresses of several parts.
  base: '/',
  resolve: { alias: [{ find: /^@misaq\//, replacement: path('../../libs/') }] },
  build: {
    outDir: path('../../dist/web'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // What takes part in the first load is found in here by the check of sizes.
    manifest: 'manifest.json',
    target: ['chrome120', 'firefox115', 'safari17'],
    // A font or picture in a style sheet would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      // The host of the request stays that of the page: the server takes acts of its own pages alone.
      '/api': { target: server, changeOrigin: false },
    },
  },
});
