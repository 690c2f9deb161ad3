import type { Command } from 'commander';
import type { ExitCode } from './output/exit-codes.js';
import type { Outcome } from './output/outcome.js';
import type { Session } from './session.js';

/** Runs verbs and prints what they have to say. */
export interface Shell {
  readonly run: (
    command: Command,
    verb: (session: Session) => Promise<Outcome>,
    needs?: { readonly token: boolean },
  ) => Promise<void>;
  /** What the process should end with. */
  exitCode(): ExitCode;
  /** Whether a verb has been answered and what goes on afterwards ends by itself when it is told to. */
  goesOn(): boolean;
  /** Finishes appends under way and lets the data directory go. */
  close(): Promise<void>;
}
