import type { Command } from 'commander';
import type { VerbSession, VerbShell } from './session.js';

/** What verbs do, in the order in which `misaq --help` shows them. */
export const VERB_GROUPS = {
  demo: 'See it work:',
  days: 'Count days:',
  record: 'Record:',
  rule: 'Apply the rule:',
  look: 'Look:',
  change: 'Change what is on record (nothing is overwritten):',
  access: 'Say who may act:',
  operate: 'Operate:',
} as const;
export type VerbGroup = keyof typeof VERB_GROUPS;

/** Gives the command of a verb its arguments, its options and what it does. */
export type RegisterVerb<Session extends VerbSession = VerbSession> = (
  command: Command,
  shell: VerbShell<Session>,
) => void;

/** A verb as `misaq --help` shows it. */
export interface ListedVerb {
  readonly name: string;
  readonly group: VerbGroup;
  /** Where it stands in its group; one without a place stands behind those that have one. */
  readonly place?: number;
  /** What follows its name: `[options] <pool>`. */
  readonly takes: string;
  readonly summary: string;
}

/** A verb, and how the module is loaded that does it. */
export interface Verb<Session extends VerbSession = VerbSession> extends ListedVerb {
  /** Its arguments name what the subjects have, such as kinds of files. They are loaded before it. */
  readonly namesSubjects?: true;
  readonly load: () => Promise<RegisterVerb<Session>>;
}

/** Where a command goes over a server: an address with the names of its fields after colons, and what its body has. */
export interface CommandAddress {
  /** Below `/api/v1/`. What stands in the address is left out of the body. */
  readonly path: string;
  /** Fields that have another name in the body. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Fields that the server knows itself. */
  readonly left?: readonly string[];
}

/** What a subject has on the command line. It is loaded for a verb of it, without the rest of the subject. */
export interface CommandLine {
  readonly verbs: readonly Verb[];
  /** Of every command that is sent from the command line, by its type. */
  readonly addresses: Readonly<Record<string, CommandAddress>>;
}

/** The verbs of a subject as help shows them, and how the subject's command line is loaded. */
export interface ListedCommandLine {
  readonly verbs: readonly ListedVerb[];
  readonly load: () => Promise<CommandLine>;
}

/** A command line that is loaded already. */
export function listed(commandLine: CommandLine): ListedCommandLine {
  return { verbs: commandLine.verbs, load: () => Promise.resolve(commandLine) };
}

/** The same verbs, each loaded with the command line of its subject. */
export function verbsOf({ verbs, load }: ListedCommandLine): readonly Verb[] {
  return verbs.map((verb) => ({
    ...verb,
    async load() {
      const found = (await load()).verbs.find(({ name }) => name === verb.name);
      if (found === undefined) throw new Error(`no subject has the verb ${verb.name}`);
      return found.load();
    },
  }));
}
