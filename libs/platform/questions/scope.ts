import * as access from '@misaq/access/domain/read-scope.js';
import type { Actor } from '@misaq/platform/kernel/actor.js';
import type { Asker } from './asker.js';
import { QuestionRefusedError } from './refused.js';

/** What an officer of an agency or a bank is held to; empty for askers who see everything. */
export interface Scope {
  readonly agency?: string;
  readonly bank?: string;
  /** Whose register knows the agency or bank: in another province the same id is another office. */
  readonly province?: string;
  /** Who asks, of a question whose answer depends on it: answers are kept for each asker apart then. */
  readonly actor?: Actor;
}

/** Of what depends on who asks, beside the part that they see. */
export const actorScope = ({ actor }: Asker): Required<Pick<Scope, 'actor'>> => ({ actor });

/** Of a board of agencies. @throws QuestionRefusedError `not_permitted` */
export const agencyScope = (asker: Asker) => scopeOf(asker, access.agencyScope);

/** Of a board of banks. @throws QuestionRefusedError `not_permitted` */
export const bankScope = (asker: Asker) => scopeOf(asker, access.bankScope);

/** Of what has both an agency and a bank. @throws QuestionRefusedError `not_permitted` */
export const concernedScope = (asker: Asker) => scopeOf(asker, access.concernedScope);

/** Of what belongs to a province and to no organisation of it. */
export const provinceScope = ({ actor: { province } }: Asker): Pick<Scope, 'province'> =>
  province === undefined ? {} : { province };

/** Of what everybody sees alike who may ask for it. */
export const noScope = (): Scope => ({});

function scopeOf<Found extends object>(
  { actor }: Asker,
  find: (actor: Actor) => access.Scoped<Found>,
): Found & Pick<Scope, 'province'> {
  const { province } = actor;
  const scoped = find(actor);
  if ('refusal' in scoped) throw new QuestionRefusedError(scoped.refusal);
  return { ...scoped.scope, ...(province !== undefined && { province }) };
}

/** The organisations that the filters of a question name. */
export interface Owners {
  readonly agency?: string | undefined;
  readonly bank?: string | undefined;
}

/**
 * Holds the filters of a question to the part that its asker sees. A filter for another's is refused by name, so that an
 * empty list is never taken for an answer about somebody else.
 *
 * @throws QuestionRefusedError `not_own`
 */
export function holdToOwn({ actor: { role } }: Asker, scope: Scope, asked: Owners): void {
  for (const kind of ['agency', 'bank'] as const) {
    const own = scope[kind];
    const given = asked[kind];
    if (own === undefined || given === undefined || given === own) continue;
    throw new QuestionRefusedError({
      name: 'not_own',
      figures: { act: 'read', role, own, owner: given },
    });
  }
}

/** The organisations that filters name, without those that are left out. */
export function ownersIn({ agency, bank }: Owners): Scope {
  return { ...(agency !== undefined && { agency }), ...(bank !== undefined && { bank }) };
}

/** Whether the asker may see something of an agency and a bank. */
export function isSeen(scope: Scope, owner: Scope): boolean {
  return (
    (scope.province === undefined || owner.province === undefined || scope.province === owner.province) &&
    (scope.agency === undefined || scope.agency === owner.agency) &&
    (scope.bank === undefined || scope.bank === owner.bank)
  );
}
