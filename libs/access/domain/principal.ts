/**
 * Somebody who may act (stream `principal-<id>`): the roles held, and the tokens that act in them. A token acts in
 * exactly one role, and dies with it: revoking a role revokes its tokens in the same append, so that granting the
 * role again brings none of them back.
 *
 * No admin can be everybody: nobody grants a role to themselves, the roles of {@link ROLES_OF_TWO} need a second admin
 * where there is one, and a token is issued as a code that its bearer redeems.
 */
import { addDays, parseIsoDate, type PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  accepted,
  type Decision,
  type Refusal,
  refused,
  unchanged,
  unreachable,
} from '@misaq/platform/kernel/decision.js';
import {
  asciiFault,
  choiceFault,
  identifierFault,
  ifGiven,
  invalidField,
  reasonFault,
  textFieldFault,
} from '@misaq/platform/kernel/fields.js';
import { again, present, refusedBy } from '@misaq/platform/kernel/recorded.js';
import { isSameText } from '@misaq/platform/kernel/spelling.js';
import { foldForSearch } from '@misaq/platform/kernel/text.js';
import {
  checkOrganisation,
  initialRegister,
  registeredId,
  type RegisterState,
} from '@misaq/register/domain/register.js';
import { type Role, ROLES } from '@misaq/platform/kernel/actor.js';
import type {
  AddPrincipal,
  ConfirmRole,
  GrantRole,
  IssueToken,
  LinkIdentity,
  OfferToken,
  PrincipalCommand,
  RedeemCode,
  RevokeRole,
  RevokeToken,
  TokenTerms,
  UnlinkIdentity,
} from './principal-commands.js';
import {
  type GrantedRole,
  type GrantName,
  grantText,
  type Identity,
  issuerText,
  type PrincipalEvent,
  type TokenIssued,
  type TokenOffered,
} from './principal-events.js';
import type { PrincipalRefusalName } from './refusals.js';

export interface Grant extends GrantName {
  readonly province?: string;
  /** Why it is no longer held. */
  readonly revoked?: { readonly reason: string };
}

export interface Token {
  readonly issued: TokenIssued['data'];
  readonly revoked?: { readonly reason: string };
}

/** A token for which a code was given out; when the code is redeemed, the token stands among the tokens too. */
export interface Offer {
  readonly offered: TokenOffered['data'];
  /** Before the code was redeemed. */
  readonly revoked?: { readonly reason: string };
}

/** The maps are advanced in place by {@link evolve}; grants and tokens are replaced, never changed. */
export interface PrincipalState {
  /** Absent before the principal was added. */
  readonly name?: string;
  /** By {@link grantText}, as they were last granted. */
  readonly grants: Map<string, Grant>;
  /** By {@link grantText}: the admin who asked for a role that nobody has confirmed or declined yet. */
  readonly requests: Map<string, string>;
  readonly tokens: Map<string, Token>;
  readonly offers: Map<string, Offer>;
  /** As whom a provider knows the principal; absent while nobody is linked. */
  readonly identity?: Identity;
}

/** Who acts, and which admins there are. */
export interface Administration {
  /** Id of the actor. */
  readonly actor: string;
  /** Ids of the principals who hold the role admin and a token that works in it. */
  readonly admins: readonly string[];
}

export interface PrincipalContext {
  readonly today: PlainDate;
  /** Of the province that a grant names; not needed for anything else. */
  readonly register?: RegisterState;
  /** To grant, confirm and revoke roles; not needed for anything else. */
  readonly administration?: Administration;
}

/** With one of these roles somebody can move credit, sign rounds, or let others in: granting one takes two admins. */
export const ROLES_OF_TWO: readonly Role[] = ['admin', 'economic-deputy', 'inspector'];

/** A program that makes a token for each of its runs is a mistake that should be noticed. */
export const WORKING_TOKENS_MAX = 100;

/** Days after the day of issue. */
export const TOKEN_DAYS = 365;
export const CODE_DAYS = 3;

const TOKEN_ID = /^[a-z0-9]{8,32}$/;
const FINGERPRINT = /^[0-9a-f]{64}$/;
const LABEL_LENGTH_MAX = 100;
const ISSUER_LENGTH_MAX = 300;
/** As OpenID Connect Core, 2 has it. */
const SUBJECT_LENGTH_MAX = 255;

export function initialPrincipal(): PrincipalState {
  return { grants: new Map(), requests: new Map(), tokens: new Map(), offers: new Map() };
}

export function fork(state: PrincipalState): PrincipalState {
  const { grants, requests, tokens, offers } = state;
  return {
    ...state,
    grants: new Map(grants),
    requests: new Map(requests),
    tokens: new Map(tokens),
    offers: new Map(offers),
  };
}

type PrincipalDecision = Decision<PrincipalEvent, PrincipalRefusalName>;
type Fault = Refusal<PrincipalRefusalName> | undefined;

export function decide(
  state: PrincipalState,
  command: PrincipalCommand,
  context: PrincipalContext,
): PrincipalDecision {
  const fault = identifierFault('principalId', command.principalId) ?? fieldFault(command);
  if (fault !== undefined) return refusedBy(fault);
  if (command.type === 'AddPrincipal') return decideAddition(state, command);
  // The refusal must not reveal to a guesser of codes which principals exist.
  if (command.type === 'RedeemCode') return decideRedemption(state, command, context);
  if (state.name === undefined) return refused('principal_unknown', { principalId: command.principalId });
  switch (command.type) {
    case 'GrantRole':
      return decideGrant(state, command, context);
    case 'ConfirmRole':
      return decideConfirmation(state, command, context);
    case 'RevokeRole':
      return decideRevocation(state, command, context);
    case 'OfferToken':
      return decideOffer(state, command, context);
    case 'IssueToken':
      return decideIssue(state, command, context);
    case 'RevokeToken':
      return decideTokenRevocation(state, command);
    case 'LinkIdentity':
      return decideLink(state, command);
    case 'UnlinkIdentity':
      return decideUnlink(state, command);
    default:
      return unreachable(command);
  }
}

function fieldFault(command: PrincipalCommand): Fault {
  switch (command.type) {
    case 'AddPrincipal':
      return (
        textFieldFault('name', command.name) ??
        reservedFault('principalId', command.principalId) ??
        reservedFault('name', command.name)
      );
    case 'GrantRole':
      return roleFault(command.role) ?? ownerFault(command) ?? provinceFault(command);
    case 'RevokeRole':
      return roleFault(command.role) ?? ownerFault(command) ?? reasonFault(command.reason);
    case 'ConfirmRole':
      return roleFault(command.role);
    case 'OfferToken':
      return (
        tokenIdFault(command.tokenId) ??
        fingerprintFault('codeFingerprint', command.codeFingerprint) ??
        termsFault(command)
      );
    case 'RedeemCode':
      return (
        tokenIdFault(command.tokenId) ??
        fingerprintFault('codeFingerprint', command.codeFingerprint) ??
        fingerprintFault('fingerprint', command.fingerprint)
      );
    case 'IssueToken':
      return (
        tokenIdFault(command.tokenId) ??
        fingerprintFault('fingerprint', command.fingerprint) ??
        termsFault(command)
      );
    case 'RevokeToken':
      return tokenIdFault(command.tokenId) ?? reasonFault(command.reason);
    case 'LinkIdentity':
      return issuerFault(command.issuer) ?? textFieldFault('subject', command.subject, SUBJECT_LENGTH_MAX);
    case 'UnlinkIdentity':
      return reasonFault(command.reason);
    default:
      return unreachable(command);
  }
}

/** `System` reads as the same name as `system`. */
function reservedFault(field: string, text: string): Fault {
  if (foldForSearch(text) !== 'system') return undefined;
  return { name: 'reserved_for_misaq', figures: { field, given: text } };
}

function roleFault(role: Role): Fault {
  return choiceFault('role', role, ROLES) ?? reservedFault('role', role);
}

function actsForOrganisation(role: Role): role is 'agency' | 'bank' {
  return role === 'agency' || role === 'bank';
}

function ownerFault({ role, organisation }: { role: Role; organisation?: string | undefined }): Fault {
  if (actsForOrganisation(role)) return identifierFault('organisation', organisation);
  return ifGiven(organisation, (given) => invalidField('organisation', 'not_expected', given));
}

function provinceFault({ role, province }: GrantRole): Fault {
  if (actsForOrganisation(role)) return identifierFault('province', province);
  return ifGiven(province, (given) => invalidField('province', 'not_expected', given));
}

function termsFault({ role, organisation, expiresOn, label }: TokenTerms): Fault {
  return (
    ifGiven(role, roleFault) ??
    ifGiven(organisation, (given) => identifierFault('organisation', given)) ??
    ifGiven(expiresOn, dayFault) ??
    ifGiven(label, (given) => textFieldFault('label', given, LABEL_LENGTH_MAX))
  );
}

function fingerprintFault(field: string, value: unknown): Fault {
  return patternFault(field, value, FINGERPRINT, 'not_a_fingerprint');
}

function tokenIdFault(tokenId: unknown): Fault {
  return patternFault('tokenId', tokenId, TOKEN_ID, 'not_a_token_id');
}

function patternFault(field: string, value: unknown, pattern: RegExp, code: string): Fault {
  if (typeof value !== 'string') return invalidField(field, 'wrong_type', value);
  return pattern.test(value) ? undefined : invalidField(field, code, value);
}

function dayFault(value: unknown): Fault {
  if (typeof value !== 'string') return invalidField('expiresOn', 'wrong_type', value);
  return parseIsoDate(value) === undefined ? invalidField('expiresOn', 'not_a_day', value) : undefined;
}

function decideAddition(state: PrincipalState, { principalId, name }: AddPrincipal): PrincipalDecision {
  if (state.name !== undefined) return again(principalId, { name: state.name }, { name });
  const fault = asciiFault('principalId', principalId);
  if (fault !== undefined) return refusedBy(fault);
  return accepted({ type: 'PrincipalAdded', data: { principalId, name } });
}

/** The grant that a command names, its role checked not to be Misaq's own. */
function grantName({ role, organisation }: { role: Role; organisation?: string | undefined }): GrantName {
  return { role: role as GrantedRole, ...present({ organisation }) };
}

/** The grants in force, in the order they were given. */
export function heldGrants(state: PrincipalState): readonly Grant[] {
  return [...state.grants.values()].filter(({ revoked }) => revoked === undefined);
}

/** @throws Error where a command that needs it comes without: a mistake of the program must not let anybody in */
function administrationOf({ administration }: PrincipalContext): Administration {
  if (administration === undefined) throw new Error('it is not known who acts, and which admins there are');
  return administration;
}

/** The admins who could confirm what the actor grants: none of a lone admin, and nobody confirms for themselves. */
function othersWhoConfirm({ actor, admins }: Administration, principalId: string): readonly string[] {
  if (admins.length < 2) return [];
  return admins.filter((admin) => !isSameText(admin, actor) && !isSameText(admin, principalId));
}

function decideGrant(
  state: PrincipalState,
  command: GrantRole,
  context: PrincipalContext,
): PrincipalDecision {
  const { today, register = initialRegister() } = context;
  const administration = administrationOf(context);
  const { actor } = administration;
  const { principalId, role, province } = command;
  if (isSameText(actor, principalId)) return refused('own_grant', { principalId, role });
  // The spelling of the register: what an officer may do and see is found by the id that events hold.
  const organisation =
    actsForOrganisation(role) && command.organisation !== undefined
      ? registeredId(register, role, command.organisation)
      : command.organisation;
  const grant = grantName({ role, organisation });
  const recorded = state.grants.get(grantText(grant));
  if (recorded !== undefined && recorded.revoked === undefined)
    return again(`${principalId} ${grantText(grant)}`, { province: recorded.province }, { province });
  if (actsForOrganisation(role) && organisation !== undefined) {
    const unlisted = checkOrganisation(register, role, organisation, today);
    if (unlisted !== undefined) return refusedBy(unlisted);
  }
  const given = { principalId, ...grant, ...present({ province }) };
  if (!ROLES_OF_TWO.includes(role)) return accepted({ type: 'RoleGranted', data: given });
  if (othersWhoConfirm(administration, principalId).length === 0)
    return accepted({ type: 'RoleGranted', data: { ...given, alone: true } });
  const requestedBy = state.requests.get(grantText(grant));
  if (requestedBy === undefined)
    return accepted({ type: 'RoleRequested', data: { principalId, ...grant, requestedBy: actor } });
  return isSameText(requestedBy, actor)
    ? unchanged
    : refused('role_requested', { principalId, role, requestedBy });
}

function decideConfirmation(
  state: PrincipalState,
  command: ConfirmRole,
  context: PrincipalContext,
): PrincipalDecision {
  const { actor } = administrationOf(context);
  const { principalId, role } = command;
  if (isSameText(actor, principalId)) return refused('own_grant', { principalId, role });
  const grant = grantName(command);
  const recorded = state.grants.get(grantText(grant));
  if (recorded !== undefined && recorded.revoked === undefined) return unchanged;
  const requestedBy = state.requests.get(grantText(grant));
  if (requestedBy === undefined) return refused('role_not_requested', { principalId, role });
  if (isSameText(requestedBy, actor)) return refused('own_request', { principalId, role, requestedBy });
  return accepted({ type: 'RoleGranted', data: { principalId, ...grant, requestedBy } });
}

function decideRevocation(
  state: PrincipalState,
  command: RevokeRole,
  context: PrincipalContext,
): PrincipalDecision {
  const { principalId, reason, role } = command;
  const { actor, admins } = administrationOf(context);
  const key = recordedGrant(state, grantText(grantName(command)));
  const requestedBy = state.requests.get(key);
  if (requestedBy !== undefined)
    return accepted({
      type: 'RoleRequestDeclined',
      data: { principalId, ...grantName(command), requestedBy, reason },
    });
  const recorded = state.grants.get(key);
  if (recorded === undefined) return notGranted(state, command);
  const isOwnAdmin = role === 'admin' && isSameText(actor, principalId);
  if (
    isOwnAdmin &&
    recorded.revoked === undefined &&
    !admins.some((admin) => !isSameText(admin, principalId))
  )
    return refused('last_admin', { principalId });
  const grant = grantName(recorded);
  if (recorded.revoked !== undefined)
    return again(`${principalId} ${key}`, { reason: recorded.revoked.reason }, { reason });
  const tokens = [...standing(state)].filter((token) => grantText(token) === key);
  return accepted<PrincipalEvent>(
    { type: 'RoleRevoked', data: { principalId, ...grant, reason } },
    ...tokens.map(({ tokenId }): PrincipalEvent => ({
      type: 'TokenRevoked',
      data: { principalId, tokenId, reason, withRole: true },
    })),
  );
}

/** The tokens that are not revoked, also those whose code nobody has redeemed yet. */
function* standing(state: PrincipalState): Generator<TokenIssued['data'] | TokenOffered['data']> {
  for (const { issued, revoked } of state.tokens.values()) if (revoked === undefined) yield issued;
  for (const { offered, revoked } of state.offers.values())
    if (revoked === undefined && !state.tokens.has(offered.tokenId)) yield offered;
}

/** The grant under which a role is recorded, for an organisation in any spelling; the given one when there is none. */
function recordedGrant(state: PrincipalState, given: string): string {
  if (state.grants.has(given)) return given;
  return [...state.grants.keys()].find((each) => isSameText(each, given)) ?? given;
}

function notGranted(
  state: PrincipalState,
  { principalId, role, organisation }: Pick<IssueToken, 'principalId' | 'role' | 'organisation'>,
): PrincipalDecision {
  const held = heldGrants(state).map(grantText);
  return refused('role_not_granted', { principalId, ...present({ role, organisation }), held });
}

function decideOffer(
  state: PrincipalState,
  command: OfferToken,
  { today }: PrincipalContext,
): PrincipalDecision {
  const { principalId, tokenId, codeFingerprint } = command;
  const recorded = state.offers.get(tokenId)?.offered;
  if (recorded !== undefined) {
    const { codeExpiresOn: _, ...terms } = recorded;
    return again(
      tokenId,
      { ...terms },
      { principalId, tokenId, codeFingerprint, ...filled(command, recorded) },
    );
  }
  const terms = termsOf(state, command, today);
  if ('kind' in terms) return terms;
  const codeExpiresOn = addDays(today, CODE_DAYS);
  return accepted({
    type: 'TokenOffered',
    data: { principalId, tokenId, ...terms, codeFingerprint, codeExpiresOn },
  });
}

/** A wrong code is refused like one that never existed: only the holder of the code learns its status. */
function decideRedemption(
  state: PrincipalState,
  { principalId, tokenId, codeFingerprint, fingerprint }: RedeemCode,
  { today }: PrincipalContext,
): PrincipalDecision {
  const offer = state.offers.get(tokenId);
  if (offer?.offered.codeFingerprint !== codeFingerprint) return refused('code_unknown');
  const { offered } = offer;
  if (state.tokens.has(tokenId)) return refused('code_used', { tokenId });
  if (offer.revoked !== undefined) return refused('code_revoked', { tokenId });
  if (today > offered.codeExpiresOn)
    return refused('code_expired', { tokenId, codeExpiresOn: offered.codeExpiresOn, today });
  const { codeFingerprint: _code, codeExpiresOn: _through, ...terms } = offered;
  return accepted({
    type: 'TokenIssued',
    data: { ...terms, principalId, fingerprint, redeemed: true },
  });
}

function decideIssue(
  state: PrincipalState,
  command: IssueToken,
  { today }: PrincipalContext,
): PrincipalDecision {
  const { principalId, tokenId, fingerprint } = command;
  const recorded = state.tokens.get(tokenId)?.issued;
  if (recorded !== undefined)
    return again(
      tokenId,
      { ...recorded },
      { principalId, tokenId, fingerprint, ...filled(command, recorded) },
    );
  const terms = termsOf(state, command, today);
  if ('kind' in terms) return terms;
  return accepted({ type: 'TokenIssued', data: { principalId, tokenId, ...terms, fingerprint } });
}

interface Terms extends GrantName {
  readonly expiresOn?: PlainDate;
  readonly label?: string;
}

/** What was said, where it was left out as it was settled then. */
function filled({ role, organisation, expiresOn, label }: TokenTerms, recorded: Terms) {
  return {
    role: role ?? recorded.role,
    organisation: organisation ?? recorded.organisation,
    expiresOn: expiresOn ?? recorded.expiresOn,
    label,
  };
}

/** The terms of a new token, or why there is to be none. */
function termsOf(
  state: PrincipalState,
  command: TokenTerms,
  today: PlainDate,
): (Terms & { readonly expiresOn: PlainDate }) | PrincipalDecision {
  const { principalId, role, organisation, label, expiresOn = addDays(today, TOKEN_DAYS) } = command;
  const held = heldGrants(state);
  if (held.length === 0) return refused('no_role_granted', { principalId });
  const ofRole = held.filter((grant) => role === undefined || grant.role === role);
  const exact = ofRole.filter((grant) => organisation === undefined || grant.organisation === organisation);
  const meant =
    exact.length > 0
      ? exact
      : ofRole.filter((grant) => isSameText(grant.organisation ?? '', organisation ?? ''));
  const [grant, another] = meant;
  if (grant === undefined) return notGranted(state, command);
  if (another !== undefined) return refused('role_needed', { principalId, choices: meant.map(grantText) });
  if (expiresOn < today) return refused('expires_in_the_past', { expiresOn, today });
  const working = [...standing(state)].filter((token) => !isOver(token, today)).length;
  if (working >= WORKING_TOKENS_MAX)
    return refused('too_many_tokens', { principalId, working, most: WORKING_TOKENS_MAX });
  return { ...grantName(grant), expiresOn, ...present({ label }) };
}

function isOver(token: TokenIssued['data'] | TokenOffered['data'], today: PlainDate): boolean {
  const last = 'codeExpiresOn' in token ? token.codeExpiresOn : token.expiresOn;
  return last !== undefined && today > last;
}

function decideTokenRevocation(state: PrincipalState, command: RevokeToken): PrincipalDecision {
  const { principalId, tokenId, reason } = command;
  const token = state.tokens.get(tokenId) ?? state.offers.get(tokenId);
  if (token === undefined) return refused('token_unknown', { principalId, tokenId });
  if (token.revoked !== undefined) return again(tokenId, { reason: token.revoked.reason }, { reason });
  return accepted({ type: 'TokenRevoked', data: { principalId, tokenId, reason } });
}

function issuerFault(issuer: string): Fault {
  const fault = textFieldFault('issuer', issuer, ISSUER_LENGTH_MAX);
  if (fault !== undefined) return fault;
  return /^https?:\/\/[^\s/?#]+/.test(issuer) ? undefined : invalidField('issuer', 'not_an_address', issuer);
}

/** One person of one provider at a time: who is linked already is unlinked first, and the history shows both. */
function decideLink(
  { identity }: PrincipalState,
  { principalId, issuer: given, subject }: LinkIdentity,
): PrincipalDecision {
  const issuer = issuerText(given);
  if (identity === undefined)
    return accepted({ type: 'IdentityLinked', data: { principalId, issuer, subject } });
  if (identity.issuer === issuer && identity.subject === subject) return unchanged;
  return refused('identity_is_linked', { principalId, ...identity });
}

function decideUnlink(
  { identity }: PrincipalState,
  { principalId, reason }: UnlinkIdentity,
): PrincipalDecision {
  if (identity === undefined) return refused('identity_not_linked', { principalId });
  return accepted({ type: 'IdentityUnlinked', data: { principalId, ...identity, reason } });
}

/** Advances the state in place and returns it. */
export function evolve(state: PrincipalState, event: PrincipalEvent): PrincipalState {
  switch (event.type) {
    case 'PrincipalAdded':
      return { ...state, name: event.data.name };
    case 'RoleRequested':
      state.requests.set(grantText(event.data), event.data.requestedBy);
      return state;
    case 'RoleRequestDeclined':
      state.requests.delete(grantText(event.data));
      return state;
    case 'RoleGranted': {
      const { role, organisation, province } = event.data;
      state.requests.delete(grantText(event.data));
      state.grants.set(grantText(event.data), { role, ...present({ organisation, province }) });
      return state;
    }
    case 'RoleRevoked': {
      const { reason } = event.data;
      const key = grantText(event.data);
      state.grants.set(key, { ...onRecord(state.grants, key), revoked: { reason } });
      return state;
    }
    case 'TokenOffered': {
      state.offers.set(event.data.tokenId, { offered: event.data });
      return state;
    }
    case 'TokenIssued': {
      state.tokens.set(event.data.tokenId, { issued: event.data });
      return state;
    }
    case 'TokenRevoked': {
      const { tokenId, reason } = event.data;
      const offer = state.tokens.has(tokenId) ? undefined : state.offers.get(tokenId);
      if (offer === undefined)
        state.tokens.set(tokenId, { ...onRecord(state.tokens, tokenId), revoked: { reason } });
      else state.offers.set(tokenId, { ...offer, revoked: { reason } });
      return state;
    }
    case 'IdentityLinked': {
      const { issuer, subject } = event.data;
      return { ...state, identity: { issuer, subject } };
    }
    case 'IdentityUnlinked': {
      const { identity: _, ...rest } = state;
      return rest;
    }
    default:
      return unreachable(event);
  }
}

function onRecord<Value>(recorded: ReadonlyMap<string, Value>, key: string): Value {
  const value = recorded.get(key);
  if (value === undefined) throw new Error(`a principal has a revocation of ${key} before it was given`);
  return value;
}
