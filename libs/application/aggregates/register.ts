import { type Act, may } from '@misaq/domain/access/roles.js';
import type { DomainEvent } from '@misaq/domain/kernel/decision.js';
import type { RegisterCommand } from '@misaq/domain/register/commands.js';
import type { RegisterEvent } from '@misaq/domain/register/events.js';
import * as register from '@misaq/domain/register/register.js';
import { provinceOfStream } from '@misaq/domain/kernel/streams.js';
import type { Aggregate } from '../aggregate.js';
import { namingNobody } from './naming-nobody.js';

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
