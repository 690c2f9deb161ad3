import type { CommandRunner } from './command-runner.js';

/**
 * The streams that commands read and append to. The command runner has the real ones. `ForkedStreams` has copies, on
 * which files are rehearsed.
 */
export type CommandStreams = Pick<
  CommandRunner,
  'execute' | 'state' | 'stateOnRecord' | 'look' | 'peek' | 'nameOf'
>;
