import { Command } from 'commander';
import type { Shell } from './shell.js';
import { folded } from './output/folded.js';
import { EXIT } from '@misaq/platform/command-line/exit-codes.js';
import {
  type ListedCommandLine,
  type Verb,
  VERB_GROUPS,
  verbsOf,
} from '@misaq/platform/command-line/verb.js';
import { OWN_VERBS } from './own-verbs.js';
import type { GivenSubjects, Session } from './session.js';

const HELP = `
Roles (--as ID:ROLE, or ID:ROLE@ORGANISATION for an officer):
  admin            runs the machine; register, calendar and principals; reads everything
  labour           commitments, credit, introductions, payments, jobs; requests reviews
  economic-deputy  policy; requests reviews; approves, dismisses or reverses (not what they asked for themselves)
  inspector        verifies jobs; reads everything; simulates
  agency, bank     their own organisation's records and figures
  governor         reads everything; simulates

Environment:
  MISAQ_DATA_DIR    the data directory (default: data beside the program; --data goes before it)
  MISAQ_URL         a running server: verbs are sent to it, and the data directory is left alone
  MISAQ_TOKEN       the token that says who acts there (instead of --as)
  MISAQ_PERSON_KEY  the key for pseudonyms of persons (default: the file person.key of the data directory)
  MISAQ_DEBUG=1     stack traces of unexpected errors
  NO_COLOR          no colours

Exit codes:
  ${String(EXIT.done)}  done
  ${String(EXIT.refused)}  refused: the name stands in .refusal, the figures that caused it beside it
  ${String(EXIT.badUsage)}  bad usage, or a file that cannot be read: .error.code, .error.message
  ${String(EXIT.unexpected)}  an unexpected error of the program
  ${String(EXIT.interrupted)}, ${String(EXIT.terminated)}  stopped by a signal

Relative names mean files of the folder you stand in, under npm too. A file that is there is replaced only with --force.

Days are Jalali (1403-02-31) or ISO (2024-05-20), in any digits. Amounts are rials in JSON and toman in tables.

Start here:
  npm run demo
  misaq import organisations samples/east-azerbaijan/01-organisations.csv --as labour-1:labour
  misaq review --pool east-azerbaijan-1401-note16 --as-of 1401-11-02 --as labour-1:labour
  misaq history --agency behzisti

("misaq" stands for "npm run -s misaq --".)`;

/** Columns of help: without a terminal, and at most. */
const NARROW = 80;
const WIDE = 120;

/**
 * The command line: what can be asked, in the words of the field. Only the modules of verbs that `words` name are
 * loaded; `misaq --help` shows the others as they are listed.
 *
 * @param words the command line after the name of the program
 * @param subjects what the subjects have on the command line, and how the rest of them is loaded
 */
export async function buildProgram(
  shell: Shell,
  words: readonly string[],
  { commandLines, load }: GivenSubjects,
): Promise<Command> {
  const program = new Command('misaq')
    .description(
      'Misaq (میثاق) keeps the employment promises of a province: commitments, credit, the 65 % rule and its history.',
    )
    .option('--json', 'one JSON document on stdout, everything else on stderr')
    .option('--as <id:role>', 'who acts (default: an admin named after the operating-system user)')
    .option('--data <directory>', 'the data directory')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) =>
        process.stdout.write(folded(text, Math.min(process.stdout.columns || NARROW, WIDE))),
    })
    .exitOverride()
    .showHelpAfterError('(misaq --help lists the verbs; misaq VERB --help explains one)')
    .addHelpText('after', HELP);

  for (const [group, heading] of Object.entries(VERB_GROUPS)) {
    program.commandsGroup(heading);
    for (const verb of allVerbs(commandLines).filter((each) => each.group === group))
      if (words.includes(verb.name)) {
        if (verb.namesSubjects === true) await load();
        (await verb.load())(program.command(verb.name).description(verb.summary), shell);
      } else listOnly(program, verb);
  }
  return program;
}

/** All verbs; in each group in the order of their places. */
export function allVerbs(commandLines: readonly ListedCommandLine[]): readonly Verb<Session>[] {
  const all: readonly Verb<Session>[] = [...OWN_VERBS, ...commandLines.flatMap(verbsOf)];
  return all.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity));
}

/** Adds a verb that help lists and nobody has asked for. */
function listOnly(program: Command, { name, takes, summary }: Verb<Session>): void {
  const [, options, words = ''] = /^(\[options\])? ?(.*)$/.exec(takes) ?? [];
  const command = program.command(`${name} ${words}`).description(summary);
  // Help says «[options]» of a command that has one. Its module declares which.
  if (options !== undefined) command.option('--any');
}
