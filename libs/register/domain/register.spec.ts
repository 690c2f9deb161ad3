import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import fc from 'fast-check';
import { accepted, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type {
  RegisterCommand,
  RegisterOrganisation,
  RenameOrganisation,
  RetireOrganisation,
} from './commands.js';
import type { RegisterEvent } from './events.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import { REGISTERED_ON, registered, smallRegister } from './register.fixture.js';
import {
  activeOrganisations,
  checkOrganisation,
  decide,
  evolve,
  findOrganisation,
  fork,
  initialRegister,
  nameOf,
} from './register.js';

const today = plainDate('2024-05-20');
const tomorrow = plainDate('2024-05-21');
const { given, stateAfter, deliver } = scenarios(initialRegister, evolve, (state, command: RegisterCommand) =>
  decide(state, command, { today }),
);

const province = 'east-azerbaijan';
const registerBehzisti: RegisterOrganisation = {
  type: 'RegisterOrganisation',
  province,
  kind: 'agency',
  id: 'behzisti',
  name: 'بهزیستی',
  ownership: 'state',
  activeFrom: REGISTERED_ON,
};
const registerMelli: RegisterOrganisation = {
  type: 'RegisterOrganisation',
  province,
  kind: 'bank',
  id: 'bank-melli',
  name: 'بانک ملی',
  ownership: 'state',
  activeFrom: REGISTERED_ON,
};
const registerTabriz: RegisterOrganisation = {
  type: 'RegisterOrganisation',
  province,
  kind: 'county',
  id: 'tabriz',
  name: 'تبریز',
  activeFrom: REGISTERED_ON,
};
const renameBehzisti: RenameOrganisation = {
  type: 'RenameOrganisation',
  province,
  kind: 'agency',
  id: 'behzisti',
  name: 'سازمان بهزیستی',
  from: plainDate('2022-03-21'),
  reason: 'named as in its statute',
};
const retireBehzisti: RetireOrganisation = {
  type: 'RetireOrganisation',
  province,
  kind: 'agency',
  id: 'behzisti',
  from: plainDate('2023-03-21'),
  reason: 'merged',
};
const behzisti = registered('agency', 'behzisti', 'بهزیستی', 'state');
const renamed: RegisterEvent = {
  type: 'OrganisationRenamed',
  data: {
    kind: 'agency',
    id: 'behzisti',
    name: 'سازمان بهزیستی',
    from: renameBehzisti.from,
    reason: renameBehzisti.reason,
  },
};
const retired: RegisterEvent = {
  type: 'OrganisationRetired',
  data: { kind: 'agency', id: 'behzisti', from: retireBehzisti.from, reason: 'merged' },
};

describe('Registering an organisation', () => {
  it('is recorded with its kind, name, ownership and first day', () => {
    expect(given().when(registerBehzisti)).toEqual(accepted(behzisti));
  });

  it('needs no ownership for a county, whose event then has no such field', () => {
    const decision = given().when(registerTabriz);
    expect(decision).toEqual(accepted(registered('county', 'tabriz', 'تبریز')));
    expect(JSON.stringify(decision)).not.toContain('ownership');
  });

  it('lets an agency and a county share an id, and even a name', () => {
    expect(given(behzisti).when({ ...registerTabriz, id: 'behzisti', name: 'بهزیستی' }).kind).toBe(
      'accepted',
    );
  });

  it.each(['بهزیستی', 'bеhzisti', 'behzisti۱', 'ｂehzisti', 'béhzisti'])(
    'is refused under a non-ASCII id (%s), and ids that an older version recorded stay usable',
    (id) => {
      for (const command of [registerBehzisti, registerMelli])
        expect(given().when({ ...command, id })).toEqual(
          refused('invalid_field', { field: 'id', code: 'not_ascii', value: id }),
        );
      const older = registered('agency', id, 'بهزیستی', 'state');
      expect(given(older).when({ ...registerBehzisti, id })).toEqual(unchanged);
      expect(given(older).when({ ...renameBehzisti, id }).kind).toBe('accepted');
      expect(given(older).when({ ...retireBehzisti, id }).kind).toBe('accepted');
    },
  );

  it('is unchanged when the same content is recorded, even after a renaming and a retirement', () => {
    expect(given(behzisti).when(registerBehzisti)).toEqual(unchanged);
    expect(given(behzisti, renamed, retired).when(registerBehzisti)).toEqual(unchanged);
  });

  it('is refused with the differences when other content is recorded', () => {
    expect(given(behzisti).when({ ...registerBehzisti, name: 'امداد', ownership: undefined })).toEqual(
      refused('conflicts_with_recorded', {
        key: 'agency behzisti',
        recorded: { name: 'بهزیستی', ownership: 'state' },
        given: { name: 'امداد', ownership: null },
      }),
    );
  });

  it.each<[string, Partial<RegisterOrganisation>, string, string]>([
    ['no province', { province: '' }, 'province', 'empty'],
    ['a kind that does not exist', { kind: 'ministry' as 'agency' }, 'kind', 'not_one_of_the_choices'],
    ['no kind', { kind: '' as 'agency' }, 'kind', 'empty'],
    ['no id', { id: '' }, 'id', 'empty'],
    ['an id that is null', { id: null as unknown as string }, 'id', 'empty'],
    ['a kind that is null', { kind: null as unknown as 'bank' }, 'kind', 'empty'],
    ['a name that is null', { name: null as unknown as string }, 'name', 'empty'],
    ['a first day that is null', { activeFrom: null as unknown as typeof today }, 'activeFrom', 'empty'],
    ['an id with a blank', { id: 'relief committee' }, 'id', 'not_an_identifier'],
    ['an id of 81 characters', { id: 'a'.repeat(81) }, 'id', 'too_long'],
    ['an id that is a number', { id: 17 as unknown as string }, 'id', 'wrong_type'],
    ['a blank name', { name: '  ' }, 'name', 'empty'],
    ['a name of joiners only', { name: '\u200c\u200c' }, 'name', 'empty'],
    ['a name that is missing', { name: undefined as unknown as string }, 'name', 'empty'],
    ['a name that is no text', { name: 5 as unknown as string }, 'name', 'wrong_type'],
    ['a name of 201 characters', { name: 'ب'.repeat(201) }, 'name', 'too_long'],
    ['a name that reorders its neighbours', { name: 'بانک\u202eملی' }, 'name', 'bidi_control'],
    ['a name with a control character', { name: 'بانک\u0007' }, 'name', 'control_character'],
    ['an owner nobody knows', { ownership: 'church' as 'state' }, 'ownership', 'not_one_of_the_choices'],
    ['no first day', { activeFrom: '' as typeof today }, 'activeFrom', 'empty'],
    [
      'a first day that does not exist',
      { activeFrom: '2023-02-29' as typeof today },
      'activeFrom',
      'not_a_day',
    ],
    ['a first day that is no text', { activeFrom: 5 as unknown as typeof today }, 'activeFrom', 'wrong_type'],
  ])('is refused with %s', (_, change, field, code) => {
    expect(given().when({ ...registerBehzisti, ...change })).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field, code } },
    });
  });

  it('repeats at most a hundred characters of a faulty value', () => {
    const decision = given().when({ ...registerBehzisti, name: 'ب'.repeat(1_000_000) });
    expect(decision).toMatchObject({ refusal: { figures: { value: 'ب'.repeat(100) } } });
  });

  it('is refused for a bank without ownership, and for a county or sector with one', () => {
    expect(given().when({ ...registerMelli, ownership: undefined })).toEqual(
      refused('invalid_field', { field: 'ownership', code: 'empty', value: null }),
    );
    expect(given().when({ ...registerTabriz, ownership: 'state' })).toEqual(
      refused('invalid_field', { field: 'ownership', code: 'not_expected', value: 'state' }),
    );
    expect(given().when({ ...registerTabriz, kind: 'sector', ownership: 'private' })).toMatchObject({
      refusal: { name: 'invalid_field' },
    });
    expect(given().when({ ...registerBehzisti, ownership: undefined }).kind).toBe('accepted');
  });

  it('is refused before its first day has come', () => {
    expect(given().when({ ...registerBehzisti, activeFrom: tomorrow })).toEqual(
      refused('in_the_future', { field: 'activeFrom', date: tomorrow, today }),
    );
    expect(given().when({ ...registerBehzisti, activeFrom: today }).kind).toBe('accepted');
  });

  it('is refused under a name that another organisation of its kind has, in any spelling', () => {
    expect(given(behzisti).when({ ...registerBehzisti, id: 'welfare', name: 'بهزيستي ' })).toEqual(
      refused('name_taken', {
        kind: 'agency',
        name: 'بهزيستي ',
        takenBy: 'behzisti',
        recorded: 'بهزیستی',
        difference: 'U+06CC U+0633 U+062A U+06CC is recorded, U+064A U+0633 U+062A U+064A U+0020 is given',
      }),
    );
  });

  it('may take a name from the day on which its owner gives it up, and not a day earlier', () => {
    const newcomer = { ...registerBehzisti, id: 'welfare', activeFrom: renameBehzisti.from };
    expect(given(behzisti, renamed).when(newcomer).kind).toBe('accepted');
    expect(given(behzisti, renamed).when({ ...newcomer, activeFrom: plainDate('2022-03-20') })).toMatchObject(
      {
        refusal: { name: 'name_taken' },
      },
    );
    expect(given(behzisti, retired).when({ ...newcomer, activeFrom: retireBehzisti.from }).kind).toBe(
      'accepted',
    );
    expect(given(behzisti, retired).when({ ...newcomer, activeFrom: plainDate('2023-03-20') })).toMatchObject(
      { refusal: { name: 'name_taken', figures: { takenBy: 'behzisti' } } },
    );
  });
});

describe('A name whose owner was retired on its first day', () => {
  it('was never in use, so it is free on every day', () => {
    const neverActive: RegisterEvent = {
      type: 'OrganisationRetired',
      data: { kind: 'agency', id: 'behzisti', from: REGISTERED_ON, reason: 'entered by mistake' },
    };
    const newcomer = { ...registerBehzisti, id: 'welfare', activeFrom: plainDate('2021-01-01') };
    expect(given(behzisti, neverActive).when(newcomer).kind).toBe('accepted');
  });
});

describe('Renaming an organisation', () => {
  it('is recorded with the first day of the new name', () => {
    expect(given(behzisti).when(renameBehzisti)).toEqual(accepted(renamed));
  });

  it('may be followed by another renaming on a later day', () => {
    const later = { ...renameBehzisti, name: 'بهزیستی استان', from: plainDate('2023-01-01') };
    expect(given(behzisti, renamed).when(later).kind).toBe('accepted');
  });

  it('is unchanged when repeated, even after the organisation was retired', () => {
    expect(given(behzisti, renamed, retired).when(renameBehzisti)).toEqual(unchanged);
  });

  it('is refused with the differences when another name is recorded from that day', () => {
    expect(given(behzisti, renamed).when({ ...renameBehzisti, reason: 'another' })).toEqual(
      refused('conflicts_with_recorded', {
        key: `agency behzisti ${renameBehzisti.from}`,
        recorded: { reason: 'named as in its statute' },
        given: { reason: 'another' },
      }),
    );
  });

  it('is refused for an unknown organisation, and offers the nearest known one', () => {
    expect(given(behzisti).when({ ...renameBehzisti, id: 'behzist' })).toEqual(
      refused('unknown_organisation', { kind: 'agency', given: 'behzist', nearest: 'behzisti' }),
    );
  });

  it.each<[string, RegisterEvent[], Partial<RenameOrganisation>, string, object]>([
    ['without a reason', [behzisti], { reason: '' }, 'invalid_field', { field: 'reason', code: 'empty' }],
    ['with a faulty id', [behzisti], { id: '-' }, 'invalid_field', { field: 'id' }],
    ['without a name', [behzisti], { name: '' }, 'invalid_field', { field: 'name' }],
    ['from a day to come', [behzisti], { from: tomorrow }, 'in_the_future', { field: 'from' }],
    [
      'once it is retired',
      [behzisti, retired],
      {},
      'organisation_retired',
      { retiredFrom: retireBehzisti.from },
    ],
    [
      'before the latest name on record',
      [behzisti, renamed],
      { name: 'امداد', from: plainDate('2022-03-20') },
      'effective_day_out_of_order',
      { latest: renameBehzisti.from, from: '2022-03-20' },
    ],
    [
      'to the name it bears',
      [behzisti, renamed],
      { from: plainDate('2023-01-01') },
      'name_unchanged',
      { since: renameBehzisti.from },
    ],
    [
      'to the name of another of its kind',
      [behzisti, registered('agency', 'relief-committee', 'کمیته امداد')],
      { name: 'كميتة امداد' },
      'name_taken',
      { takenBy: 'relief-committee' },
    ],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...renameBehzisti, ...change })).toMatchObject({
      refusal: { name, figures },
    });
  });
});

describe('Retiring an organisation', () => {
  it('is recorded with the first day on which it is inactive', () => {
    expect(given(behzisti).when(retireBehzisti)).toEqual(accepted(retired));
  });

  it('on its first day is allowed: it should not have been registered', () => {
    expect(given(behzisti).when({ ...retireBehzisti, from: REGISTERED_ON }).kind).toBe('accepted');
  });

  it('is unchanged when repeated, and conflicts with another day', () => {
    expect(given(behzisti, retired).when(retireBehzisti)).toEqual(unchanged);
    expect(given(behzisti, retired).when({ ...retireBehzisti, from: today })).toEqual(
      refused('conflicts_with_recorded', {
        key: 'agency behzisti',
        recorded: { from: retireBehzisti.from },
        given: { from: today },
      }),
    );
  });

  it.each<[string, RegisterEvent[], Partial<RetireOrganisation>, string, object]>([
    ['without a reason', [behzisti], { reason: ' ' }, 'invalid_field', { field: 'reason' }],
    ['with a faulty kind', [behzisti], { kind: 'x' as 'bank' }, 'invalid_field', { field: 'kind' }],
    ['from a day to come', [behzisti], { from: tomorrow }, 'in_the_future', { date: tomorrow, today }],
    ['when nobody registered it', [], {}, 'unknown_organisation', { given: 'behzisti' }],
    [
      'before its latest name',
      [behzisti, renamed],
      { from: plainDate('2022-03-20') },
      'effective_day_out_of_order',
      { latest: renameBehzisti.from },
    ],
    [
      'before its first day',
      [behzisti],
      { from: plainDate('2021-03-20') },
      'effective_day_out_of_order',
      { latest: REGISTERED_ON },
    ],
  ])('is refused %s', (_, events, change, name, figures) => {
    expect(given(...events).when({ ...retireBehzisti, ...change })).toMatchObject({
      refusal: { name, figures },
    });
  });
});

describe('Finding an organisation', () => {
  const register = smallRegister();

  it('goes by id', () => {
    expect(findOrganisation(register, 'agency', 'behzisti', today)).toMatchObject({
      kind: 'found',
      organisation: { id: 'behzisti', ownership: 'state' },
    });
  });

  it('goes by name in any spelling of ye, kaf, blanks and joiners', () => {
    for (const name of ['کمیته امداد', 'كميته  امداد', 'کمیته‌ امداد ', 'كميتة امداد']) {
      expect(findOrganisation(register, 'agency', name, today)).toMatchObject({
        kind: 'found',
        organisation: { id: 'relief-committee' },
      });
    }
  });

  it('keeps the kinds apart', () => {
    expect(findOrganisation(register, 'bank', 'behzisti', today).kind).toBe('unknown');
  });

  it('returns inactive before the first day and from the day of retirement on', () => {
    const dayBefore = plainDate('2021-03-20');
    expect(findOrganisation(register, 'county', 'tabriz', dayBefore).kind).toBe('inactive');
    expect(findOrganisation(register, 'county', 'تبریز', dayBefore).kind).toBe('inactive');
    expect(findOrganisation(register, 'county', 'tabriz', REGISTERED_ON).kind).toBe('found');
    expect(findOrganisation(register, 'agency', 'closed-office', plainDate('2022-09-22')).kind).toBe('found');
    expect(findOrganisation(register, 'agency', 'closed-office', plainDate('2022-09-23')).kind).toBe(
      'inactive',
    );
    expect(findOrganisation(register, 'agency', 'اداره منحل', plainDate('2022-09-23')).kind).toBe('inactive');
  });

  it('offers the nearest id or name for a typing error, and nothing when none is near', () => {
    expect(findOrganisation(register, 'agency', 'behziisti', today)).toEqual({
      kind: 'unknown',
      nearest: 'behzisti',
    });
    expect(findOrganisation(register, 'agency', 'کمیته امدا', today)).toEqual({
      kind: 'unknown',
      nearest: 'کمیته امداد',
    });
    expect(findOrganisation(register, 'agency', 'شهرداری', today)).toEqual({ kind: 'unknown' });
    expect(findOrganisation(register, 'agency', 'x', today)).toEqual({ kind: 'unknown' });
  });

  it('offers nothing that is not active on the day', () => {
    expect(findOrganisation(register, 'agency', 'closed-offic', today)).toEqual({ kind: 'unknown' });
  });

  it('finds a renamed one by the name of the day, and offers that name for a former one', () => {
    const state = stateAfter([behzisti, renamed]);
    const earlier = plainDate('2022-03-20');
    expect(findOrganisation(state, 'agency', 'بهزیستی', earlier).kind).toBe('found');
    expect(findOrganisation(state, 'agency', 'سازمان بهزیستی', earlier)).toEqual({
      kind: 'unknown',
      nearest: 'بهزیستی',
    });
    expect(findOrganisation(state, 'agency', 'سازمان بهزیستی', renameBehzisti.from).kind).toBe('found');
    expect(findOrganisation(state, 'agency', 'بهزیستی', renameBehzisti.from)).toEqual({
      kind: 'unknown',
      nearest: 'سازمان بهزیستی',
    });
    expect(nameOf(state, 'agency', 'behzisti', earlier)).toBe('بهزیستی');
    expect(nameOf(state, 'agency', 'behzisti', renameBehzisti.from)).toBe('سازمان بهزیستی');
    expect(nameOf(state, 'agency', 'behzisti', plainDate('2000-01-01'))).toBe('بهزیستی');
    expect(nameOf(state, 'agency', 'nobody', today)).toBeUndefined();
  });

  it('lists those of a kind that are active on a day', () => {
    expect(activeOrganisations(register, 'agency', today).map(({ id }) => id)).toEqual([
      'relief-committee',
      'behzisti',
    ]);
    expect(activeOrganisations(register, 'agency', plainDate('2022-01-01'))).toHaveLength(3);
  });
});

describe('Naming an organisation in another act', () => {
  const register = smallRegister();

  it('is accepted by the id of an active one', () => {
    expect(checkOrganisation(register, 'bank', 'bank-melli', today)).toBeUndefined();
  });

  it('is refused for an unknown one, with the nearest known one', () => {
    expect(checkOrganisation(register, 'bank', 'bank-meli', today)).toEqual({
      name: 'unknown_organisation',
      figures: { kind: 'bank', given: 'bank-meli', nearest: 'bank-melli' },
    });
    expect(checkOrganisation(register, 'bank', 'saderat', today)).toEqual({
      name: 'unknown_organisation',
      figures: { kind: 'bank', given: 'saderat' },
    });
    expect(checkOrganisation(register, 'county', 'تبریز', today)).toEqual({
      name: 'unknown_organisation',
      figures: { kind: 'county', given: 'تبریز', nearest: 'tabriz' },
    });
  });

  it('is refused outside the days on which it is active', () => {
    expect(checkOrganisation(register, 'agency', 'closed-office', today)).toEqual({
      name: 'organisation_inactive',
      figures: {
        kind: 'agency',
        id: 'closed-office',
        activeFrom: REGISTERED_ON,
        retiredFrom: '2022-09-23',
        on: today,
      },
    });
    expect(checkOrganisation(register, 'county', 'tabriz', plainDate('2021-03-20'))).toMatchObject({
      name: 'organisation_inactive',
      figures: { retiredFrom: null },
    });
  });
});

describe('The register as a whole', () => {
  it('does not change when a fork of it does', () => {
    const state = stateAfter([behzisti]);
    const copy = fork(state);
    evolve(copy, renamed);
    evolve(copy, registered('bank', 'bank-melli', 'بانک ملی', 'state'));
    expect(state).toEqual(stateAfter([behzisti]));
    expect(copy).toEqual(
      stateAfter([behzisti, renamed, registered('bank', 'bank-melli', 'بانک ملی', 'state')]),
    );
  });

  it('throws on loading an event of an unregistered organisation', () => {
    expect(() => stateAfter([renamed])).toThrow('before its registration');
  });

  const ids = ['a', 'b', 'c'];
  const names = ['بهزیستی', 'بهزيستي', 'کمیته امداد', 'كميته امداد', 'علوی'];
  const days = ['2021-03-21', '2022-03-21', '2023-03-21', '2024-03-20'].map(plainDate);
  const someCommand: fc.Arbitrary<RegisterCommand> = fc
    .record({
      kind: fc.constantFrom('agency' as const, 'sector' as const),
      id: fc.constantFrom(...ids),
      name: fc.constantFrom(...names),
      day: fc.constantFrom(...days),
      type: fc.constantFrom('RegisterOrganisation', 'RenameOrganisation', 'RetireOrganisation'),
    })
    .map(({ kind, id, name, day, type }): RegisterCommand => {
      const reason = 'so decided';
      if (type === 'RegisterOrganisation') {
        return { type: 'RegisterOrganisation', province, kind, id, name, activeFrom: day };
      }
      if (type === 'RenameOrganisation') {
        return { type: 'RenameOrganisation', province, kind, id, name, from: day, reason };
      }
      return { type: 'RetireOrganisation', province, kind, id, from: day, reason };
    });

  it('never lets two of a kind have the same name on one day, after any commands', () => {
    fc.assert(
      fc.property(fc.array(someCommand, { maxLength: 25 }), (commands) => {
        const { state } = deliver(commands);
        for (const on of days) {
          for (const kind of ['agency', 'sector'] as const) {
            const borne = activeOrganisations(state, kind, on).map(({ id }) =>
              (nameOf(state, kind, id, on) ?? '').replaceAll('ي', 'ی').replaceAll('ك', 'ک'),
            );
            expect(new Set(borne).size).toBe(borne.length);
          }
        }
      }),
    );
  });

  it('records an act once, however often it is delivered and whatever comes in between', () => {
    fc.assert(
      fc.property(
        fc.array(someCommand, { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 1, max: 8 }),
        (commands, deliveries) => {
          const once = deliver(commands);
          const acts = commands.filter((_, index) => once.answers[index]?.kind === 'accepted');
          const repeated = deliver(acts.flatMap((act) => Array.from({ length: deliveries }, () => act)));
          const afterwards = deliver([...acts, ...acts]);
          expect(repeated.recorded).toEqual(once.recorded);
          expect(afterwards.recorded).toEqual(once.recorded);
          expect(repeated.state).toEqual(once.state);
        },
      ),
    );
  });
});

describe('Organisations with names that look alike, as older versions recorded them', () => {
  const [withZwnj, withBlank] = ['بانک قرض‌الحسنه', 'بانک قرض الحسنه'];
  const foundBy = (name: string): unknown => {
    const register = stateAfter([
      registered('bank', 'one', withZwnj, 'private'),
      registered('bank', 'two', withBlank, 'private'),
    ]);
    const found = findOrganisation(register, 'bank', name, today);
    return found.kind === 'found' ? found.organisation.id : found.kind;
  };

  it('are found by their exact names, and by the spellings under which an older version found them', () => {
    expect([withZwnj, withBlank].map(foundBy)).toEqual(['one', 'two']);
    expect(['بانك قرضالحسنه', 'بانك  قرض  الحسنة'].map(foundBy)).toEqual(['one', 'two']);
  });

  it('are found by any other spelling in order of recording', () => {
    expect(foundBy('بانکقرض‌الحسنه')).toBe('one');
  });
});

describe('A name that a spreadsheet distorted', () => {
  it.each([
    ['#N/A', 'error_value'],
    ['########', 'number_signs'],
    ['1.5E+12', 'shortened_number'],
  ])('is refused at a registration and at a renaming: %s', (name, code) => {
    const invalid = refused('invalid_field', { field: 'name', code, value: name });
    expect(given().when({ ...registerBehzisti, name })).toEqual(invalid);
    expect(given(behzisti).when({ ...renameBehzisti, name })).toEqual(invalid);
  });
});
