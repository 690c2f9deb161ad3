import { Command } from 'commander';
import type { Shell } from './shell.js';
import { folded } from './output/folded.js';
import { EXIT } from './output/exit-codes.js';
import { VERBS, type ListedVerb, type VerbName } from './verb-list.js';

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

type Register = (program: Command, shell: Shell) => void;

/** The verbs of one module, and how the module is loaded. */
interface VerbModule {
  readonly verbs: readonly VerbName[];
  readonly load: () => Promise<Register>;
}

interface VerbGroup {
  readonly heading: string;
  readonly modules: readonly VerbModule[];
}

const GROUPS: readonly VerbGroup[] = [
  {
    heading: 'See it work:',
    modules: [{ verbs: ['demo'], load: async () => (await import('./verbs/demo.js')).registerDemo }],
  },
  {
    heading: 'Count days:',
    modules: [
      {
        verbs: ['working-days'],
        load: async () => (await import('./verbs/working-days.js')).registerWorkingDays,
      },
      { verbs: ['holidays'], load: async () => (await import('./verbs/holidays.js')).registerHolidays },
    ],
  },
  {
    heading: 'Record:',
    modules: [
      { verbs: ['import'], load: async () => (await import('./verbs/import.js')).registerImport },
      { verbs: ['template'], load: async () => (await import('./verbs/template.js')).registerTemplate },
      { verbs: ['record'], load: async () => (await import('./verbs/record.js')).registerRecord },
    ],
  },
  {
    heading: 'Apply the rule:',
    modules: [
      { verbs: ['simulate'], load: async () => (await import('./verbs/simulate.js')).registerSimulate },
      { verbs: ['review'], load: async () => (await import('./verbs/review.js')).registerReview },
      { verbs: ['approve', 'dismiss'], load: async () => (await import('./verbs/decide.js')).registerDecide },
      { verbs: ['reviews'], load: async () => (await import('./verbs/reviews.js')).registerReviews },
    ],
  },
  {
    heading: 'Look:',
    modules: [
      { verbs: ['pools'], load: async () => (await import('./verbs/pool.js')).registerPools },
      { verbs: ['pool'], load: async () => (await import('./verbs/pool.js')).registerPool },
      {
        verbs: ['commitments'],
        load: async () => (await import('./verbs/commitments.js')).registerCommitments,
      },
      { verbs: ['banks'], load: async () => (await import('./verbs/banks.js')).registerBanks },
      { verbs: ['history'], load: async () => (await import('./verbs/history.js')).registerHistory },
    ],
  },
  {
    heading: 'Change what is on record (nothing is overwritten):',
    modules: [
      { verbs: ['policy'], load: async () => (await import('./verbs/policy.js')).registerPolicy },
      { verbs: ['calendar'], load: async () => (await import('./verbs/calendar.js')).registerCalendar },
      {
        verbs: ['organisation'],
        load: async () => (await import('./verbs/organisation.js')).registerOrganisation,
      },
      { verbs: ['commitment'], load: async () => (await import('./verbs/commitment.js')).registerCommitment },
      {
        verbs: ['correct-allocation', 'reverse-reallocation'],
        load: async () => (await import('./verbs/credit.js')).registerCredit,
      },
      {
        verbs: ['withdraw', 'close', 'correct-introduction'],
        load: async () => (await import('./verbs/facility.js')).registerFacility,
      },
      { verbs: ['void-job'], load: async () => (await import('./verbs/void-job.js')).registerVoidJob },
    ],
  },
  {
    heading: 'Say who may act:',
    modules: [
      { verbs: ['principal'], load: async () => (await import('./verbs/principal.js')).registerPrincipal },
      { verbs: ['role'], load: async () => (await import('./verbs/role.js')).registerRole },
      { verbs: ['token'], load: async () => (await import('./verbs/token.js')).registerToken },
      { verbs: ['principals'], load: async () => (await import('./verbs/principal.js')).registerPrincipals },
      { verbs: ['tokens'], load: async () => (await import('./verbs/token.js')).registerTokens },
      { verbs: ['redeem'], load: async () => (await import('./verbs/redeem.js')).registerRedeem },
      { verbs: ['me'], load: async () => (await import('./verbs/me.js')).registerMe },
    ],
  },
  {
    heading: 'Operate:',
    modules: [
      { verbs: ['serve'], load: async () => (await import('./verbs/serve.js')).registerServe },
      { verbs: ['config'], load: async () => (await import('./verbs/config.js')).registerConfig },
      {
        verbs: ['projections'],
        load: async () => (await import('./verbs/projections.js')).registerProjections,
      },
      {
        verbs: ['rebuild', 'verify', 'backup'],
        load: async () => (await import('./verbs/operate.js')).registerOperate,
      },
      { verbs: ['restore'], load: async () => (await import('./verbs/restore.js')).registerRestore },
      { verbs: ['copy'], load: async () => (await import('./verbs/copy.js')).registerCopy },
      { verbs: ['bench'], load: async () => (await import('./verbs/bench.js')).registerBench },
    ],
  },
];

/** Columns of help: without a terminal, and at most. */
const NARROW = 80;
const WIDE = 120;

/**
 * The command line: what can be asked, in the words of the field. Only the modules of verbs that `words` name are
 * loaded; `misaq --help` shows the others from their list.
 *
 * @param words the command line after the name of the program
 */
export async function buildProgram(shell: Shell, words: readonly string[]): Promise<Command> {
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

  for (const { heading, modules } of GROUPS) {
    program.commandsGroup(heading);
    for (const { verbs, load } of modules)
      if (verbs.some((verb) => words.includes(verb))) (await load())(program, shell);
      else for (const verb of verbs) listOnly(program, verb, VERBS[verb]);
  }
  return program;
}

/** Adds a verb that help lists and nobody has asked for. */
function listOnly(program: Command, verb: VerbName, { takes, summary }: ListedVerb): void {
  const [, options, words = ''] = /^(\[options\])? ?(.*)$/.exec(takes) ?? [];
  const command = program.command(`${verb} ${words}`).description(summary);
  // Help says «[options]» of a command that has one. Its module declares which.
  if (options !== undefined) command.option('--any');
}
