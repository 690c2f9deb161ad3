/* Made by «node tools/command-lines.mjs» of the list of subjects (subjects.ts). */
import type { ListedCommandLine } from '@misaq/platform/command-line/verb.js';

/** What the subjects have on the command line. */
export const COMMAND_LINES: readonly ListedCommandLine[] = [
  {
    load: async () => (await import('./access/command-line.js')).commandLine,
    verbs: [],
  },
  {
    load: async () => (await import('./commitments/command-line.js')).commandLine,
    verbs: [
      {
        name: 'commitments',
        group: 'look',
        place: 3,
        takes: '[options] <year>',
        summary: 'the commitment board of a year: promised, registered and verified jobs',
      },
      {
        name: 'commitment',
        group: 'change',
        place: 4,
        takes: '',
        summary: 'revise or withdraw a commitment that was assigned',
      },
    ],
  },
  {
    load: async () => (await import('./credit/command-line.js')).commandLine,
    verbs: [
      {
        name: 'simulate',
        group: 'rule',
        takes: '[options]',
        summary:
          'what a review would find under another threshold, clock, split, ring-fence or reporting days; writes nothing',
      },
      {
        name: 'review',
        group: 'rule',
        takes: '[options]',
        summary: 'apply the rule to a pool as of a day, and propose what moves',
      },
      {
        name: 'approve',
        group: 'rule',
        takes: '[options]',
        summary: 'approve the transfers of a review; only then credit moves',
      },
      { name: 'dismiss', group: 'rule', takes: '[options]', summary: 'dismiss the transfers of a review' },
      {
        name: 'reviews',
        group: 'rule',
        takes: '[options]',
        summary: 'the reviews of a pool, or one of them with its trace in words',
      },
      { name: 'pools', group: 'look', place: 1, takes: '', summary: 'the credit pools there are' },
      {
        name: 'pool',
        group: 'look',
        place: 2,
        takes: '[options] <pool>',
        summary: 'the credit board of a pool: who absorbed what, how much time is left, what could move',
      },
      {
        name: 'banks',
        group: 'look',
        place: 4,
        takes: '[options]',
        summary: 'the bank board: introduced, paid, declined, how long it takes and what waits',
      },
      {
        name: 'policy',
        group: 'change',
        place: 1,
        takes: '',
        summary: 'threshold, clock and split of a pool',
      },
      {
        name: 'correct-allocation',
        group: 'change',
        place: 5,
        takes: '[options]',
        summary: 'the amount of an allocation was recorded wrongly',
      },
      {
        name: 'reverse-reallocation',
        group: 'change',
        place: 6,
        takes: '[options]',
        summary: 'give credit of an approved reallocation back to its donor',
      },
      {
        name: 'withdraw',
        group: 'change',
        place: 7,
        takes: '[options]',
        summary: 'the applicant or the agency takes a file back from the bank',
      },
      {
        name: 'close',
        group: 'change',
        place: 8,
        takes: '[options]',
        summary: "a bank's file is finished; what was not paid will not be",
      },
      {
        name: 'correct-introduction',
        group: 'change',
        place: 9,
        takes: '[options]',
        summary: 'the amount of a facility was recorded wrongly',
      },
    ],
  },
  {
    load: async () => (await import('./employment/command-line.js')).commandLine,
    verbs: [
      {
        name: 'void-job',
        group: 'change',
        place: 10,
        takes: '[options]',
        summary: 'a registration should never have been made; the job leaves the count',
      },
    ],
  },
  {
    load: async () => (await import('./platform/history/command-line.js')).commandLine,
    verbs: [
      {
        name: 'history',
        group: 'look',
        place: 5,
        takes: '[options]',
        summary:
          'every event of a pool, agency, bank, facility, actor, verifier or stream: who, when, why, what',
      },
    ],
  },
  {
    load: async () => (await import('./register/command-line.js')).commandLine,
    verbs: [
      {
        name: 'organisation',
        group: 'change',
        place: 3,
        takes: '',
        summary: 'rename or retire an agency, bank, sector or county',
      },
    ],
  },
  {
    load: async () => (await import('./working-calendar/command-line.js')).commandLine,
    verbs: [
      {
        name: 'working-days',
        group: 'days',
        takes: '[options]',
        summary: 'count working days from a notification, and name the holidays passed over',
      },
      { name: 'holidays', group: 'days', takes: '[options]', summary: 'the holidays of a Jalali year' },
      {
        name: 'calendar',
        group: 'change',
        place: 2,
        takes: '',
        summary: 'revise the working calendar of a province: weeks, lunar months, closures',
      },
    ],
  },
];
