import fc from 'fast-check';
import { day } from '@misaq/platform/calendar/day.fixture.js';
import { canonicalJson } from '@misaq/platform/kernel/canonical-json.js';
import type { CreditCommand } from './commands.js';
import type { CreditDecision } from './context.js';
import {
  adopt,
  allocate,
  answerTo,
  approve,
  bn,
  close,
  correct,
  correctIntroduction,
  decline,
  dismiss,
  given,
  giveBack,
  introduce,
  NOTE_16,
  pay,
  returned,
  review,
  TODAY,
  withdraw,
} from './credit.fixture.js';

/*
 * Types are not checked at run time: files, the command line and requests may contain anything. A pool answers such
 * input with a refusal that names the field, and never throws.
 */

const { state } = given(
  ...NOTE_16,
  introduce('f-1', 'behzisti', bn(10)),
  introduce('f-2', 'behzisti', bn(10)),
  introduce('f-3', 'behzisti', bn(10)),
  pay('f-2', bn(10)),
  review(),
);

/** One valid command of each kind, with all its fields; each is accepted unchanged. */
const GOOD: readonly CreditCommand[] = [
  adopt({
    thresholdPercent: 70,
    effectiveOn: TODAY,
    extendLots: ['behzisti-1'],
    clock: { kind: 'working-days', days: 30 },
  }),
  adopt({
    thresholdPercent: 70,
    effectiveOn: TODAY,
    clock: { kind: 'until', date: TODAY, graceWorkingDays: 9 },
  }),
  allocate('behzisti', bn(1), TODAY, 'behzisti-2'),
  correct('behzisti-1', bn(500)),
  { ...introduce('f-9', 'behzisti', bn(10)), applicant: 'p-1' },
  correctIntroduction('f-1', bn(9)),
  decline('f-1'),
  withdraw('f-1'),
  close('f-1'),
  pay('f-3', bn(1)),
  returned('f-2', TODAY),
  review(day('1403-03-02')),
  approve(),
  dismiss(),
  giveBack(bn(1)),
];

const WRONG: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['NaN', NaN],
  ['a fraction', 1.5],
  ['a negative number', -7],
  ['an object', { toString: 'no function' }],
  ['a list', [null]],
  ['an empty text', ''],
  ['blanks', '   '],
  ['a reordering mark', 'a\u202egpj'],
  ['a control character', 'a\u0000'],
  ['100,000 letters', 'x'.repeat(100_000)],
];

function fieldsOf(command: CreditCommand): string[] {
  return Object.keys(command).filter((field) => field !== 'type');
}

function invalid(decision: CreditDecision): unknown {
  if (decision.kind !== 'refused') return decision.kind;
  const { name, figures } = decision.refusal;
  return { name, field: figures.field };
}

describe.each(GOOD.map((command) => [command.type, command] as const))('%s', (_type, command) => {
  it('is a valid command when unchanged', () => {
    // Only an approved reallocation can be reversed.
    if (command.type !== 'ReverseReallocation') expect(answerTo(state, command).kind).toBe('accepted');
  });

  it.each(fieldsOf(command))('%s must have its type, or the refusal names it', (field) => {
    for (const [label, value] of WRONG) {
      if (field === 'applicant' && value === undefined) continue;
      const answer = invalid(answerTo(state, { ...command, [field]: value }));
      expect([label, answer]).toEqual([label, { name: 'invalid_field', field }]);
    }
  });
});

describe('numbers that are too large', () => {
  const amounts = GOOD.filter((command) => 'amountRial' in command);

  it.each(amounts.map((command) => [command.type, command] as const))(
    '%s refuses a negative and a huge amount, and rials given as a number or as other text',
    (_type, command) => {
      for (const amountRial of [-1n, -(10n ** 40n), 10n ** 18n + 1n, 10n ** 4000n, 5, Infinity, '5', '۵'])
        expect(invalid(answerTo(state, { ...command, amountRial } as CreditCommand))).toEqual({
          name: 'invalid_field',
          field: 'amountRial',
        });
    },
  );

  it('days before and after every calendar are refused', () => {
    for (const asOf of ['0150-01-01', '1402-12-30', '9999-12-31', '2024-02-30', '20240520'])
      expect(invalid(answerTo(state, review(asOf as never)))).toEqual({
        name: 'invalid_field',
        field: 'asOf',
      });
  });
});

describe('a clock', () => {
  it.each([
    [{ kind: 'working-days' }, 'days'],
    [{ kind: 'working-days', days: '20' }, 'days'],
    [{ kind: 'until', date: TODAY }, 'graceWorkingDays'],
    [{ kind: 'until', graceWorkingDays: 20 }, 'date'],
    [{}, 'clock'],
    [[], 'clock'],
    ['until', 'clock'],
    [20, 'clock'],
  ])('%j is refused', (clock, field) => {
    expect(invalid(answerTo(state, adopt({ clock } as never)))).toEqual({ name: 'invalid_field', field });
  });

  it('is recorded with its own fields only', () => {
    const clock = { kind: 'working-days', days: 30, note: 'x'.repeat(300_000) } as const;
    expect(answerTo(state, adopt({ clock, effectiveOn: TODAY }))).toMatchObject({
      events: [{ data: { clock: { kind: 'working-days', days: 30 } } }],
    });
    expect(JSON.stringify(answerTo(state, adopt({ clock, effectiveOn: TODAY }))).length).toBeLessThan(1_000);
  });
});

describe('any value', () => {
  const anything = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    }),
    fc.string({ unit: 'binary' }),
    fc.bigInt(),
    fc.constantFrom<unknown>(
      ...WRONG.map(([, value]) => value),
      'f-1',
      'behzisti',
      bn(1),
      TODAY,
      '__proto__',
    ),
  );
  const commands = fc.constantFrom(...GOOD).chain((command) =>
    fc
      .record(
        Object.fromEntries(
          fieldsOf(command).map((field) => [field, fc.option(anything, { nil: 'as it was' })]),
        ),
      )
      .map((replaced) => {
        const kept = Object.entries(replaced).filter(([, value]) => value !== 'as it was');
        return { ...command, ...Object.fromEntries(kept) };
      }),
  );

  it('is answered, never thrown at, and what is answered can be written as JSON', () => {
    fc.assert(
      fc.property(commands, (command) => {
        const decision = answerTo(state, command);
        if (decision.kind === 'accepted') for (const { data } of decision.events) canonicalJson(data);
        if (decision.kind === 'refused') {
          expect(Object.values(decision.refusal.figures)).not.toContain(undefined);
          expect(JSON.stringify(decision.refusal).length).toBeLessThan(5_000);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
