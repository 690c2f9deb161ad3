import fc from 'fast-check';
import { plainDate } from '@misaq/platform/calendar/plain-date.js';
import { ROLES } from '@misaq/platform/kernel/actor.js';
import { accepted, type Decision, refused, unchanged } from '@misaq/platform/kernel/decision.js';
import type { PrincipalCommand } from './principal-commands.js';
import type { PrincipalEvent } from './principal-events.js';
import { evolve, fork, WORKING_TOKENS_MAX } from './principal.js';
import {
  add,
  added,
  ADMIN,
  after,
  confirm,
  fingerprintOf,
  grant,
  issue,
  offer,
  principals,
  principalsWhere,
  PROVINCE,
  redeem,
  revoke,
  revokeToken,
  SARA,
  TODAY,
  tokenIdOf,
} from './principal.fixture.js';

const { given, stateAfter, deliver } = principals;
const held = (...grants: readonly string[]) => after(...grants.map((text) => grant(text)));

/** 365 days after {@link TODAY}. */
const IN_A_YEAR = plainDate('2025-05-20');
const OTHER_ADMIN = 'admin-2';
const TWO = { admins: [ADMIN, OTHER_ADMIN] };

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

describe('A principal that an older version added under an id that is not ASCII', () => {
  it('stays usable as they are', () => {
    const principalId = 'سارا';
    const older: PrincipalEvent = { type: 'PrincipalAdded', data: { principalId, name: 'x' } };
    expect(given(older).when({ type: 'AddPrincipal', principalId, name: 'x' })).toEqual(unchanged);
    expect(nameOf(given(older).when({ type: 'GrantRole', principalId, role: 'labour' }))).toBe('accepted');
  });
});

describe('A principal that was not added', () => {
  it.each(
    [grant('labour'), confirm('admin'), revoke('labour'), offer(1), issue(1), revokeToken(1)].map(
      (command) => [command.type, command],
    ),
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

describe('Granting a role with which somebody can move credit, sign rounds or let others in', () => {
  const { when, by, asked } = {
    when: (actor: string, admins: readonly string[] = TWO.admins) => principalsWhere({ actor, admins }),
    by: (role: string, more: object) => ({ type: 'RoleGranted', data: { principalId: SARA, role, ...more } }),
    asked: (role: string): PrincipalEvent => ({
      type: 'RoleRequested',
      data: { principalId: SARA, role: role as 'admin', requestedBy: ADMIN },
    }),
  };
  const roles = [['admin'], ['economic-deputy'], ['inspector']] as const;

  it.each(roles)('is done alone by the only admin, and says so: %s', (role) => {
    expect(given(added).when(grant(role))).toEqual(accepted(by(role, { alone: true })));
    // The operator of the machine is no principal, and one admin cannot be asked where there are no two.
    expect(when('operator', [ADMIN]).given(added).when(grant(role))).toEqual(
      accepted(by(role, { alone: true })),
    );
    expect(when('operator', []).given(added).when(grant(role))).toEqual(accepted(by(role, { alone: true })));
  });

  it.each(roles)('is asked for where there are two admins, and confirmed by another one: %s', (role) => {
    expect(when(ADMIN).given(added).when(grant(role))).toEqual(accepted(asked(role)));
    const before = [added, asked(role)];
    expect(
      when(ADMIN)
        .given(...before)
        .when(grant(role)),
    ).toEqual(unchanged);
    expect(
      when(OTHER_ADMIN)
        .given(...before)
        .when(grant(role)),
    ).toEqual(refused('role_requested', { principalId: SARA, role, requestedBy: ADMIN }));
    expect(
      when(ADMIN)
        .given(...before)
        .when(confirm(role)),
    ).toEqual(refused('own_request', { principalId: SARA, role, requestedBy: ADMIN }));
    expect(
      when(SARA)
        .given(...before)
        .when(confirm(role)),
    ).toEqual(refused('own_grant', { principalId: SARA, role }));
    expect(
      when(OTHER_ADMIN)
        .given(...before)
        .when(confirm(role)),
    ).toEqual(accepted(by(role, { requestedBy: ADMIN })));
    const granted = by(role, { requestedBy: ADMIN }) as PrincipalEvent;
    expect(
      when(OTHER_ADMIN)
        .given(...before, granted)
        .when(confirm(role)),
    ).toEqual(unchanged);
    const revoked = when(ADMIN)
      .given(...before, granted)
      .when(revoke(role));
    expect(revoked).toMatchObject({ kind: 'accepted', events: [{ type: 'RoleRevoked' }] });
  });

  it('gives nothing before it is confirmed', () => {
    expect(nameOf(when(ADMIN).given(added, asked('admin')).when(offer(1)))).toBe('no_role_granted');
  });

  it('is not confirmed where nobody asked, nor after the request was declined', () => {
    const { given: byOther } = when(OTHER_ADMIN);
    expect(byOther(added).when(confirm('admin'))).toEqual(
      refused('role_not_requested', { principalId: SARA, role: 'admin' }),
    );
    const declined: PrincipalEvent = {
      type: 'RoleRequestDeclined',
      data: { principalId: SARA, role: 'admin', requestedBy: ADMIN, reason: 'moved on' },
    };
    expect(byOther(added, asked('admin')).when(revoke('admin'))).toEqual(accepted(declined));
    expect(nameOf(byOther(added, asked('admin'), declined).when(confirm('admin')))).toBe(
      'role_not_requested',
    );
    expect(nameOf(byOther(added, asked('admin'), declined).when(revoke('admin')))).toBe('role_not_granted');
    expect(nameOf(byOther(added, asked('admin'), declined).when(grant('admin')))).toBe('accepted');
  });

  it('is done alone after all when nobody is left to confirm', () => {
    const left = when(ADMIN, [ADMIN]).given(added, asked('inspector')).when(grant('inspector'));
    expect(left).toEqual(accepted(by('inspector', { alone: true })));
    // The only other admin cannot confirm a role of their own.
    expect(when(ADMIN, [ADMIN, SARA]).given(added).when(grant('inspector'))).toEqual(
      accepted(by('inspector', { alone: true })),
    );
  });

  it('is not needed for the other roles', () => {
    for (const role of ['labour', 'governor', 'agency@behzisti', 'bank@bank-melli']) {
      const decision = when(ADMIN).given(added).when(grant(role));
      expect(decision).toMatchObject({ kind: 'accepted', events: [{ type: 'RoleGranted' }] });
      expect(JSON.stringify(decision)).not.toContain('alone');
    }
  });
});

describe('Nobody', () => {
  it.each(['admin', 'labour', 'governor', 'agency@behzisti'])('grants themselves the role %s', (role) => {
    // Also in another spelling that reads alike.
    for (const actor of [SARA, 'sa\u200cra'])
      for (const admins of [[SARA], [SARA, ADMIN]])
        expect(principalsWhere({ actor, admins }).given(added).when(grant(role))).toEqual(
          refused('own_grant', { principalId: SARA, role: role.split('@')[0]! }),
        );
  });

  it('takes the own role of admin away as the last admin', () => {
    const before = held('admin');
    const last = principalsWhere({ actor: SARA, admins: [SARA] }).given(...before);
    expect(last.when(revoke('admin'))).toEqual(refused('last_admin', { principalId: SARA }));
    const another = principalsWhere({ actor: SARA, admins: [SARA, ADMIN] }).given(...before);
    expect(nameOf(another.when(revoke('admin')))).toBe('accepted');
    // Somebody else may: then there is one.
    expect(nameOf(given(...before).when(revoke('admin')))).toBe('accepted');
    const other = principalsWhere({ actor: SARA, admins: [SARA] }).given(...held('admin', 'labour'));
    expect(nameOf(other.when(revoke('labour')))).toBe('accepted');
  });
});

describe('Offering a token', () => {
  it('records the fingerprint of a code that is good for three days, and no token', () => {
    const before = held('bank@bank-melli');
    const offered: PrincipalEvent = {
      type: 'TokenOffered',
      data: {
        principalId: SARA,
        tokenId: tokenIdOf(1),
        role: 'bank',
        organisation: 'bank-melli',
        codeFingerprint: fingerprintOf(1_001),
        codeExpiresOn: plainDate('2024-05-23'),
        expiresOn: IN_A_YEAR,
      },
    };
    expect(given(...before).when(offer(1))).toEqual(accepted(offered));
    expect(given(...before, offered).when(offer(1))).toEqual(unchanged);
    expect(nameOf(given(...before, offered).when(offer(1, undefined, { label: 'x' })))).toBe(
      'conflicts_with_recorded',
    );
    expect(stateAfter([...before, offered]).tokens.size).toBe(0);
  });

  it('ends after a year unless another day is said', () => {
    const expiresOn = plainDate('2040-01-01');
    const [, event] = after(grant('labour'), offer(1, 'labour', { expiresOn })).slice(-2);
    expect(event).toMatchObject({ type: 'TokenOffered', data: { expiresOn } });
    const [issued] = after(grant('labour'), issue(1, 'labour')).slice(-1);
    expect(issued).toMatchObject({ type: 'TokenIssued', data: { expiresOn: IN_A_YEAR } });
  });

  it('is counted among the working tokens until its code is over', () => {
    const many = Array.from({ length: WORKING_TOKENS_MAX }, (_, n) => offer(n));
    const full = after(grant('labour'), ...many);
    expect(nameOf(given(...full).when(offer(WORKING_TOKENS_MAX)))).toBe('too_many_tokens');
    const later = principalsWhere({}, plainDate('2024-05-24')).given(...full);
    expect(nameOf(later.when(offer(WORKING_TOKENS_MAX)))).toBe('accepted');
  });
});

describe('Redeeming a code', () => {
  const before = after(grant('bank@bank-melli'), offer(1, undefined, { label: 'laptop' }));

  it('issues the token on the terms on which it was offered, once', () => {
    const issued: PrincipalEvent = {
      type: 'TokenIssued',
      data: {
        principalId: SARA,
        tokenId: tokenIdOf(1),
        role: 'bank',
        organisation: 'bank-melli',
        expiresOn: IN_A_YEAR,
        fingerprint: fingerprintOf(1),
        label: 'laptop',
        redeemed: true,
      },
    };
    expect(given(...before).when(redeem(1))).toEqual(accepted(issued));
    expect(given(...before, issued).when(redeem(1))).toEqual(refused('code_used', { tokenId: tokenIdOf(1) }));
    const other = redeem(1, { fingerprint: fingerprintOf(9) });
    expect(nameOf(given(...before, issued).when(other))).toBe('code_used');
  });

  it('is refused for a wrong code, in every state of the right one, and for a principal that does not exist', () => {
    const wrong = redeem(1, { codeFingerprint: fingerprintOf(7) });
    const none = refused('code_unknown');
    expect(given(...before).when(wrong)).toEqual(none);
    expect(given(...before).when(redeem(2))).toEqual(none);
    expect(given().when(redeem(1))).toEqual(none);
    const { recorded } = deliver([add, grant('labour'), offer(1), redeem(1)]);
    expect(given(...recorded).when(wrong)).toEqual(none);
    // The fingerprint of a token is none of a code.
    expect(given(...recorded).when(redeem(1, { codeFingerprint: fingerprintOf(1) }))).toEqual(none);
  });

  it('is possible through its last day and not after it', () => {
    const on = (day: string) =>
      principalsWhere({}, plainDate(day))
        .given(...before)
        .when(redeem(1));
    expect(nameOf(on('2024-05-23'))).toBe('accepted');
    expect(on('2024-05-24')).toEqual(
      refused('code_expired', {
        tokenId: tokenIdOf(1),
        codeExpiresOn: plainDate('2024-05-23'),
        today: plainDate('2024-05-24'),
      }),
    );
  });

  it('is refused after the token was revoked by itself or with its role', () => {
    const revoked = refused('code_revoked', { tokenId: tokenIdOf(1) });
    const [byItself] = after(grant('bank@bank-melli'), offer(1), revokeToken(1)).slice(-1);
    expect(given(...before, byItself!).when(redeem(1))).toEqual(revoked);
    const withRole = after(grant('labour'), offer(1), revoke('labour'));
    expect(withRole.at(-1)).toMatchObject({ type: 'TokenRevoked', data: { withRole: true } });
    expect(given(...withRole).when(redeem(1))).toEqual(revoked);
    const again = after(grant('labour'), offer(1), revoke('labour'), grant('labour'));
    expect(given(...again).when(redeem(1))).toEqual(revoked);
  });

  it('gives a token that is revoked like any other', () => {
    const redeemed = after(grant('labour'), offer(1), redeem(1), revokeToken(1));
    expect(redeemed.at(-1)).toMatchObject({ type: 'TokenRevoked', data: { tokenId: tokenIdOf(1) } });
    expect(given(...redeemed).when(revokeToken(1))).toEqual(unchanged);
    const withRole = after(grant('labour'), offer(1), redeem(1), revoke('labour'));
    expect(withRole.filter(({ type }) => type === 'TokenRevoked')).toHaveLength(1);
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
          expiresOn: IN_A_YEAR,
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
    const type = fc.constantFrom(
      'AddPrincipal',
      'GrantRole',
      'ConfirmRole',
      'RevokeRole',
      'OfferToken',
      'RedeemCode',
      'IssueToken',
      'RevokeToken',
    );
    const fields = [
      'name',
      'role',
      'organisation',
      'province',
      'reason',
      'tokenId',
      'codeFingerprint',
      'fingerprint',
      'label',
    ];
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

describe('Linking a principal to a person of a provider', () => {
  const ISSUER = 'https://login.example';
  const link = (subject: string, issuer = `${ISSUER}/`): PrincipalCommand => ({
    type: 'LinkIdentity',
    principalId: SARA,
    issuer,
    subject,
  });
  const unlink: PrincipalCommand = { type: 'UnlinkIdentity', principalId: SARA, reason: 'left' };
  const identity = { principalId: SARA, issuer: ISSUER, subject: '2482-a' };
  const linked: PrincipalEvent = { type: 'IdentityLinked', data: identity };
  const unlinked: PrincipalEvent = { type: 'IdentityUnlinked', data: { ...identity, reason: 'left' } };

  it('is recorded once, with or without the slash at the end of the address', () => {
    expect(given(added).when(link('2482-a'))).toEqual(accepted(linked));
    expect(given(added, linked).when(link('2482-a', ISSUER))).toEqual(unchanged);
  });

  it('to a second one is refused until the first is unlinked', () => {
    expect(given(added, linked).when(link('2482-b'))).toEqual(refused('identity_is_linked', identity));
    expect(given(added, linked).when(unlink)).toEqual(accepted(unlinked));
    expect(given(added, linked, unlinked).when(unlink)).toEqual(
      refused('identity_not_linked', { principalId: SARA }),
    );
    expect(nameOf(given(added, linked, unlinked).when(link('2482-b')))).toBe('accepted');
  });

  it.each([
    ['an address that is none', link('2482-a', 'login.example')],
    ['no subject', link('')],
    ['a subject that is too long', link('x'.repeat(256))],
  ])('is refused with %s', (_what, command) => {
    expect(nameOf(given(added).when(command))).toBe('invalid_field');
  });

  it('is refused for whoever was not added', () => {
    expect(nameOf(given().when(link('2482-a')))).toBe('principal_unknown');
  });
});
