export const accessRefusals = {
  not_permitted: 'This role does not do that.',
  not_own: 'Officers of an agency or a bank act for their own organisation only.',
} as const;

export type AccessRefusalName = keyof typeof accessRefusals;

export const principalRefusals = {
  invalid_field: 'A field is missing or has a form that cannot be accepted.',
  conflicts_with_recorded:
    'The same act is on record with other content, and what is recorded is not changed.',
  unknown_organisation: 'The register knows no organisation of this kind by that id.',
  organisation_inactive: 'The organisation was not active on that day.',
  reserved_for_misaq: 'Misaq itself is called system: nobody else bears that name or is given that role.',
  principal_unknown: 'No principal of that id has been added.',
  no_role_granted: 'The principal holds no role, and a token acts in one.',
  role_not_granted: 'The principal does not hold that role.',
  role_needed: 'The principal holds several roles, and a token acts in exactly one: name it.',
  expires_in_the_past: 'A token that has expired already is of no use to anybody.',
  too_many_tokens: 'The principal has as many working tokens as one may have; revoke some.',
  token_unknown: 'No such token was issued.',
  own_grant: 'Nobody grants a role to themselves.',
  role_requested: 'The role was asked for already, and awaits the confirmation of another admin.',
  role_not_requested: 'Nobody has asked for this role.',
  own_request: 'The admin who asked for a role does not confirm it: another admin does.',
  last_admin: 'The last admin cannot take the own role away.',
  code_unknown: 'No such code was issued.',
  code_used: 'The code was redeemed already. If somebody else did, have the token revoked.',
  code_expired: 'The last day of the code has passed; an admin issues another one.',
  code_revoked: 'The token of this code was revoked.',
} as const;

export type PrincipalRefusalName = keyof typeof principalRefusals;

/** Why a bearer of a token is nobody. For logs: an outsider is not told which. */
export const authenticationRefusals = {
  token_unknown: 'No such token was issued.',
  token_revoked: 'The token was revoked.',
  token_expired: 'The last day of the token has passed.',
  role_revoked: 'The role that the token acts in was revoked.',
} as const;

export type AuthenticationRefusalName = keyof typeof authenticationRefusals;
