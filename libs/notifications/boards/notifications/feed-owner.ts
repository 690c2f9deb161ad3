import type { NotifiedOrganisation } from '../../domain/webhook-events.js';
import { holdToProvince } from '@misaq/platform/questions/admission.js';
import type { Asker } from '@misaq/platform/questions/asker.js';
import { notUnderstood, QuestionRefusedError } from '@misaq/platform/questions/refused.js';
import { concernedScope, holdToOwn, ownersIn, type Scope } from '@misaq/platform/questions/scope.js';

/** The organisation that parameters name. */
export interface NamedOwner {
  readonly province?: string | undefined;
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
}

/**
 * The scope of a question about one organisation: the named one, else the officer's own.
 * @throws QuestionRefusedError `not_own`; `invalid_request` when no or two organisations are named, or no province
 */
export function feedScope(asker: Asker, named: NamedOwner): Scope {
  const scope = heldScope(asker, named);
  ownerIn(scope);
  return scope;
}

/**
 * The same where an asker who sees everything may leave the organisation out: all of a province, or all.
 * @throws QuestionRefusedError as {@link feedScope}
 */
export function feedScopeOrAll(asker: Asker, named: NamedOwner): Scope {
  const scope = heldScope(asker, named);
  ownersInScope(scope);
  return scope;
}

/** The organisations of such a scope. */
export function ownersInScope(scope: Scope): Partial<NotifiedOrganisation> {
  const { province, agency, bank } = scope;
  if (agency === undefined && bank === undefined) return province === undefined ? {} : { province };
  return ownerIn(scope);
}

/**
 * What is named, held to what the asker may see. An officer of a bank has no part in the feed of an agency, nor the other
 * way round, nor in the feed of an office that bears the same id in another province.
 */
function heldScope(asker: Asker, named: NamedOwner): Scope {
  const { province } = named;
  if (province !== undefined) holdToProvince(asker, 'read', province);
  const scope = concernedScope(asker);
  for (const [own, other] of [
    ['agency', 'bank'],
    ['bank', 'agency'],
  ] as const)
    if (scope[own] !== undefined && named[other] !== undefined) {
      const figures = { act: 'read', role: asker.actor.role, own: scope[own], owner: named[other] };
      throw new QuestionRefusedError({ name: 'not_own', figures });
    }
  holdToOwn(asker, scope, named);
  return { ...ownersIn(named), ...(province !== undefined && { province }), ...scope };
}

/** The organisation of a scope. @throws QuestionRefusedError `invalid_request` */
export function ownerIn({ province, agency, bank }: Scope): NotifiedOrganisation {
  if ((agency === undefined) === (bank === undefined))
    throw notUnderstood({
      field: 'agency',
      code: 'one_organisation_needed',
      message: 'Give one of agency and bank.',
    });
  if (province === undefined)
    throw notUnderstood({
      field: 'province',
      code: 'province_needed',
      message: 'Give the province of the organisation: the same id elsewhere is another office.',
    });
  return {
    province,
    ...(agency === undefined ? { kind: 'bank', id: bank ?? '' } : { kind: 'agency', id: agency }),
  };
}
