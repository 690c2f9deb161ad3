/**
 * Somebody who may act (stream `principal-<id>`): the roles held, and the tokens that act in them. A token acts in
 * exactly one role, and dies with it: revoking a role revokes its tokens in the same append, so that granting the
 * role again brings none of them back.
 */
import { parseIsoDate, type PlainDate } from '@misaq/calendar/plain-date.js';
import { accepted, type Decision, type Refusal, refused, unreachable } from '../kernel/decision.js';
import {
  asciiFault,
  choiceFault,
  identifierFault,
  ifGiven,
  invalidField,
  reasonFault,
  textFieldFault,
} from '../kernel/fields.js';
import { again, present, refusedBy } from '../kernel/recorded.js';
import { isSameText } from '../kernel/spelling.js';
import { foldForSearch } from '../kernel/text.js';
import {
  checkOrganisation,
  initialRegister,
  registeredId,
  type RegisterState,
} from '../register/register.js';
import { type Role, ROLES } from '../kernel/actor.js';
import type {
  AddPrincipal,
  GrantRole,
  IssueToken,
  PrincipalCommand,
  RevokeRole,
  RevokeToken,
} from './principal-commands.js';
import {
  type GrantedRole,
  type GrantName,
  grantText,
  type PrincipalEvent,
  type TokenIssued,
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

/** The maps are advanced in place by {@link evolve}; grants and tokens are replaced, never changed. */
export interface PrincipalState {
  /** Absent before the principal was added. */
  readonly name?: string;
  /** By {@link grantText}, as they were last granted. */
  readonly grants: Map<string, Grant>;
  readonly tokens: Map<string, Token>;
}

export interface PrincipalContext {
  readonly today: PlainDate;
  /** Of the province that a grant names; not needed for anything else. */
  readonly register?: RegisterState;
}

/** A program that makes a token for each of its runs is a mistake that should be noticed. */
export const WORKING_TOKENS_MAX = 100;

const TOKEN_ID = /^[a-z0-9]{8,32}$/;
const FINGERPRINT = /^[0-9a-f]{64}$/;
const LABEL_LENGTH_MAX = 100;

export function initialPrincipal(): PrincipalState {
  return { grants: new Map(), tokens: new Map() };
}

export function fork(state: PrincipalState): PrincipalState {
  return { ...state, grants: new Map(state.grants), tokens: new Map(state.tokens) };
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
  if (state.name === undefined) return refused('principal_unknown', { principalId: command.principalId });
  switch (command.type) {
    case 'GrantRole':
      return decideGrant(state, command, context);
    case 'RevokeRole':
      return decideRevocation(state, command);
    case 'IssueToken':
      return decideIssue(state, command, context);
    case 'RevokeToken':
      return decideTokenRevocation(state, command);
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
    case 'IssueToken':
      return (
        tokenIdFault(command.tokenId) ??
        patternFault('fingerprint', command.fingerprint, FINGERPRINT, 'not_a_fingerprint') ??
        ifGiven(command.role, roleFault) ??
        ifGiven(command.organisation, (organisation) => identifierFault('organisation', organisation)) ??
        ifGiven(command.expiresOn, dayFault) ??
        ifGiven(command.label, (label) => textFieldFault('label', label, LABEL_LENGTH_MAX))
      );
    case 'RevokeToken':
      return tokenIdFault(command.tokenId) ?? reasonFault(command.reason);
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

function decideGrant(
  state: PrincipalState,
  command: GrantRole,
  { today, register = initialRegister() }: PrincipalContext,
): PrincipalDecision {
  const { principalId, role, province } = command;
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
  return accepted({ type: 'RoleGranted', data: { principalId, ...grant, ...present({ province }) } });
}

function decideRevocation(state: PrincipalState, command: RevokeRole): PrincipalDecision {
  const { principalId, reason } = command;
  const key = recordedGrant(state, grantText(grantName(command)));
  const recorded = state.grants.get(key);
  if (recorded === undefined) return notGranted(state, command);
  const grant = grantName(recorded);
  if (recorded.revoked !== undefined)
    return again(`${principalId} ${key}`, { reason: recorded.revoked.reason }, { reason });
  const tokens = [...state.tokens.values()].filter(
    ({ issued, revoked }) => revoked === undefined && grantText(issued) === key,
  );
  return accepted<PrincipalEvent>(
    { type: 'RoleRevoked', data: { principalId, ...grant, reason } },
    ...tokens.map(({ issued: { tokenId } }): PrincipalEvent => ({
      type: 'TokenRevoked',
      data: { principalId, tokenId, reason, withRole: true },
    })),
  );
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

function decideIssue(
  state: PrincipalState,
  command: IssueToken,
  { today }: PrincipalContext,
): PrincipalDecision {
  const { principalId, tokenId, fingerprint, role, organisation, expiresOn, label } = command;
  const recorded = state.tokens.get(tokenId);
  if (recorded !== undefined) {
    // A grant that was left to be found is the one that was found then.
    const { issued } = recorded;
    const acting = { role: role ?? issued.role, organisation: organisation ?? issued.organisation };
    return again(tokenId, { ...issued }, { principalId, tokenId, fingerprint, expiresOn, label, ...acting });
  }
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
  if (expiresOn !== undefined && expiresOn < today)
    return refused('expires_in_the_past', { expiresOn, today });
  const working = [...state.tokens.values()].filter((token) => works(token, today)).length;
  if (working >= WORKING_TOKENS_MAX)
    return refused('too_many_tokens', { principalId, working, most: WORKING_TOKENS_MAX });
  return accepted({
    type: 'TokenIssued',
    data: { principalId, tokenId, ...grantName(grant), fingerprint, ...present({ expiresOn, label }) },
  });
}

function works({ issued: { expiresOn }, revoked }: Token, today: PlainDate): boolean {
  return revoked === undefined && (expiresOn === undefined || today <= expiresOn);
}

function decideTokenRevocation(state: PrincipalState, command: RevokeToken): PrincipalDecision {
  const { principalId, tokenId, reason } = command;
  const token = state.tokens.get(tokenId);
  if (token === undefined) return refused('token_unknown', { principalId, tokenId });
  if (token.revoked !== undefined) return again(tokenId, { reason: token.revoked.reason }, { reason });
  return accepted({ type: 'TokenRevoked', data: { principalId, tokenId, reason } });
}

/** Advances the state in place and returns it. */
export function evolve(state: PrincipalState, event: PrincipalEvent): PrincipalState {
  switch (event.type) {
    case 'PrincipalAdded':
      return { ...state, name: event.data.name };
    case 'RoleGranted': {
      const { role, organisation, province } = event.data;
      state.grants.set(grantText(event.data), { role, ...present({ organisation, province }) });
      return state;
    }
    case 'RoleRevoked': {
      const { reason } = event.data;
      const key = grantText(event.data);
      state.grants.set(key, { ...onRecord(state.grants, key), revoked: { reason } });
      return state;
    }
    case 'TokenIssued': {
      state.tokens.set(event.data.tokenId, { issued: event.data });
      return state;
    }
    case 'TokenRevoked': {
      const { tokenId, reason } = event.data;
      state.tokens.set(tokenId, { ...onRecord(state.tokens, tokenId), revoked: { reason } });
      return state;
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
