import { type Act, may } from '@misaq/access/domain/roles.js';
import type { DomainEvent } from '@misaq/platform/kernel/decision.js';
import type { RegisterCommand } from './domain/commands.js';
import type { RegisterEvent } from './domain/events.js';
import * as register from './domain/register.js';
import { provinceOfStream } from '@misaq/platform/kernel/streams.js';
import type { Aggregate } from '@misaq/platform/commands/aggregate.js';
import { namingNobody } from '@misaq/platform/commands/naming-nobody.js';

/** The right that each command needs (the table of roles). */
export const REGISTER_RIGHTS = {
  RegisterOrganisation: 'manage-register',
  RenameOrganisation: 'manage-register',
  RetireOrganisation: 'manage-register',
} as const satisfies Record<RegisterCommand['type'], Act>;

const BYTES_OF_ORGANISATION = 500;

export const registerAggregate: Aggregate<register.RegisterState, RegisterCommand, register.RegisterContext> =
  {
    category: 'register',
    initial: register.initialRegister,
    evolve: (state, event: DomainEvent) => register.evolve(state, event as RegisterEvent),
    fork: register.fork,
    bytes: (state) => state.organisations.size * BYTES_OF_ORGANISATION,
    authorise: (actor, _state, { type }, stream) =>
      may(actor, REGISTER_RIGHTS[type], { province: provinceOfStream(stream) }),
    decide: namingNobody(register.decide),
  };
