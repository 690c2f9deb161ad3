import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandRoute } from '@misaq/platform/commands/command-route.js';
import { COMMAND_LINES } from '@misaq/command-lines.js';
import type { ListedVerb } from '@misaq/platform/command-line/verb.js';
import { SUBJECTS } from '@misaq/subjects.js';
import { eventTypeNames } from '@misaq/platform/kernel/catalogue.js';
import { importKindDefinitions } from '@misaq/platform/imports/import-kinds.js';
import { type Fact, LANGUAGES } from '@misaq/platform/kernel/facts.js';
import { REFUSAL_KINDS, type Refusals } from '@misaq/platform/kernel/refusals.js';
import { projectionsOf } from '@misaq/platform/questions/board.js';
import { refusalKind, refusalText } from '@misaq/platform/text/refusals.js';
import type { AnyQuestion } from '@misaq/platform/questions/question.js';
import type { ImportKindDefinition } from '@misaq/platform/imports/import-kind.js';
import { type ColumnName, columnOf } from '@misaq/platform/imports/columns.js';
import { creditKinds } from '@misaq/credit/imports.js';
import { principalRefusals } from '@misaq/access/domain/refusals.js';
import { ASKED, ASKED_ELSEWHERE } from '../../apps/api/src/questions.fixture.js';

/* Walks the list of subjects and finds what a subject lacks, which no compiler notices. */

const ROOT = join(import.meta.dirname, '../..');

interface WalkedSubject {
  readonly facts: Readonly<Record<string, Fact<never>>>;
  readonly refusals: Refusals;
  readonly routes: readonly Pick<CommandRoute<never>, 'rights'>[];
  readonly boards?: readonly { readonly questions: readonly Pick<AnyQuestion, 'name' | 'path'>[] }[];
  readonly importKinds?: Readonly<Record<string, ImportKindDefinition>>;
}

/** What the subjects are compared with. */
interface Surroundings {
  /** Every event of test/replay. */
  readonly replayed: readonly { readonly type: string; readonly data: object }[];
  /** The event types that a board hears; the history hears every type. */
  readonly heard: ReadonlySet<string>;
  /** Source text of the HTTP edge and of the command line. */
  readonly edges: string;
  readonly importedCommands: ReadonlySet<string>;
  /** The questions that questions-alike.int.spec.ts asks on a directory and over HTTP as every role, by their path. */
  readonly asked: ReadonlySet<string>;
}

/** Event types that change no board, each with its reason. The history shows them all. */
const UNHEARD: Readonly<Record<string, string>> = {
  RegistrationAbandoned: 'the job was never on record, so no board ever showed it',
  FileChecked: 'a check records nothing but itself; its limit is kept by its own stream',
  LogStarted: 'the fingerprint of the person key is compared at the start, by reading the first event',
};

/** Commands that no client sends as they are, each with its reason. */
const INDIRECT: Readonly<Record<string, string>> = {
  OfferToken: 'the code is made first, by the act that offers a token',
  RedeemCode: 'the code is compared first, by the act that redeems it',
  IssueToken: 'the secret is made first, by the act that issues a token',
};

/** Refusals that a subject has words of its own for; elsewhere their first words are used. */
const SEVERAL_WORDS: ReadonlySet<string> = new Set([
  'conflicts_with_recorded',
  'effective_day_out_of_order',
  'in_the_future',
  'invalid_field',
]);

function faultsOf(subject: WalkedSubject, surroundings: Surroundings): readonly string[] {
  return [
    ...faultsOfEvents(subject, surroundings),
    ...faultsOfRefusals(subject),
    ...faultsOfCommands(subject, surroundings),
    ...faultsOfQuestions(subject, surroundings),
    ...faultsOfFiles(subject),
  ];
}

function faultsOfEvents({ facts }: WalkedSubject, { replayed, heard }: Surroundings): readonly string[] {
  const faults: string[] = [];
  for (const [type, { sentence }] of Object.entries(facts)) {
    const example = replayed.find((event) => event.type === type);
    if (example === undefined) faults.push(`${type}: no replayed example`);
    else
      for (const language of LANGUAGES)
        if (sentence[language](example.data as never).trim() === '') faults.push(`${type}: no ${language}`);
    if (!heard.has(type) && !(type in UNHEARD)) faults.push(`${type}: unheard`);
    if (heard.has(type) && type in UNHEARD) faults.push(`${type}: heard, and listed as unheard`);
  }
  return faults;
}

function faultsOfRefusals({ refusals }: WalkedSubject): readonly string[] {
  const faults: string[] = [];
  for (const [name, meaning] of Object.entries(refusals)) {
    if (!REFUSAL_KINDS.includes(meaning.kind)) faults.push(`${name}: no kind`);
    if (refusalKind(name) !== meaning.kind) faults.push(`${name}: another kind on the wire`);
    for (const language of LANGUAGES)
      if (meaning[language].trim() === '') faults.push(`${name}: no ${language}`);
    if (refusalText(name) !== meaning.en && meaning.en !== '' && !SEVERAL_WORDS.has(name))
      faults.push(`${name}: other words on the wire`);
  }
  return faults;
}

function faultsOfCommands(
  { routes }: WalkedSubject,
  { edges, importedCommands }: Surroundings,
): readonly string[] {
  const faults: string[] = [];
  for (const [type, right] of routes.flatMap(({ rights }) => Object.entries(rights))) {
    if (right.length === 0) faults.push(`${type}: no right`);
    // What follows from an authorised act, and what Misaq does unasked, has no way in for a client.
    const indirect = right === 'follows' || right === 'run-due-work' || type in INDIRECT;
    if (!indirect && !importedCommands.has(type) && !edges.includes(`'${type}'`))
      faults.push(`${type}: no way in`);
  }
  return faults;
}

function faultsOfQuestions({ boards = [] }: WalkedSubject, { asked }: Surroundings): readonly string[] {
  return boards
    .flatMap(({ questions }) => questions)
    .filter(({ path }) => !asked.has(path))
    .map(({ name }) => `${name}: asked by no test`);
}

function faultsOfFiles({ importKinds = {} }: WalkedSubject): readonly string[] {
  return Object.entries(importKinds).flatMap(([kind, definition]) => {
    const { nameFa, columns, lanes } = definition;
    const undescribed = columns.filter((column) => !isDescribed(definition, column));
    const unrouted = Object.keys(lanes).filter((type) => !ROUTED.has(type));
    return [
      ...(nameFa.trim() === '' ? [`${kind}: no name in Persian`] : []),
      ...undescribed.map((column) => `${kind}: ${column} is described nowhere`),
      ...unrouted.map((type) => `${kind}: nobody takes ${type}`),
    ];
  });
}

function isDescribed(definition: Parameters<typeof columnOf>[0], column: ColumnName): boolean {
  try {
    const { headersFa, fa, en, example } = columnOf(definition, column);
    return [headersFa[0], fa, en, example].every((text) => text.trim() !== '');
  } catch {
    return false;
  }
}

/** The commands that a subject takes. */
const ROUTED: ReadonlySet<string> = new Set(
  SUBJECTS.flatMap(({ routes }) => routes.flatMap(({ rights }) => Object.keys(rights))),
);

function sourcesOf(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file))
    .filter((file) => folder !== 'libs' || /\/(?:http|verbs)\//.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
    .join('\n');
}

const SURROUNDINGS: Surroundings = {
  replayed: readFileSync(join(ROOT, 'test/replay/v1/streams.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { type, data } = JSON.parse(line) as { readonly type: string; readonly data: string };
      return { type, data: JSON.parse(data) as object };
    }),
  heard: new Set(projectionsOf(SUBJECTS).flatMap(({ types }) => (types === 'every' ? [] : [...types]))),
  edges: sourcesOf('apps/api/src') + sourcesOf('apps/cli/src/verbs') + sourcesOf('libs'),
  importedCommands: new Set(importKindDefinitions().flatMap(({ lanes }) => Object.keys(lanes))),
  asked: new Set(
    [...Object.keys(ASKED), ...askedElsewhere()].map((address) => address.replace('/api/v1/', '')),
  ),
};

/** Questions whose tests stand elsewhere, where those tests ask them. */
function askedElsewhere(): readonly string[] {
  return Object.entries(ASKED_ELSEWHERE)
    .filter(([address, file]) => readFileSync(join(ROOT, file), 'utf8').includes(address.replace(/:.*/, '')))
    .map(([address]) => address);
}

const walked = SUBJECTS as unknown as readonly WalkedSubject[];

describe('The subjects', () => {
  it('lack nothing', () => {
    expect(walked.flatMap((subject) => faultsOf(subject, SURROUNDINGS))).toEqual([]);
  });

  it('are listed in help as they say', () => {
    const listed = (verbs: readonly ListedVerb[]) => JSON.stringify(verbs);
    const said = SUBJECTS.flatMap((subject) =>
      'commandLine' in subject ? listed(subject.commandLine.verbs) : [],
    );
    expect(COMMAND_LINES.map(({ verbs }) => listed(verbs)).toSorted()).toEqual(said.toSorted());
  });

  it('have every event type that the code knows, each in one subject', () => {
    const types = walked.flatMap(({ facts }) => Object.keys(facts));
    expect(types.toSorted()).toEqual([...eventTypeNames()].toSorted());
  });
});

describe('A subject', () => {
  const { own_grant: OWN_GRANT } = principalRefusals;
  const sentence = { en: () => 'It was paid', fa: () => 'پرداخت شد' };
  const whole: WalkedSubject = {
    facts: { FacilityPaid: { sentence } },
    refusals: { own_grant: OWN_GRANT },
    routes: [{ rights: { PayFacility: 'pay' } }],
    boards: [{ questions: [{ name: 'pools', path: 'pools' }] }],
    importKinds: { payments: creditKinds.payments },
  };
  const { payments } = creditKinds;

  it('that is whole has no fault', () => {
    expect(faultsOf(whole, SURROUNDINGS)).toEqual([]);
  });

  it.each<[string, Partial<WalkedSubject>, readonly string[]]>([
    [
      'an event without example',
      { facts: { FacilityLost: { sentence } } },
      ['FacilityLost: no replayed example', 'FacilityLost: unheard'],
    ],
    [
      'a sentence that is missing',
      { facts: { FacilityPaid: { sentence: { ...sentence, fa: () => '' } } } },
      ['FacilityPaid: no fa'],
    ],
    [
      'a refusal of no kind',
      { refusals: { own_grant: { kind: 'rude' as never, en: 'No.', fa: 'نه.' } } },
      ['own_grant: no kind', 'own_grant: another kind on the wire', 'own_grant: other words on the wire'],
    ],
    [
      'a refusal of another kind',
      { refusals: { own_grant: { ...OWN_GRANT, kind: 'not_now' } } },
      ['own_grant: another kind on the wire'],
    ],
    [
      'a refusal in one language',
      { refusals: { own_grant: { ...OWN_GRANT, fa: '' } } },
      ['own_grant: no fa'],
    ],
    [
      'a refusal in words that are not told',
      { refusals: { own_grant: { ...OWN_GRANT, en: 'No.' } } },
      ['own_grant: other words on the wire'],
    ],
    [
      'a question that no test asks',
      { boards: [{ questions: [{ name: 'losses', path: 'losses' }] }] },
      ['losses: asked by no test'],
    ],
    [
      'a kind of files without a name in Persian',
      { importKinds: { payments: { ...payments, nameFa: '' } } },
      ['payments: no name in Persian'],
    ],
    [
      'a column that is described nowhere',
      { importKinds: { payments: { ...payments, columns: ['pool', 'lost_on' as never] } } },
      ['payments: lost_on is described nowhere'],
    ],
    [
      'a row that becomes a command of nobody',
      { importKinds: { payments: { ...payments, lanes: { LoseFacility: 'none' } as never } } },
      ['payments: nobody takes LoseFacility'],
    ],
    [
      'a command without right',
      { routes: [{ rights: { PayFacility: '' as never } }] },
      ['PayFacility: no right'],
    ],
    [
      'a command that nobody can send',
      { routes: [{ rights: { LoseFacility: 'pay' } }] },
      ['LoseFacility: no way in'],
    ],
  ])('is found by %s', (_, planted, faults) => {
    expect(faultsOf({ ...whole, ...planted }, SURROUNDINGS)).toEqual(faults);
  });

  it('is found by an event that no board hears', () => {
    expect(faultsOf(whole, { ...SURROUNDINGS, heard: new Set() })).toEqual(['FacilityPaid: unheard']);
  });
});
