import fc from 'fast-check';
import { plainDate } from '@misaq/calendar/plain-date.js';
import { ROLES } from '../kernel/actor.js';
import { accepted, type Decision, refused, unchanged } from '../kernel/decision.js';
import type { PrincipalCommand } from './principal-commands.js';
import type { PrincipalEvent } from './principal-events.js';
import { evolve, fork, WORKING_TOKENS_MAX } from './principal.js';
import {
  add,
  added,
  after,
  fingerprintOf,
  grant,
  issue,
  principals,
  PROVINCE,
  revoke,
  revokeToken,
  SARA,
  TODAY,
  tokenIdOf,
} from './principal.fixture.js';

const { given, stateAfter, deliver } = principals;
const held = (...grants: readonly string[]) => after(...grants.map((text) => grant(text)));

function nameOf(decision: Decision): unknown {
  return decision.kind === 'refused' ? decision.refusal.name : decision.kind;
}

describe('Adding a principal', () => {
  it('is recorded once; another name under the same id is refused', () => {
    expect(given().when(add)).toEqual(accepted(added));
    expect(given(added).when(add)).toEqual(unchanged);
    expect(given(added).when({ ...add, name: 'Sara' } as PrincipalCommand)).toEqual(
      refused('conflicts_with_recorded', {
        key: SARA,
        recorded: { name: 'سارا احمدی' },
        given: { name: 'Sara' },
      }),
    );
  });

  it.each([
    ['an id that is none', { principalId: '../x', name: 'x' }, 'invalid_field'],
    ['an id of another script', { principalId: 'سارا', name: 'x' }, 'invalid_field'],
    ['an id with one letter of another script', { principalId: 'lаbour-1', name: 'x' }, 'invalid_field'],
    ['no name', { principalId: 'x', name: ' ' }, 'invalid_field'],
    [
      'a name with a mark that turns its letters around',
      { principalId: 'x', name: 'a\u202eb' },
      'invalid_field',
    ],
    ['the id of Misaq itself', { principalId: 'System', name: 'x' }, 'reserved_for_misaq'],
    ['the name of Misaq itself', { principalId: 'x', name: ' system' }, 'reserved_for_misaq'],
  ])('is refused with %s', (_what, fields, name) => {
    expect(nameOf(given().when({ type: 'AddPrincipal', ...fields }))).toBe(name);
  });
});

describe('A principal whom an older version added under an id that is no ASCII', () => {
  it('stays usable as they are', () => {
    const principalId = 'سارا';
    const older: PrincipalEvent = { type: 'PrincipalAdded', data: { principalId, name: 'x' } };
    expect(given(older).when({ type: 'AddPrincipal', principalId, name: 'x' })).toEqual(unchanged);
    expect(nameOf(given(older).when({ type: 'GrantRole', principalId, role: 'labour' }))).toBe('accepted');
  });
});

describe('Whoever was not added', () => {
  it.each(
    [grant('labour'), revoke('labour'), issue(1), revokeToken(1)].map((command) => [command.type, command]),
  )('is not known to %s', (_type, command) => {
    expect(given().when(command as PrincipalCommand)).toEqual(
      refused('principal_unknown', { principalId: SARA }),
    );
  });
});

describe('Granting a role', () => {
  it('is recorded; the same again changes nothing', () => {
    expect(given(added).when(grant('labour'))).toEqual(
      accepted({ type: 'RoleGranted', data: { principalId: SARA, role: 'labour' } }),
    );
    expect(given(...held('labour')).when(grant('labour'))).toEqual(unchanged);
  });

  it('of an agency or a bank names the organisation and the province whose register knows it', () => {
    expect(given(added).when(grant('bank@bank-melli'))).toEqual(
      accepted({
        type: 'RoleGranted',
        data: { principalId: SARA, role: 'bank', organisation: 'bank-melli', province: PROVINCE },
      }),
    );
    expect(given(...held('bank@bank-melli')).when(grant('bank@bank-melli', 'gilan'))).toEqual(
      refused('conflicts_with_recorded', {
        key: `${SARA} bank@bank-melli`,
        recorded: { province: PROVINCE },
        given: { province: 'gilan' },
      }),
    );
  });

  it('is of the registered organisation, in whatever spelling its id is given, revoked and found', () => {
    const other = 'bank@bank-me\u200clli';
    expect(given(added).when(grant(other))).toEqual(given(added).when(grant('bank@bank-melli')));
    expect(given(...held('bank@bank-melli')).when(grant(other))).toEqual(unchanged);
    expect(given(...held('bank@bank-melli')).when(revoke(other))).toEqual(
      given(...held('bank@bank-melli')).when(revoke('bank@bank-melli')),
    );
    expect(given(...held('bank@bank-melli')).when(issue(1, other))).toEqual(
      given(...held('bank@bank-melli')).when(issue(1, 'bank@bank-melli')),
    );
  });

  it.each([
    ['a role that is none', { role: 'king' }, { field: 'role', code: 'not_one_of_the_choices' }],
    ['an agency without an organisation', { role: 'agency', province: PROVINCE }, { field: 'organisation' }],
    ['a bank without a province', { role: 'bank', organisation: 'bank-melli' }, { field: 'province' }],
    [
      'a governor of an agency',
      { role: 'governor', organisation: 'behzisti' },
      { field: 'organisation', code: 'not_expected' },
    ],
    ['an inspector of a province', { role: 'inspector', province: PROVINCE }, { code: 'not_expected' }],
  ])('is refused for %s', (_what, fields, figures) => {
    const command = { type: 'GrantRole', principalId: SARA, ...fields } as PrincipalCommand;
    expect(given(added).when(command)).toMatchObject({ refusal: { name: 'invalid_field', figures } });
  });

  it('is refused for the role of Misaq itself', () => {
    expect(given(added).when(grant('system'))).toEqual(
      refused('reserved_for_misaq', { field: 'role', given: 'system' }),
    );
  });

  it('is refused for an organisation of another kind, one that is unknown, and one that is no longer active', () => {
    expect(nameOf(given(added).when(grant('agency@bank-melli')))).toBe('unknown_organisation');
    expect(given(added).when(grant('bank@bank-meli'))).toMatchObject({
      refusal: { name: 'unknown_organisation', figures: { nearest: 'bank-melli' } },
    });
    expect(nameOf(given(added).when(grant('agency@closed-office')))).toBe('organisation_inactive');
  });

  it('is possible beside other roles, and again after a revocation', () => {
    expect(held('labour', 'agency@behzisti', 'agency@relief-committee')).toHaveLength(4);
    const before = after(grant('labour'), revoke('labour'));
    expect(nameOf(given(...before).when(grant('labour')))).toBe('accepted');
  });
});

describe('Revoking a role', () => {
  it('revokes every token that acts in it, and no other, in the same append', () => {
    const before = after(
      grant('labour'),
      grant('agency@behzisti'),
      issue(1, 'labour'),
      issue(2, 'agency@behzisti'),
      issue(3, 'labour'),
      issue(4, 'labour'),
      revokeToken(4),
    );
    const ended = (n: number): PrincipalEvent => ({
      type: 'TokenRevoked',
      data: { principalId: SARA, tokenId: tokenIdOf(n), reason: 'moved on', withRole: true },
    });
    expect(given(...before).when(revoke('labour'))).toEqual(
      accepted<PrincipalEvent>(
        { type: 'RoleRevoked', data: { principalId: SARA, role: 'labour', reason: 'moved on' } },
        ended(1),
        ended(3),
      ),
    );
  });

  it('is unchanged for the same reason, refused for another and for a role never held', () => {
    const before = after(grant('labour'), revoke('labour'));
    expect(given(...before).when(revoke('labour'))).toEqual(unchanged);
    expect(nameOf(given(...before).when(revoke('labour', 'retired')))).toBe('conflicts_with_recorded');
    expect(given(...held('labour')).when(revoke('agency@behzisti'))).toEqual(
      refused('role_not_granted', {
        principalId: SARA,
        role: 'agency',
        organisation: 'behzisti',
        held: ['labour'],
      }),
    );
    expect(nameOf(given(...held('labour')).when(revoke('labour', ' ')))).toBe('invalid_field');
  });
});

describe('Issuing a token', () => {
  it('takes the only role there is', () => {
    expect(given(...held('bank@bank-melli')).when(issue(1))).toEqual(
      accepted({
        type: 'TokenIssued',
        data: {
          principalId: SARA,
          tokenId: tokenIdOf(1),
          role: 'bank',
          organisation: 'bank-melli',
          fingerprint: fingerprintOf(1),
        },
      }),
    );
  });

  it('without a role is refused where there are several, naming them; not where only one can be meant', () => {
    const several = held('labour', 'agency@behzisti', 'agency@relief-committee');
    expect(given(...several).when(issue(1))).toEqual(
      refused('role_needed', {
        principalId: SARA,
        choices: ['labour', 'agency@behzisti', 'agency@relief-committee'],
      }),
    );
    expect(given(...several).when(issue(1, 'agency'))).toMatchObject({
      refusal: { name: 'role_needed', figures: { choices: ['agency@behzisti', 'agency@relief-committee'] } },
    });
    expect(nameOf(given(...several).when(issue(1, 'agency@behzisti')))).toBe('accepted');
  });

  it('is refused without a role, in one that is not held, and in one that is held no longer', () => {
    expect(nameOf(given(added).when(issue(1)))).toBe('no_role_granted');
    expect(nameOf(given(...held('labour')).when(issue(1, 'inspector')))).toBe('role_not_granted');
    const before = after(grant('labour'), grant('inspector'), revoke('labour'));
    expect(nameOf(given(...before).when(issue(1, 'labour')))).toBe('role_not_granted');
  });

  it('is unchanged the same again, also after its role was revoked; refused with another fingerprint', () => {
    const before = after(grant('labour'), issue(1), revoke('labour'));
    expect(given(...before).when(issue(1))).toEqual(unchanged);
    expect(given(...before).when(issue(1, 'labour'))).toEqual(unchanged);
    expect(nameOf(given(...before).when(issue(1, undefined, { fingerprint: fingerprintOf(2) })))).toBe(
      'conflicts_with_recorded',
    );
  });

  it('may end today, and not before', () => {
    expect(nameOf(given(...held('labour')).when(issue(1, 'labour', { expiresOn: TODAY })))).toBe('accepted');
    const yesterday = plainDate('2024-05-19');
    expect(given(...held('labour')).when(issue(1, 'labour', { expiresOn: yesterday }))).toEqual(
      refused('expires_in_the_past', { expiresOn: yesterday, today: TODAY }),
    );
  });

  it.each([
    ['an id that could break the text of a token', { tokenId: 'with_a_line' }, 'not_a_token_id'],
    ['a secret where a fingerprint belongs', { fingerprint: 'secret' }, 'not_a_fingerprint'],
    ['no fingerprint', { fingerprint: undefined }, 'wrong_type'],
    ['a day that does not exist', { expiresOn: '2024-02-30' }, 'not_a_day'],
    ['a label of a thousand letters', { label: 'x'.repeat(1_000) }, 'too_long'],
  ])('is refused with %s', (_what, fields, code) => {
    const command = { ...issue(1), ...fields } as PrincipalCommand;
    expect(given(...held('labour')).when(command)).toMatchObject({
      refusal: { name: 'invalid_field', figures: { code } },
    });
  });

  it('is refused when the principal has as many working ones as one may have', () => {
    const many = Array.from({ length: WORKING_TOKENS_MAX }, (_, n) => issue(n));
    const full = after(grant('labour'), ...many);
    expect(given(...full).when(issue(WORKING_TOKENS_MAX))).toEqual(
      refused('too_many_tokens', {
        principalId: SARA,
        working: WORKING_TOKENS_MAX,
        most: WORKING_TOKENS_MAX,
      }),
    );
    const [revoked] = after(grant('labour'), issue(0), revokeToken(0)).slice(-1);
    expect(nameOf(given(...full, revoked!).when(issue(WORKING_TOKENS_MAX)))).toBe('accepted');
  });
});

describe('Revoking a token', () => {
  it('is recorded; unchanged for the same reason, refused for another and for one never issued', () => {
    const before = after(grant('labour'), issue(1));
    expect(given(...before).when(revokeToken(1))).toEqual(
      accepted({ type: 'TokenRevoked', data: { principalId: SARA, tokenId: tokenIdOf(1), reason: 'lost' } }),
    );
    const revoked = after(grant('labour'), issue(1), revokeToken(1));
    expect(given(...revoked).when(revokeToken(1))).toEqual(unchanged);
    expect(nameOf(given(...revoked).when(revokeToken(1, 'stolen')))).toBe('conflicts_with_recorded');
    expect(nameOf(given(...before).when(revokeToken(2)))).toBe('token_unknown');
  });
});

describe('A principal', () => {
  it('can be tried on a copy', () => {
    const state = stateAfter(held('labour'));
    const copy = fork(state);
    for (const event of after(grant('labour'), revoke('labour')).slice(2)) evolve(copy, event);
    expect(copy).not.toEqual(state);
    expect(state).toEqual(stateAfter(held('labour')));
  });

  it('refuses whatever may come instead of a field, and throws at none of it', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constantFrom(...ROLES, SARA, '__proto__', 'constructor', tokenIdOf(1)),
      fc.anything({ withBigInt: true }),
    );
    const type = fc.constantFrom('AddPrincipal', 'GrantRole', 'RevokeRole', 'IssueToken', 'RevokeToken');
    const fields = ['name', 'role', 'organisation', 'province', 'reason', 'tokenId', 'fingerprint', 'label'];
    const command = fc
      .tuple(type, fc.oneof(fc.constant(SARA), anything), fc.dictionary(fc.constantFrom(...fields), anything))
      .map(
        ([kind, principalId, more]) => ({ ...more, type: kind, principalId }) as unknown as PrincipalCommand,
      );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const { recorded } = deliver([add, grant('labour'), issue(1), ...commands]);
        for (const { data } of recorded) if ('role' in data) expect(data.role).not.toBe('system');
      }),
    );
    expect(Object.prototype).not.toHaveProperty('revoked');
  });
});
