import type { VerbShell } from '@misaq/platform/command-line/session.js';
import type { ExitCode } from '@misaq/platform/command-line/exit-codes.js';
import type { Session } from './session.js';

/** Runs verbs and prints what they have to say. */
export type Shell = VerbShell<Session>;

/** The shell of a process, which ends when the verb has been run. */
export interface ProcessShell extends Shell {
  /** What the process should end with. */
  exitCode(): ExitCode;
  /** Whether a verb has been answered and what goes on afterwards ends by itself when it is told to. */
  goesOn(): boolean;
  /** Finishes appends under way and lets the data directory go. */
  close(): Promise<void>;
}
