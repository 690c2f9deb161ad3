import type { Command } from 'commander';
import type { Readable } from 'node:stream';
import type { SentCommand } from '@misaq/platform/commands/command-route.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { DomainEvent, Remark } from '@misaq/platform/kernel/decision.js';
import type { Ask } from '@misaq/platform/questions/answer.js';
import type { ShownPosition } from '@misaq/platform/questions/position.js';
import type { WorkbookToWrite } from '@misaq/platform/spreadsheets/port.js';
import type { Outcome } from './outcome.js';

/**
 * What a verb does with the data directory. `read` and `write` need one in which something is recorded; `create` makes
 * it, and is for what can be the first thing that is recorded at all: whoever mistypes a directory is not to be given a
 * new one by a verb that makes no sense in it. Verbs that write first finish an import that was interrupted.
 */
export type Access = 'read' | 'write' | 'create';

/** The result of a command. */
export interface Recorded {
  /** What was written; empty when it stood already. */
  readonly events: readonly DomainEvent[];
  readonly position: ShownPosition;
  readonly repeated: boolean;
  /** What became since of an act that stood already. */
  readonly remark?: Remark;
}

/**
 * Where the work of verbs is done: on a data directory that is opened here, or by a server that holds one. A verb is
 * written once and cannot tell which it is.
 */
export interface VerbBackend {
  /** @throws RefusedError */
  readonly ask: Ask;
  /** The provinces that something is registered in. */
  readonly provinces: () => Promise<readonly string[]>;
  /** @throws RefusedError when it is refused */
  readonly send: (sent: SentCommand) => Promise<Recorded>;
}

/** One run of a verb: who asks, where the data is, and what to say on the way. */
export interface VerbSession {
  /** Name of the verb, as it was typed. */
  readonly verb: string;
  /** The actor on a data directory; over a server it is the bearer of the token. */
  readonly actor: Actor;
  readonly json: boolean;
  readonly clock: Clock;
  /** A line for the person at the terminal; never part of the result. */
  readonly note: (text: string) => void;
  readonly writeWorkbook: (workbook: WorkbookToWrite) => Promise<Readable>;
  /**
   * Where the verb is done: by the server, or on the data directory, opened here.
   * @throws RefusedError `no_data_directory`; EmptyLogError; see `openSystem` for the others
   */
  reach(access: Access): Promise<VerbBackend>;
}

/** Runs verbs and prints what they have to say. */
export interface VerbShell<Session extends VerbSession = VerbSession> {
  readonly run: (
    command: Command,
    verb: (session: Session) => Promise<Outcome>,
    needs?: { readonly token: boolean },
  ) => Promise<void>;
}
