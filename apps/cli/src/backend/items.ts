import type { RegisterEvent } from '@misaq/register/domain/events.js';
import { evolve, initialRegister, type RegisterState } from '@misaq/register/domain/register.js';
import type { OrganisationItem } from '@misaq/register/boards/register/wire.js';

/*
 * The register as verbs work with it, made of what is answered. Where an answer has null, nothing stands.
 */

type WithoutNulls<Item> = {
  readonly [Key in keyof Item as null extends Item[Key] ? never : Key]: Item[Key];
} & {
  readonly [Key in keyof Item as null extends Item[Key] ? Key : never]?: Exclude<Item[Key], null>;
};

function withoutNulls<Item extends object>(item: Item): WithoutNulls<Item> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)) as WithoutNulls<Item>;
}

/** Why something was renamed or retired is not told, and is not asked for where names are looked up. */
export function registerOf(items: readonly OrganisationItem[]): RegisterState {
  return items.flatMap(registerEvents).reduce(evolve, initialRegister());
}

function registerEvents(item: OrganisationItem): readonly RegisterEvent[] {
  const { kind, id, ownership, activeFrom, retiredFrom, names } = item;
  const [first, ...later] = names;
  const reason = '';
  return [
    {
      type: 'OrganisationRegistered',
      data: { kind, id, name: first?.name ?? id, ...withoutNulls({ ownership }), activeFrom },
    },
    ...later.map(({ name, from }) => ({
      type: 'OrganisationRenamed' as const,
      data: { kind, id, name, from, reason },
    })),
    ...(retiredFrom === null
      ? []
      : [{ type: 'OrganisationRetired' as const, data: { kind, id, from: retiredFrom, reason } }]),
  ];
}
