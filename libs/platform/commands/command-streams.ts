import type { CommandRunner } from './command-runner.js';

/**
 * The streams that commands read and append to. The command runner keeps the real ones; `ForkedStreams` keeps copies,
 * on which a file is tried.
 */
export type CommandStreams = Pick<
  CommandRunner,
  'execute' | 'state' | 'stateOnRecord' | 'look' | 'peek' | 'nameOf'
>;
