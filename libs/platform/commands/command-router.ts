import type { Clock } from '@misaq/platform/kernel/clock.js';
import {
  type CommandRoute,
  type CommandSending,
  type CommandSubject,
  type CommandTables,
  NOTHING_ADDED,
  type PerformAct,
  type Sender,
  type Sent,
  type SentCommand,
} from './command-route.js';
import type { CommandStreams } from './command-streams.js';
import { Contexts, type ContextOptions } from './contexts.js';
import type { Envelope } from './event-format.js';
import type { CommandResult } from './command-result.js';

/** A command that was executed or refused, or that failed. */
export interface CommandDone {
  readonly type: string;
  readonly sender: Sender;
  /** `failed`: an error was thrown, for example because the log could not be written. */
  readonly outcome: CommandResult['kind'] | 'failed';
  /** Duration until the command was durable or refused. */
  readonly seconds: number;
}

export interface RouterOptions {
  readonly subjects: readonly CommandSubject[];
  readonly streams: CommandStreams;
  readonly clock: Clock;
  readonly tables: CommandTables;
  readonly contextOptions?: ContextOptions;
}

/**
 * The only entry point for commands. The router finds the subject by the type of the command. It is the only caller of
 * {@link CommandStreams.execute}: the bus of the API, the command line, imports, due work, webhooks, tokens and the start
 * send their commands here. On copies of the streams (`ForkedStreams`), the same router rehearses commands and writes nothing.
 */
export class CommandRouter implements CommandSending {
  readonly contexts: Contexts;
  readonly streams: CommandStreams;
  readonly subjects: readonly CommandSubject[];
  readonly #routes = new Map<string, CommandRoute<never>>();
  readonly #acts = new Map<string, PerformAct>();
  readonly #watchers: ((done: CommandDone) => void)[] = [];

  constructor({ subjects, streams, clock, tables, contextOptions }: RouterOptions) {
    this.subjects = subjects;
    this.streams = streams;
    this.contexts = new Contexts(streams, clock, contextOptions);
    for (const { routes, acts } of subjects) {
      for (const route of routes) for (const type of Object.keys(route.rights)) this.#register(type, route);
      for (const [type, act] of Object.entries(acts?.({ router: this, tables }) ?? {}))
        this.#acts.set(type, act);
    }
  }

  #register(type: string, route: CommandRoute<never>): void {
    if (this.#routes.has(type)) throw new Error(`two subjects route the command ${type}`);
    this.#routes.set(type, route);
  }

  /** Calls the watcher after every command. */
  watch(watcher: (done: CommandDone) => void): void {
    this.#watchers.push(watcher);
  }

  /**
   * Executes a command with all of its steps.
   * @throws StoreUnavailableError when the log cannot be written; see {@link CommandStreams.execute}
   */
  async send(sent: SentCommand, envelope: Envelope, sender: Sender): Promise<CommandResult> {
    const { type } = sent.command;
    const started = this.#watchers.length === 0 ? 0 : performance.now();
    try {
      const act = this.#acts.get(type);
      const result = await (act === undefined
        ? this.step(sent, envelope)
        : act(sent as Sent<never>, envelope, sender));
      this.#tell(type, sender, result.kind, started);
      return result;
    } catch (error) {
      this.#tell(type, sender, 'failed', started);
      throw error;
    }
  }

  /**
   * Executes one append of an act: the command without the other steps of the act.
   * @param added what the act adds to the context of the decision
   */
  step(sent: SentCommand, envelope: Envelope, added: object = NOTHING_ADDED): Promise<CommandResult> {
    const { type } = sent.command;
    const route = this.#routes.get(type);
    if (route === undefined) throw new Error(`no subject routes the command ${type}`);
    return route.execute(this, sent as never, envelope, added);
  }

  #tell(type: string, sender: Sender, outcome: CommandDone['outcome'], started: number): void {
    if (this.#watchers.length === 0) return;
    const done = { type, sender, outcome, seconds: (performance.now() - started) / 1_000 };
    for (const watcher of this.#watchers) watcher(done);
  }
}
