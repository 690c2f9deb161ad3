import type { Act } from '@misaq/access/domain/roles.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Aggregate } from './aggregate.js';
import type { CommandStreams } from './command-streams.js';
import type { Contexts } from './contexts.js';
import type { Envelope } from './event-format.js';
import { type MaybeAsync, then } from './maybe-async.js';
import type { CommandResult } from './command-result.js';

export interface NamedCommand {
  readonly type: string;
}

/** A command, and the pool or province to which it is sent, when the command itself does not name its stream. */
export interface Sent<C extends NamedCommand = NamedCommand> {
  readonly command: C;
  readonly pool?: string;
  readonly province?: string;
}

/**
 * The sender of a command, used as metric label. `check` rehearses the rows of a file on copies of the streams.
 * `import` applies rows that were rehearsed. `employment` sends the later steps of an act on a person and a job.
 */
export type Sender =
  'http' | 'command-line' | 'check' | 'import' | 'due-work' | 'webhooks' | 'employment' | 'tokens' | 'start';

/**
 * The right that a command needs: a row of the table of roles. `code`: the one-time code is the permission. `follows`:
 * the command follows from an authorised act, and no client can send it.
 */
export type Right = Act | 'code' | 'follows';

/** One kind of stream, and how commands to it are executed. */
export interface RouteDefinition<S extends Sent, State, Context> {
  readonly aggregate: Aggregate<State, S['command'], Context>;
  /** Every type of command on this route, with the right it needs. */
  readonly rights: Readonly<Record<S['command']['type'], Right>>;
  /** The name of the stream. An id in it may be in any spelling. */
  readonly stream: (sent: S) => string;
  /** The context of the decision, beside the stream. Called again after each wait; see `CommandRunner.execute`. */
  readonly context: (contexts: Contexts, sent: S, actor: Actor) => MaybeAsync<Context>;
  /** Converts the command to the recorded spelling of its ids. It is hashed and recorded in this form. */
  readonly asRecorded?: (parts: StepParts, sent: S) => MaybeAsync<S>;
}

type StepParts = Pick<CommandSending, 'streams' | 'contexts'>;

/** A route whose types of state and context are hidden from its users. */
export interface CommandRoute<S extends Sent> {
  readonly rights: Readonly<Record<string, Right>>;
  /**
   * Decides on the command and appends its events, once.
   * @param added what an act of several steps adds to the context of the decision
   */
  readonly execute: (parts: StepParts, sent: S, envelope: Envelope, added: object) => Promise<CommandResult>;
}

/** The addition to the context of a command of one step: such a command needs no copy of its context. */
export const NOTHING_ADDED: object = {};

export function commandRoute<S extends Sent, State, Context>({
  aggregate,
  rights,
  stream,
  context,
  asRecorded,
}: RouteDefinition<S, State, Context>): CommandRoute<S> {
  const append = ({ streams, contexts }: StepParts, sent: S, envelope: Envelope, added: object) =>
    streams.execute(aggregate, stream(sent), sent.command, envelope, () =>
      then(context(contexts, sent, envelope.actor), (found) =>
        added === NOTHING_ADDED ? found : { ...found, ...added },
      ),
    );
  return {
    rights,
    execute:
      asRecorded === undefined
        ? append
        : async (parts, sent, envelope, added) =>
            append(parts, await asRecorded(parts, sent), envelope, added),
  };
}

/**
 * The commands that each subject takes, each with the pool or the province that it is sent to. A subject adds its own by
 * merging into this interface.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SentCommands {}

/** Every command that a subject takes. */
export type SentCommand = SentCommands[keyof SentCommands];

/** The router as acts of several steps see it. */
export interface CommandSending {
  readonly streams: CommandStreams;
  readonly contexts: Contexts;
  /** See `CommandRouter.send`. */
  send(sent: Sent, envelope: Envelope, sender: Sender): Promise<CommandResult>;
  /** See `CommandRouter.step`. */
  step(sent: Sent, envelope: Envelope, added?: object): Promise<CommandResult>;
}

/**
 * The read model tables that acts may query. The command runner keeps no tables itself. Each subject merges the queries
 * of its own acts into this interface.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface CommandTables {}

/** The dependencies of an act of several steps. */
export interface ActParts {
  readonly router: CommandSending;
  readonly tables: CommandTables;
}

/** Executes a command that needs more than one append, or that depends on the tables. */
export type PerformAct = (sent: Sent<never>, envelope: Envelope, sender: Sender) => Promise<CommandResult>;

/** The commands of a subject. */
export interface CommandSubject {
  readonly routes: readonly CommandRoute<never>[];
  /** Acts of several steps, by the type of their command. Called once for each router. */
  readonly acts?: (parts: ActParts) => Readonly<Record<string, PerformAct>>;
}
