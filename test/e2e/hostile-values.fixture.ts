import * as fc from 'fast-check';
import { AGENCY, BANK, OTHER_AGENCY, OTHER_BANK, PROVINCE } from './office.fixture.js';
import type { Schema } from './openapi.fixture.js';

/** Data of a served province, for valid and invalid requests. */
export interface Known {
  readonly pools: readonly string[];
  readonly reviewId: string;
  readonly tokenId: string;
  /** Cursors and ETags that were issued, for any list. */
  readonly cursors: readonly string[];
  readonly etags: readonly string[];
}

/** Names that every object has, or that change what every object has. */
export const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'toJSON',
] as const;

/** Mostly days on which the things of {@link Known} could have happened. */
const DAYS = [
  '1401-09-01',
  '1401-09-06',
  '1401-09-10',
  '1401-10-10',
  '1401-11-02',
  '1402-01-01',
  '۱۴۰۱-۱۰-۱۰',
  '2023-01-05',
  '1403-12-30',
  '1402-02-31',
  '1401-12-30',
  '9999-12-31',
  '0622-03-22',
];

const DAY = /(On|From|To|from|to|asOf|date|firstDay|until|notified|expires)$|^from$|Day$/;

const ids = (prefix: string): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: 20 }).map((n) => `${prefix}${String(n)}`);

/** A plausible JSON value for a field of this name, often a valid one. */
export function plausible(name: string, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    province: fc.constantFrom(PROVINCE, PROVINCE, 'tehran'),
    pool: fc.constantFrom(...known.pools, `${PROVINCE}-1399-note18`),
    agency: fc.constantFrom(AGENCY, OTHER_AGENCY, 'nobody'),
    from: fc.constantFrom(AGENCY, OTHER_AGENCY, ...DAYS),
    to: fc.constantFrom(AGENCY, OTHER_AGENCY),
    bank: fc.constantFrom(BANK, OTHER_BANK),
    organisation: fc.constantFrom(AGENCY, BANK),
    id: fc.constantFrom('industry', 'marand', 'new-1', 'new-2'),
    county: fc.constantFrom('tabriz', 'marand'),
    sector: fc.constantFrom('services', 'industry'),
    year: fc.constantFrom(1401, '1401', '۱۴۰۱', 1402),
    allocationId: ids('a'),
    facilityId: ids('f'),
    bankReference: ids('p'),
    jobId: ids('job-'),
    // Never one of the principals whose requests must fail for other reasons.
    principalId: fc.constantFrom('governor', 'other-bank', 'somebody'),
    tokenId: fc.constant(known.tokenId),
    reviewId: fc.constantFrom(known.reviewId, `${PROVINCE}-1401-note16-review-2`),
    importId: ids('import-'),
    exportId: fc.constantFrom('abcdefghijklmnop-0123456789abcdef0123456789abcdef', '../../node.name', 'x'),
    cursor: fc.constantFrom(...known.cursors),
    stream: fc.constantFrom(`creditPool-${known.pools[0] ?? ''}`, `register-${PROVINCE}`),
    amountRial: fc.constantFrom('1', '100', '1000', '2500000000', '۱۰۰'),
    nationalId: fc.constantFrom('0000000019', '0000000027', '1111111111', '۰۰۰۰۰۰۰۰۱۹'),
    // No webhook of this test may make the server call another machine.
    url: fc.constantFrom('https://127.0.0.1:9/hook', 'http://127.0.0.1:9/hook'),
    // An unreached position makes a question wait for seconds, so it is rare.
    atLeast: fc.constantFrom(0, '0', '5'),
    after: fc.constantFrom(0, '3'),
  };
  const own = DAY.test(name) && name !== 'from' ? fc.constantFrom(...DAYS) : byName[name];
  return own ?? bySchema(name, schema, known);
}

function bySchema(name: string, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { enum: choices, oneOf, type, items, properties, minimum = 0, maximum = 2 ** 31, example } = schema;
  if (choices !== undefined && choices.length > 0) return fc.constantFrom(...choices);
  if (oneOf !== undefined) return fc.oneof(...oneOf.map((each) => plausible(name, each, known)));
  if (type === 'integer' || type === 'number')
    return fc.oneof(
      fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100) }),
      fc.constant(maximum),
    );
  if (type === 'boolean') return fc.boolean();
  if (type === 'array' && items !== undefined)
    return fc.array(plausible(`${name} item`, items, known), { maxLength: 4 });
  if (properties !== undefined)
    return fc.record(
      Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, plausible(key, each, known)])),
    );
  return example === undefined ? fc.constantFrom('Session 1', 'x') : fc.constantFrom(example, 'Session 1');
}

const LONG = [201, 2_001, 20_000, 300_000] as const;

/** Texts that are valid nowhere, or nearly nowhere. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\u202eملی',
    '\u2066x\u2069',
    'می\u200cروم',
    '\ufeff',
    '\ud800',
    '\r\nset-cookie: a=b',
    "'; DROP TABLE events; --",
    '=1+1',
    '../../etc/passwd',
    '%00',
    '${7*7}',
    'null',
    'undefined',
    'NaN',
    '-0',
    '1e400',
    '0x10',
    '9'.repeat(31),
    '9'.repeat(400),
    '١٢٣٤',
    '1401/09/10',
    '2023-01-05T00:00:00Z',
    '+1-01-01',
    'a'.repeat(81),
    `${PROVINCE}-14010-note16`,
    '-1401-note16',
    'x-1401-',
    'İ'.repeat(50),
    '👩‍👩‍👧'.repeat(30),
    ...PROTOTYPE_KEYS,
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.constantFrom(...LONG).map((length) => 'ب'.repeat(length)),
);

const DEPTHS = [3, 19, 21, 200, 5_000, 60_000] as const;

/** JSON text of a value that hardly any field accepts. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'null',
      'true',
      '0',
      '-0',
      '-1',
      '1.5',
      '1e999',
      '-1e999',
      '1e-999',
      '123456789012345678901234567890',
      '9007199254740993',
      '[]',
      '{}',
      '[[]]',
      '[null]',
      '""',
      '{"":""}',
      '{"length":1000000000}',
      '{"0":"a","length":1}',
      '{"toString":null}',
      '{"toJSON":"x","valueOf":1}',
      '{"kind":"working-days","days":1e308}',
      '{"kind":"working-days","days":2000000000}',
      '{"kind":"until","date":"9999-12-31","graceWorkingDays":2147483647}',
      '{"kind":"until","date":"1401-12-01","graceWorkingDays":9007199254740991}',
      '{"kind":"__proto__"}',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...PROTOTYPE_KEYS).map((key) => `{"${key}":{"polluted":true}}`) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...DEPTHS)
      .chain((depth) =>
        fc.constantFrom(
          '['.repeat(depth) + ']'.repeat(depth),
          '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
        ),
      ),
  },
  { weight: 1, arbitrary: fc.constant(`[${'1,'.repeat(2_000)}1]`) },
);
