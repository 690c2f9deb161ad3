/** What `misaq --help` says of a verb; its module declares its options and what it does. */
export interface ListedVerb {
  /** What follows its name: `[options] <pool>`. */
  readonly takes: string;
  readonly summary: string;
}

/**
 * Every verb by its name. The list stands apart from the verbs, so that `misaq --help` loads none of them.
 */
export const VERBS = {
  demo: {
    takes: '[options]',
    summary: 'the year 1401 of a sample province, told on a data directory of its own',
  },
  'working-days': {
    takes: '[options]',
    summary: 'count working days from a notification, and name the holidays passed over',
  },
  holidays: { takes: '[options]', summary: 'the holidays of a Jalali year' },
  import: {
    takes: '[options] <kind> <file>',
    summary: 'import a CSV or XLSX file: all of it is checked before anything is written',
  },
  template: {
    takes: '[options] <kind>',
    summary: 'write an empty file to fill in for an import, with its columns explained',
  },
  record: { takes: '', summary: 'record one row of a kind; the fields are the columns of its files' },
  simulate: {
    takes: '[options]',
    summary:
      'what a review would find under another threshold, clock, split, ring-fence or reporting days; writes nothing',
  },
  review: { takes: '[options]', summary: 'apply the rule to a pool as of a day, and propose what moves' },
  approve: { takes: '[options]', summary: 'approve the transfers of a review; only then credit moves' },
  dismiss: { takes: '[options]', summary: 'dismiss the transfers of a review' },
  reviews: { takes: '[options]', summary: 'the reviews of a pool, or one of them with its trace in words' },
  pools: { takes: '', summary: 'the credit pools there are' },
  pool: {
    takes: '[options] <pool>',
    summary: 'the credit board of a pool: who absorbed what, how much time is left, what could move',
  },
  commitments: {
    takes: '[options] <year>',
    summary: 'the commitment board of a year: promised, registered and verified jobs',
  },
  banks: {
    takes: '[options]',
    summary: 'the bank board: introduced, paid, declined, how long it takes and what waits',
  },
  history: {
    takes: '[options]',
    summary: 'every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what',
  },
  policy: { takes: '', summary: 'threshold, clock and split of a pool' },
  calendar: {
    takes: '',
    summary: 'revise the working calendar of a province: weeks, lunar months, closures',
  },
  organisation: { takes: '', summary: 'rename or retire an agency, bank, sector or county' },
  commitment: { takes: '', summary: 'revise or withdraw a commitment that was assigned' },
  'correct-allocation': { takes: '[options]', summary: 'the amount of an allocation was recorded wrongly' },
  'reverse-reallocation': {
    takes: '[options]',
    summary: 'give credit of an approved reallocation back to its donor',
  },
  withdraw: { takes: '[options]', summary: 'the applicant or the agency takes a file back from the bank' },
  close: { takes: '[options]', summary: "a bank's file is finished; what was not paid will not be" },
  'correct-introduction': { takes: '[options]', summary: 'the amount of a facility was recorded wrongly' },
  'void-job': {
    takes: '[options]',
    summary: 'a registration should never have been made; the job leaves the count',
  },
  principal: { takes: '', summary: 'who may act: add somebody, or show one with roles and tokens' },
  role: { takes: '', summary: 'grant a principal a role, confirm one, or revoke one with its tokens' },
  token: { takes: '', summary: 'issue what a principal signs in with, as a one-time code, or revoke it' },
  principals: { takes: '', summary: 'everybody who may act, with the roles held' },
  tokens: { takes: '', summary: 'every token that was issued, and whether it works' },
  redeem: {
    takes: '<code>',
    summary: 'redeem the code that an admin handed over for a token; the token is printed this once',
  },
  me: { takes: '', summary: 'who acts here, and every token that was issued in that name' },
  serve: {
    takes: '[options]',
    summary: 'serve the data directory over HTTP until told to stop, as «npm start» does',
  },
  config: { takes: '', summary: 'every setting of the server with its value, and what is wrong with it' },
  projections: { takes: '', summary: 'how every read model stands to the log: position, lag, state' },
  rebuild: {
    takes: '[options] [name]',
    summary: 'build read models from the log beside the ones that serve, compare, swap',
  },
  verify: {
    takes: '',
    summary: 'read the whole log and check order and hashes; compare the read models with it',
  },
  backup: { takes: '[options]', summary: 'copy the log into a new file' },
  restore: { takes: '[options]', summary: 'make a data directory of a backup, after checking all of it' },
  copy: { takes: '[options]', summary: 'copy a log between a data directory and EventStoreDB, either way' },
  bench: {
    takes: '[options]',
    summary: 'measure appends, commands, rebuilds, questions, imports and exports on this disk',
  },
} as const satisfies Record<string, ListedVerb>;

export type VerbName = keyof typeof VERBS;
