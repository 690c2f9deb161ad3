import { Command } from 'commander';
import type { Shell } from './shell.js';
import { folded } from './output/folded.js';
import { EXIT } from './output/outcome.js';
import { registerBanks } from './verbs/banks.js';
import { registerBench } from './verbs/bench.js';
import { registerCalendar } from './verbs/calendar.js';
import { registerCommitment } from './verbs/commitment.js';
import { registerCommitments } from './verbs/commitments.js';
import { registerCopy } from './verbs/copy.js';
import { registerCredit } from './verbs/credit.js';
import { registerConfig } from './verbs/config.js';
import { registerDecide } from './verbs/decide.js';
import { registerFacility } from './verbs/facility.js';
import { registerDemo } from './verbs/demo.js';
import { registerHistory } from './verbs/history.js';
import { registerHolidays } from './verbs/holidays.js';
import { registerImport } from './verbs/import.js';
import { registerMe } from './verbs/me.js';
import { registerOperate } from './verbs/operate.js';
import { registerOrganisation } from './verbs/organisation.js';
import { registerPolicy } from './verbs/policy.js';
import { registerPool, registerPools } from './verbs/pool.js';
import { registerPrincipal, registerPrincipals } from './verbs/principal.js';
import { registerProjections } from './verbs/projections.js';
import { registerRecord } from './verbs/record.js';
import { registerRedeem } from './verbs/redeem.js';
import { registerRestore } from './verbs/restore.js';
import { registerReview } from './verbs/review.js';
import { registerReviews } from './verbs/reviews.js';
import { registerRole } from './verbs/role.js';
import { registerServe } from './verbs/serve.js';
import { registerSimulate } from './verbs/simulate.js';
import { registerToken, registerTokens } from './verbs/token.js';
import { registerTemplate } from './verbs/template.js';
import { registerVoidJob } from './verbs/void-job.js';
import { registerWorkingDays } from './verbs/working-days.js';

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

const GROUPS: readonly (readonly [heading: string, verbs: readonly Register[]])[] = [
  ['See it work:', [registerDemo]],
  ['Count days:', [registerWorkingDays, registerHolidays]],
  ['Record:', [registerImport, registerTemplate, registerRecord]],
  ['Apply the rule:', [registerSimulate, registerReview, registerDecide, registerReviews]],
  ['Look:', [registerPools, registerPool, registerCommitments, registerBanks, registerHistory]],
  [
    'Change what is on record (nothing is overwritten):',
    [
      registerPolicy,
      registerCalendar,
      registerOrganisation,
      registerCommitment,
      registerCredit,
      registerFacility,
      registerVoidJob,
    ],
  ],
  [
    'Say who may act:',
    [
      registerPrincipal,
      registerRole,
      registerToken,
      registerPrincipals,
      registerTokens,
      registerRedeem,
      registerMe,
    ],
  ],
  [
    'Operate:',
    [
      registerServe,
      registerConfig,
      registerProjections,
      registerOperate,
      registerRestore,
      registerCopy,
      registerBench,
    ],
  ],
];

/** Columns of help: without a terminal, and at most. */
const NARROW = 80;
const WIDE = 120;

/** The command line: what can be asked, in the words of the field. */
export function buildProgram(shell: Shell): Command {
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

  for (const [group, verbs] of GROUPS) {
    program.commandsGroup(group);
    for (const register of verbs) register(program, shell);
  }
  return program;
}
