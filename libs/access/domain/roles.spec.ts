import { type Actor, type Role, ROLES } from '@misaq/platform/kernel/actor.js';
import { ACTS, type Act, may, readScope } from './roles.js';

function actor(role: Role, organisation?: string): Actor {
  return { id: `${role}-1`, name: 'A. Ahmadi', role, ...(organisation !== undefined && { organisation }) };
}

/** y: may · own: for the own organisation · -: may not. A copy of the agreed table, kept apart from the code's. */
const AGREED = `
act                   admin  labour  economic-deputy  inspector  agency  bank  governor  system
manage-register       y      y       -                -          -       -     -         -
manage-calendar       y      y       -                -          -       -     -         -
manage-principals     y      -       -                -          -       -     -         -
read-door             y      -       -                y          -       -     -         -
operate               y      -       -                -          -       -     -         -
plan-commitments      -      y       -                -          -       -     -         -
adopt-policy          -      y       y                -          -       -     -         -
allocate-credit       -      y       -                -          -       -     -         -
correct-allocation    -      y       -                -          -       -     -         -
introduce             -      y       -                -          own     -     -         -
correct-introduction  -      y       -                -          own     -     -         -
withdraw              -      y       -                -          own     -     -         -
register-job          -      y       -                -          own     -     -         -
end-job               -      y       -                -          own     -     -         -
void-job              -      y       -                -          -       -     -         -
decline               -      y       -                -          -       own   -         -
pay                   -      y       -                -          -       own   -         -
reverse-payment       -      y       -                -          -       own   -         -
close-facility        -      y       -                -          -       own   -         -
verify-job            -      y       -                y          -       -     -         -
request-review        -      y       y                -          -       -     -         y
simulate              -      y       y                y          own     -     y         -
decide-reallocation   -      -       y                -          -       -     -         -
manage-webhooks       y      -       -                -          own     own   -         -
run-due-work          -      -       -                -          -       -     -         y
read                  y      y       y                y          own     own   y         -
`;

/** What the code answers for one actor and act, asked for the own organisation, for another one and for none. */
function answer(role: Role, act: Act): string {
  const officer = actor(role, 'ours');
  const ours = may(officer, act, { agency: 'ours', bank: 'ours' });
  const others = may(officer, act, { agency: 'theirs', bank: 'theirs' });
  const nobodys = may(officer, act);
  const names = [ours, others, nobodys].map((refusal) => refusal?.name ?? 'may').join(' ');
  if (names === 'may may may') return 'y';
  if (names === 'may not_own not_own') return 'own';
  if (names === 'not_permitted not_permitted not_permitted') return '-';
  return names;
}

describe('Who may do what', () => {
  const [header = [], ...rows] = AGREED.trim()
    .split('\n')
    .map((line) => line.split(/ +/));

  it('is agreed for every act and every role', () => {
    expect(header.slice(1)).toEqual(ROLES);
    expect(rows.map(([act]) => act).toSorted()).toEqual(ACTS.toSorted());
  });

  it('is answered as agreed, for every act and every role', () => {
    expect(ACTS.map((act) => [act, ...ROLES.map((role) => answer(role, act))])).toEqual(
      ACTS.map((act) => rows.find(([agreed]) => agreed === act)),
    );
  });
});

describe('An officer', () => {
  it('of an agency introduces for it and for no other, to any bank', () => {
    const officer = actor('agency', 'behzisti');
    expect(may(officer, 'introduce', { agency: 'behzisti', bank: 'bank-melli' })).toBeUndefined();
    expect(may(officer, 'introduce', { agency: 'relief-committee', bank: 'behzisti' })).toEqual({
      name: 'not_own',
      figures: { act: 'introduce', role: 'agency', own: 'behzisti', owner: 'relief-committee' },
    });
  });

  it('of a bank pays for it and for no other, for any agency', () => {
    const officer = actor('bank', 'bank-melli');
    expect(may(officer, 'pay', { agency: 'behzisti', bank: 'bank-melli' })).toBeUndefined();
    expect(may(officer, 'pay', { agency: 'bank-melli', bank: 'bank-mellat' })).toEqual({
      name: 'not_own',
      figures: { act: 'pay', role: 'bank', own: 'bank-melli', owner: 'bank-mellat' },
    });
    expect(may(officer, 'pay')).toMatchObject({ name: 'not_own', figures: { owner: null } });
  });

  it('without an organisation acts for the one that bears the officer’s id', () => {
    expect(
      may({ id: 'behzisti', name: 'Behzisti', role: 'agency' }, 'introduce', { agency: 'behzisti' }),
    ).toBeUndefined();
  });

  it('is told the act and the role when the role does not do that at all', () => {
    expect(may(actor('bank', 'bank-melli'), 'introduce', { bank: 'bank-melli' })).toEqual({
      name: 'not_permitted',
      figures: { act: 'introduce', role: 'bank' },
    });
  });
});

describe('What a role sees of boards and history', () => {
  it.each<[Role, ReturnType<typeof readScope>]>([
    ['admin', 'everything'],
    ['labour', 'everything'],
    ['economic-deputy', 'everything'],
    ['inspector', 'everything'],
    ['governor', 'everything'],
    ['agency', { agency: 'ours' }],
    ['bank', { bank: 'ours' }],
    ['system', 'nothing'],
  ])('%s: %j', (role, scope) => {
    expect(readScope(actor(role, 'ours'))).toEqual(scope);
  });
});
