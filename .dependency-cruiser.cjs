/**
 * The dependency rule of docs/ARCHITECTURE.md, as a check.
 * calendar <- domain <- application and read-models; ports know nothing of ours; adapters are named only where an
 * application is put together; no library imports an application.
 */
const spec = '[.](spec|fixture)[.]ts$';

module.exports = {
  forbidden: [
    {
      name: 'calendar-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/calendar/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/calendar/' },
    },
    {
      name: 'domain-knows-only-the-calendar',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(domain|calendar)/' },
    },
    {
      name: 'pure-code-uses-no-platform',
      comment:
        'Rules take time, calendar and state as values: no Node module, and of packages only jalaali-js.',
      severity: 'error',
      from: { path: '^libs/(domain|calendar)/', pathNot: spec },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/jalaali-js/' },
    },
    {
      name: 'ports-know-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/[^/]+/port[.]ts$' },
      to: { path: '^(libs|apps)/' },
    },
    {
      name: 'adapters-only-in-composition-roots',
      comment: 'Code above a seam cannot tell which adapter runs.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/(event-store|spreadsheets)/', spec] },
      to: {
        path: ['^libs/event-store/(sqlite|in-memory|eventstoredb)/', '^libs/spreadsheets/(exceljs|saxes)/'],
      },
    },
    {
      name: 'schedulers-only-in-composition-roots',
      comment: 'The same for jobs.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/scheduling/', spec] },
      to: { path: '^libs/scheduling/(in-process[.]ts|bullmq/)' },
    },
    {
      name: 'schedulers-do-not-know-each-other',
      severity: 'error',
      from: { path: '^libs/scheduling/', pathNot: ['^libs/scheduling/bullmq/', spec] },
      to: { path: '^libs/scheduling/bullmq/' },
    },
    {
      name: 'one-adapter-does-not-know-another',
      severity: 'error',
      from: { path: '^libs/(event-store|spreadsheets)/([^/]+)/', pathNot: spec },
      to: { path: '^libs/(event-store|spreadsheets)/[^/]+/', pathNot: '^libs/$1/$2/' },
    },
    {
      name: 'spreadsheet-packages-only-in-their-adapters',
      comment: 'What reads and writes workbooks can be replaced without touching anything else.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: ['^libs/spreadsheets/(exceljs|saxes)/', spec] },
      to: { path: 'node_modules/(exceljs|saxes|yauzl)/' },
    },
    {
      name: 'sqlite-by-one-door',
      comment: 'Which version of better-sqlite3 fits the Node that runs is decided in one place.',
      severity: 'error',
      from: { path: '^(libs|apps|test)/', pathNot: '^libs/sqlite/' },
      to: { path: 'node_modules/(better-sqlite3|@types/better-sqlite3)' },
    },
    {
      name: 'application-does-not-read-read-models',
      comment: 'A command decides on its stream, never on a table that lags behind it.',
      severity: 'error',
      from: { path: '^libs/application/', pathNot: spec },
      to: { path: '^libs/(read-models|projections)/' },
    },
    {
      name: 'questions-know-no-framework',
      comment:
        'Every edge asks them: what one edge needs stays there. Of Node they use the hash of a cursor.',
      severity: 'error',
      from: { path: '^libs/questions/', pathNot: spec },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'questions-change-nothing',
      comment:
        'A question reads tables; it sends no command and reaches no store. It knows what a position is, and when to pause.',
      severity: 'error',
      from: { path: '^libs/questions/', pathNot: spec },
      to: {
        path: '^libs/',
        pathNot: [
          '^libs/(questions|read-models|wire|domain|calendar)/',
          '^libs/event-store/port[.]ts$',
          '^libs/scheduling/slices[.]ts$',
        ],
      },
    },
    {
      name: 'only-edges-ask-questions',
      comment: 'What questions are made of does not know them.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/questions/', spec] },
      to: { path: '^libs/questions/' },
    },
    {
      name: 'no-library-imports-an-application',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-are-not-imported-by-what-ships',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: ['[.](spec|fixture)[.]ts$', 'contract[.]ts$'] },
      to: { path: ['[.](spec|fixture)[.]ts$', '^test/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
