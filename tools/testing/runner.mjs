/** Runs the tests of a file by jest-circus. The file and its modules are loaded by Node itself. */
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

const require = createRequire(import.meta.url);
const { default: runByCircus } = require('jest-circus/runner');
let filesRun = 0;

export default async function run(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  const before = { env: { ...process.env }, umask: process.umask() };
  // Node maps stacks to the lines of the sources. Jest has just set a function that knows only what Jest itself loads.
  Error.prepareStackTrace = undefined;
  try {
    return await runByCircus(globalConfig, config, environment, native(runtime), testPath, sendMessageToJest);
  } finally {
    restore(before);
  }
}

/** What jest-circus asks of a runtime, answered by Node's own loader. */
function native(runtime) {
  return Object.assign(Object.create(runtime), {
    // Each file has a state of its own in jest-circus.
    requireInternalModule(name) {
      const path = require.resolve(name);
      delete require.cache[path];
      return require(path);
    },
    setGlobalsForRuntime: () => undefined,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(`${pathToFileURL(path).href}?file=${String(++filesRun)}`),
  });
}

/** What a file has changed of its process must not reach the next file. */
function restore({ env, umask }) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.umask(umask);
}
