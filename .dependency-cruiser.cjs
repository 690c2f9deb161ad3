/**
 * The dependency rule of docs/ARCHITECTURE.md, as a check.
 * kernel and calendar <- the domain of a subject <- the rest of the subject; a subject knows of another its domain only;
 * the platform knows no subject; adapters are named only in the assembly; no library imports an application.
 */
const tests = '[.](spec|fixture)[.]ts$';

const PURE = '^libs/platform/(kernel|calendar)/';
const DOMAIN = '^libs/(?!platform/)[^/]+/domain/';
const SUBJECT = '^libs/(?!platform/)[^/]+/';
const ASSEMBLY = '^libs/platform/assembly/';
const SPREADSHEET_ADAPTERS = '^libs/platform/spreadsheets/(exceljs|saxes)/';
const ADAPTERS = ['^libs/platform/event-store/(sqlite|in-memory|eventstoredb)/', SPREADSHEET_ADAPTERS];
/** Questions, and what they are asked with. */
const QUESTIONS = [
  '^libs/(?!platform/)[^/]+/boards/[^/]+/(question|feed-owner)[.]ts$',
  '^libs/platform/(history|tasks/exports)/question[.]ts$',
  '^libs/platform/questions/(address|admission|answer|asker|cursor|pages|positions|question|read-params|refused|scope)[.]ts$',
];

/** The value of a subject, and of a board: they put together what their folder has. */
const SUBJECT_VALUE = '^libs/(?!platform/)[^/]+/subject[.]ts$';
const BOARD_VALUES = [
  '^libs/(?!platform/)[^/]+/boards/[^/]+/board[.]ts$',
  '^libs/platform/history/board[.]ts$',
];

/** The edges of a subject: controllers of the API, and what its verbs do. */
const EDGES = '^libs/(?:platform/history|(?!platform/)[^/]+)/(http|verbs)/';

/**
 * Files of the platform that still name subjects: tables of all subjects that are kept by hand, and edges that know who
 * may do what. Each goes when a subject says these things of itself; none may be added.
 */
const STILL_NAMES_SUBJECTS = [
  // The streams that decisions of several subjects look at, and the table of roles.
  '^libs/platform/commands/(contexts|command-route)[.]ts$',
  '^libs/platform/history/(projection|queries|question|redaction|shown-event)[.]ts$',
  '^libs/platform/live/changes[.]ts$',
  '^libs/platform/text/(refusals|remarks)[.]ts$',
  // Kinds of imports, and the commands of their rows.
  '^libs/platform/imports/',
  // The boards of all subjects; the names of organisations; the table of roles.
  '^libs/platform/questions/(question|admission|scope)[.]ts$',
  '^libs/platform/http/answer/answers[.]ts$',
  '^libs/platform/http/access/(authenticate|gate|needs|own-organisation|province|session-check)[.]ts$',
  '^libs/platform/http/request/(params|positions|recording)[.]ts$',
  '^libs/platform/tasks/due-work[.]ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'calendar-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/platform/calendar/', pathNot: tests },
      to: { path: '^(libs|apps)/', pathNot: '^libs/platform/calendar/' },
    },
    {
      name: 'kernel-knows-only-the-calendar',
      severity: 'error',
      from: { path: '^libs/platform/kernel/', pathNot: tests },
      to: { path: '^(libs|apps)/', pathNot: PURE },
    },
    {
      name: 'domain-knows-only-pure-code',
      comment:
        'The domain of a subject is made of the kernel, the calendar and the domains of other subjects.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: tests },
      to: { path: '^(libs|apps)/', pathNot: [PURE, DOMAIN] },
    },
    {
      name: 'pure-code-uses-no-framework',
      comment:
        'Rules take time, calendar and state as values: no Node module, and of packages only jalaali-js.',
      severity: 'error',
      from: { path: [PURE, DOMAIN], pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/jalaali-js/' },
    },
    {
      name: 'subjects-know-only-domains-of-others',
      severity: 'error',
      from: { path: '^libs/(?!platform/)([^/]+)/', pathNot: tests },
      to: {
        path: SUBJECT,
        pathNot: [
          '^libs/$1/',
          DOMAIN,
          // Still: boards show names of organisations and look up grants, and say of which projection they read them.
          '^libs/(register/boards/register|access/boards/principals)/projection[.]ts$',
        ],
      },
    },
    {
      name: 'the-platform-names-no-subject',
      severity: 'error',
      from: { path: '^libs/platform/', pathNot: [ASSEMBLY, tests, ...STILL_NAMES_SUBJECTS] },
      to: { path: SUBJECT },
    },
    {
      name: 'only-applications-know-the-assembly',
      comment: 'What is put together does not know who puts it together.',
      severity: 'error',
      from: {
        path: '^libs/',
        // Still: the one object that is injected into controllers.
        pathNot: [ASSEMBLY, tests, '^libs/platform/http/service[.]ts$'],
      },
      to: { path: ASSEMBLY },
    },
    {
      name: 'ports-know-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/platform/[^/]+/port[.]ts$' },
      to: { path: '^(libs|apps)/' },
    },
    {
      name: 'adapters-only-in-the-assembly',
      comment: 'Code above a seam cannot tell which adapter runs. Benchmarks measure adapters.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [ASSEMBLY, ...ADAPTERS, '^apps/bench/', tests] },
      to: { path: ADAPTERS },
    },
    {
      name: 'schedulers-only-in-the-assembly',
      comment: 'The same for tasks.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [ASSEMBLY, '^libs/platform/scheduling/', tests] },
      to: { path: '^libs/platform/scheduling/(in-process[.]ts|bullmq/)' },
    },
    {
      name: 'schedulers-do-not-know-each-other',
      severity: 'error',
      from: { path: '^libs/platform/scheduling/', pathNot: ['^libs/platform/scheduling/bullmq/', tests] },
      to: { path: '^libs/platform/scheduling/bullmq/' },
    },
    {
      name: 'one-adapter-does-not-know-another',
      severity: 'error',
      from: { path: '^libs/platform/(event-store|spreadsheets)/([^/]+)/', pathNot: tests },
      to: { path: '^libs/platform/(event-store|spreadsheets)/[^/]+/', pathNot: '^libs/platform/$1/$2/' },
    },
    {
      name: 'spreadsheet-packages-only-in-their-adapters',
      comment: 'What reads and writes workbooks can be replaced without touching anything else.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [SPREADSHEET_ADAPTERS, tests] },
      to: { path: 'node_modules/(exceljs|saxes|yauzl)/' },
    },
    {
      name: 'sqlite-by-one-door',
      comment: 'Which version of better-sqlite3 fits the Node that runs is decided in one place.',
      severity: 'error',
      from: { path: '^(libs|apps|test)/', pathNot: '^libs/platform/sqlite/' },
      to: { path: 'node_modules/(better-sqlite3|@types/better-sqlite3)' },
    },
    {
      name: 'commands-read-no-tables',
      comment: 'A command decides on its stream, never on a table that lags behind it.',
      severity: 'error',
      from: {
        path: [
          '^libs/platform/(commands|imports)/',
          '^libs/(?!platform/)[^/]+/[^/]+[.]ts$',
          '^libs/[^/]+/(domain|due)/',
        ],
        pathNot: [tests, SUBJECT_VALUE, '/wire[.]ts$'],
      },
      to: {
        path: ['^libs/platform/(projections|questions|history|live)/', '^libs/(?!platform/)[^/]+/boards/'],
      },
    },
    {
      name: 'questions-know-no-framework',
      comment:
        'Every edge asks them: what one edge needs stays there. Of Node they use the hash of a cursor.',
      severity: 'error',
      from: { path: QUESTIONS, pathNot: tests },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'questions-change-nothing',
      comment:
        'A question reads tables, or asks what its process does; it sends no command and reaches no store. ' +
        'It knows what a position is, and when to pause.',
      severity: 'error',
      from: { path: QUESTIONS, pathNot: tests },
      to: {
        path: '^libs/',
        pathNot: [
          '^libs/platform/(questions|projections|history|text|kernel|calendar)/',
          '^libs/(?!platform/)[^/]+/(domain|boards)/',
          '^libs/platform/event-store/port[.]ts$',
          '^libs/platform/scheduling/slices[.]ts$',
          '^libs/platform/tasks/(exports/|(background-work|export-tasks)[.]ts$)',
          '^libs/operations/wire[.]ts$',
          // The names of the kinds of files, which a parameter may name.
          '^libs/platform/imports/import-kinds[.]ts$',
        ],
      },
    },
    {
      name: 'only-edges-ask-questions',
      comment: 'What questions are made of does not know them.',
      severity: 'error',
      from: {
        path: '^libs/',
        pathNot: [
          ...QUESTIONS,
          ...BOARD_VALUES,
          EDGES,
          '^libs/platform/(questions|http|command-line)/',
          ASSEMBLY,
          tests,
        ],
      },
      to: { path: QUESTIONS },
    },
    {
      name: 'edges-are-loaded-late',
      comment:
        'A subject is loaded without its controllers and verbs: each program loads those that it needs.',
      severity: 'error',
      // The demo is loaded late itself, and tells its story in the words of the verbs.
      from: { path: '^(libs|apps)/', pathNot: [EDGES, '^apps/cli/src/demo/', tests] },
      to: { path: EDGES, dynamic: false },
    },
    {
      name: 'no-library-imports-an-application',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'applications-do-not-know-each-other',
      severity: 'error',
      from: { path: '^apps/(?!cli/)([^/]+)/', pathNot: tests },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'applications-do-not-know-each-other',
      comment: 'The command line has verbs that serve and that measure.',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: tests },
      to: { path: '^apps/', pathNot: '^apps/(cli|api|bench)/' },
    },
    {
      name: 'screens-know-only-what-a-browser-runs',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: [PURE, DOMAIN, '^libs/platform/text/'] },
    },
    {
      name: 'the-component-library-only-in-ui',
      comment: 'What draws buttons, menus and dialogs can be replaced without touching a screen (ADR 0036).',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: '^apps/web/src/ui/' },
      to: {
        path: 'node_modules/(react-aria-components|react-aria|react-stately|@react-aria|@internationalized)/',
      },
    },
    {
      name: 'the-ui-knows-no-screen',
      comment: 'Parts of the interface know no words, no questions and no addresses.',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: { path: '^(apps|libs)/', pathNot: ['^apps/web/src/ui/', PURE] },
    },
    {
      name: 'screens-use-no-node',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-are-not-imported-by-what-ships',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: ['[.](spec|fixture)[.]ts$', 'contract[.]ts$'] },
      to: { path: ['[.](spec|fixture)[.]ts$', '^test/'] },
    },
    {
      name: 'no-circles',
      comment: 'Of types neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
