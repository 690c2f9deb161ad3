import { ModuleMocker } from 'jest-mock';

/**
 * Tests run in the globals of their process, and not in a context of `node:vm`: what a process has loaded once serves
 * the next file, too. Loading the modules of the program anew took about half of the processor time of `npm test`.
 */
export default class ProcessEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;

  setup() {
    globalThis.jest = { setTimeout: setTestTimeout };
    setTestTimeout(undefined);
  }

  teardown() {}

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

/** Sets the time (ms) that a test of the file may take; undefined stands for that of jest.config.js. */
function setTestTimeout(ms) {
  globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms;
}
