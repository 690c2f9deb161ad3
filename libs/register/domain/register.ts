/**
 * The register of a province (stream `register-<province>`): its agencies, banks, sectors and counties, with their
 * names and their first and last days. All other aggregates name them by id and check here that they exist.
 */
import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import {
  accepted,
  type Decision,
  type Refusal,
  refused,
  unreachable,
} from '@misaq/platform/kernel/decision.js';
import { codePointDifference, identityKey, Spellings } from '@misaq/platform/kernel/spelling.js';
import { foldForSearch, nameKey } from '@misaq/platform/kernel/text.js';
import type {
  RegisterCommand,
  RegisterOrganisation,
  RenameOrganisation,
  RetireOrganisation,
} from './commands.js';
import {
  ORGANISATION_KINDS,
  type OrganisationKind,
  type Ownership,
  OWNERSHIPS,
  type RegisterEvent,
} from './events.js';
import {
  asciiFault,
  choiceFault,
  identifierFault,
  ifGiven,
  invalidField,
  pastDayFault,
  reasonFault,
  spreadsheetFieldFault,
  textFieldFault,
} from '@misaq/platform/kernel/fields.js';
import { nationalIdFault } from '@misaq/platform/kernel/national-id-in-text.js';
import { type Candidate, nearest } from '@misaq/platform/kernel/nearest.js';
import { again, present, refusedBy, withSpelling } from '@misaq/platform/kernel/recorded.js';
import type { RegisterRefusalName } from './refusals.js';

/** A name and its first day; it holds until the next name. */
export interface NamePeriod {
  readonly name: string;
  readonly from: PlainDate;
  /** Why it was renamed; the first name has no reason. */
  readonly reason?: string;
}

export interface Organisation {
  readonly kind: OrganisationKind;
  readonly id: string;
  readonly ownership?: Ownership;
  readonly activeFrom: PlainDate;
  /** By `from`; the first is the name at registration. */
  readonly names: readonly [NamePeriod, ...NamePeriod[]];
  /** The first day on which it is no longer active, and why. */
  readonly retired?: { readonly from: PlainDate; readonly reason: string };
}

/** {@link evolve} changes the maps in place; organisations are immutable and only replaced. */
export interface RegisterState {
  /** By kind and id. */
  readonly organisations: Map<string, Organisation>;
  /** Ids of all organisations that ever had a name, by kind and key of the name, in order of registration. */
  readonly bearers: Map<string, readonly string[]>;
  /** By kind and id. */
  readonly spellings: Spellings;
}

export interface RegisterContext {
  readonly today: PlainDate;
}

export type FoundOrganisation =
  | { readonly kind: 'found'; readonly organisation: Organisation }
  /** Registered, but not yet or no longer active on that day. */
  | { readonly kind: 'inactive'; readonly organisation: Organisation }
  /** `nearest` is an id or name in force on that day, if one is near enough. */
  | { readonly kind: 'unknown'; readonly nearest?: string };

export function initialRegister(): RegisterState {
  return { organisations: new Map(), bearers: new Map(), spellings: new Spellings() };
}

/** An independent copy, on which a file can be rehearsed row by row. */
export function fork(state: RegisterState): RegisterState {
  return {
    organisations: new Map(state.organisations),
    bearers: new Map(state.bearers),
    spellings: state.spellings.copy(),
  };
}

/** Neither a kind nor an identifier contains a blank, so different pairs give different keys. */
function keyOf(kind: OrganisationKind, idOrFoldedName: string): string {
  return `${kind} ${idOrFoldedName}`;
}

/** Finds an organisation by its id, in any spelling. */
function byId(register: RegisterState, kind: OrganisationKind, id: string): Organisation | undefined {
  const { organisations, spellings } = register;
  return organisations.get(spellings.recordedFor(keyOf(kind, id), (key) => organisations.has(key)));
}

/** The registered spelling of an id, or the given one when no organisation has it. */
export function registeredId(register: RegisterState, kind: OrganisationKind, id: string): string {
  // Every command calls this, so no string is built for an id that is its own key.
  if (register.spellings.isEmpty && identityKey(id) === id) return id;
  const key = keyOf(kind, id);
  const recorded = register.spellings.recordedFor(key, (each) => register.organisations.has(each));
  return recorded === key ? id : recorded.slice(kind.length + 1);
}

function isActive(organisation: Organisation, on: PlainDate): boolean {
  return (
    organisation.activeFrom <= on && (organisation.retired === undefined || on < organisation.retired.from)
  );
}

function latestName(organisation: Organisation): NamePeriod {
  return organisation.names.at(-1) ?? organisation.names[0];
}

/** The name in force on a day; before the first day the first name, after the last the last. */
function nameOn(organisation: Organisation, on: PlainDate): string {
  return (organisation.names.findLast((period) => period.from <= on) ?? organisation.names[0]).name;
}

/** Whether the organisation has the name on any day from `from` on. */
function bearsFrom(organisation: Organisation, folded: string, from: PlainDate): boolean {
  return organisation.names.some(({ name, from: start }, index) => {
    if (nameKey(name) !== folded) return false;
    const next = organisation.names[index + 1];
    const end = next === undefined ? organisation.retired?.from : next.from;
    return end === undefined || (end > from && end > start);
  });
}

function bearersOf(register: RegisterState, kind: OrganisationKind, folded: string): readonly Organisation[] {
  const ids = register.bearers.get(keyOf(kind, folded)) ?? [];
  return ids.map((id) => register.organisations.get(keyOf(kind, id))).filter((found) => found !== undefined);
}

function nearestOf(
  register: RegisterState,
  kind: OrganisationKind,
  given: string,
  on: PlainDate,
): string | undefined {
  const candidates: Candidate[] = [];
  for (const organisation of register.organisations.values()) {
    if (organisation.kind !== kind || !isActive(organisation, on)) continue;
    const name = nameOn(organisation, on);
    candidates.push({ folded: foldForSearch(organisation.id), shown: organisation.id });
    candidates.push({ folded: foldForSearch(name), shown: name });
  }
  return nearest(foldForSearch(given), candidates);
}

/** The organisations of a kind that are active on a day, in order of registration. */
export function activeOrganisations(
  register: RegisterState,
  kind: OrganisationKind,
  on: PlainDate,
): readonly Organisation[] {
  return [...register.organisations.values()].filter(
    (organisation) => organisation.kind === kind && isActive(organisation, on),
  );
}

/**
 * Finds by id, else by the name in force on the day, both in any spelling. A former name is unknown; the current name
 * is offered instead.
 */
export function findOrganisation(
  register: RegisterState,
  kind: OrganisationKind,
  idOrName: string,
  on: PlainDate,
): FoundOrganisation {
  const ofId = byId(register, kind, idOrName);
  if (ofId !== undefined) return { kind: isActive(ofId, on) ? 'found' : 'inactive', organisation: ofId };

  const folded = nameKey(idOrName);
  const bearers = bearersOf(register, kind, folded);
  const active = bearers.filter((organisation) => isActive(organisation, on));
  const named = active.filter((organisation) => nameKey(nameOn(organisation, on)) === folded);
  const bearer = named.length > 1 ? nearestSpelling(named, idOrName, on) : named[0];
  if (bearer !== undefined) return { kind: 'found', organisation: bearer };

  const [renamed] = active;
  if (renamed !== undefined) return { kind: 'unknown', nearest: nameOn(renamed, on) };
  const inactive = bearers.at(-1);
  if (inactive !== undefined) return { kind: 'inactive', organisation: inactive };
  return { kind: 'unknown', ...present({ nearest: nearestOf(register, kind, idOrName, on) }) };
}

/**
 * Chooses among names that look alike, as older versions recorded them: the exact name first, then the one that an
 * older version found, then the first.
 */
function nearestSpelling(
  named: readonly Organisation[],
  given: string,
  on: PlainDate,
): Organisation | undefined {
  const searched = foldForSearch(given);
  return (
    named.find((organisation) => nameOn(organisation, on) === given) ??
    named.find((organisation) => foldForSearch(nameOn(organisation, on)) === searched) ??
    named[0]
  );
}

/** Organisations of one kind whose names have the same key at the same time, as older versions allowed. */
export interface NameTwins {
  readonly kind: OrganisationKind;
  readonly ids: readonly string[];
  /** The latest spellings, by id. */
  readonly names: readonly string[];
}

export function nameTwins(register: RegisterState): readonly NameTwins[] {
  const found: NameTwins[] = [];
  for (const [key, ids] of register.bearers) {
    if (ids.length < 2) continue;
    const kind = key.slice(0, key.indexOf(' ')) as OrganisationKind;
    const folded = key.slice(kind.length + 1);
    const bearers = bearersOf(register, kind, folded);
    const together = bearers.filter((one) =>
      bearers.some((other) => other !== one && bearAtOnce(one, other, folded)),
    );
    if (together.length < 2) continue;
    found.push({
      kind,
      ids: together.map(({ id }) => id),
      names: together.map(
        ({ names }) => names.findLast(({ name }) => nameKey(name) === folded)?.name ?? names[0].name,
      ),
    });
  }
  return found;
}

/** Whether both have the name on some day. On the first such day, the name of one of them began. */
function bearAtOnce(one: Organisation, other: Organisation, folded: string): boolean {
  return [one, other].some(({ names }) =>
    names.some(
      ({ name, from }) =>
        nameKey(name) === folded &&
        [one, other].every((each) => isActive(each, from) && nameKey(nameOn(each, from)) === folded),
    ),
  );
}

/**
 * The name in force on a day (before the first day the first, after the last the last); undefined for an unknown id.
 */
export function nameOf(
  register: RegisterState,
  kind: OrganisationKind,
  id: string,
  on: PlainDate,
): string | undefined {
  const organisation = byId(register, kind, id);
  return organisation === undefined ? undefined : nameOn(organisation, on);
}

function unknownOrganisation(
  register: RegisterState,
  kind: OrganisationKind,
  given: string,
  on: PlainDate,
): Refusal<'unknown_organisation'> {
  const found = findOrganisation(register, kind, given, on);
  // The caller gave a name instead of an id; the id is offered.
  const offered = found.kind === 'unknown' ? found.nearest : found.organisation.id;
  return { name: 'unknown_organisation', figures: { kind, given, ...present({ nearest: offered }) } };
}

/** For the deciders of other aggregates: why an organisation cannot be named on a day; undefined when it can. */
export function checkOrganisation(
  register: RegisterState,
  kind: OrganisationKind,
  id: string,
  on: PlainDate,
): Refusal<'unknown_organisation' | 'organisation_inactive'> | undefined {
  const organisation = byId(register, kind, id);
  if (organisation === undefined) return unknownOrganisation(register, kind, id, on);
  if (isActive(organisation, on)) return undefined;
  return {
    name: 'organisation_inactive',
    figures: {
      kind,
      id,
      activeFrom: organisation.activeFrom,
      retiredFrom: organisation.retired?.from ?? null,
      on,
    },
  };
}

type RegisterDecision = Decision<RegisterEvent, RegisterRefusalName>;

export function decide(
  state: RegisterState,
  given: RegisterCommand,
  context: RegisterContext,
): RegisterDecision {
  const command = withRegisteredId(state, given);
  return withSpelling(answer(state, command, context), 'id', command.id, given.id);
}

function withRegisteredId<Command extends RegisterCommand>(state: RegisterState, command: Command): Command {
  const { kind, id } = command;
  if (typeof kind !== 'string' || typeof id !== 'string') return command;
  const recorded = registeredId(state, kind, id);
  return recorded === id ? command : { ...command, id: recorded };
}

function answer(state: RegisterState, command: RegisterCommand, context: RegisterContext): RegisterDecision {
  switch (command.type) {
    case 'RegisterOrganisation':
      return decideRegistration(state, command, context);
    case 'RenameOrganisation':
      return decideRenaming(state, command, context);
    case 'RetireOrganisation':
      return decideRetirement(state, command, context);
    default:
      return unreachable(command);
  }
}

function organisationFault(command: RegisterCommand): Refusal<'invalid_field'> | undefined {
  return (
    identifierFault('province', command.province) ??
    choiceFault('kind', command.kind, ORGANISATION_KINDS) ??
    identifierFault('id', command.id)
  );
}

/** A name of only joiners and blanks could never be found. */
function nameFault(name: string): Refusal<'invalid_field'> | undefined {
  return (
    textFieldFault('name', name) ?? (nameKey(name) === '' ? invalidField('name', 'empty', name) : undefined)
  );
}

/** A bank's ownership decides with which banks it is compared. A sector or county has no owner. */
function ownershipFault({ kind, ownership }: RegisterOrganisation): Refusal<'invalid_field'> | undefined {
  if (kind === 'bank') return choiceFault('ownership', ownership, OWNERSHIPS);
  if (kind === 'agency') return ifGiven(ownership, (given) => choiceFault('ownership', given, OWNERSHIPS));
  return ifGiven(ownership, (given) => invalidField('ownership', 'not_expected', given));
}

function nameTaken(
  state: RegisterState,
  { kind, id, name }: RegisterOrganisation | RenameOrganisation,
  from: PlainDate,
): Refusal<'name_taken'> | undefined {
  const folded = nameKey(name);
  const other = bearersOf(state, kind, folded).find(
    (bearer) => bearer.id !== id && bearsFrom(bearer, folded, from),
  );
  if (other === undefined) return undefined;
  const recorded = other.names.findLast((period) => nameKey(period.name) === folded)?.name ?? name;
  return {
    name: 'name_taken',
    figures: {
      kind,
      name,
      takenBy: other.id,
      ...(recorded !== name && { recorded, difference: codePointDifference(recorded, name) }),
    },
  };
}

/** Officers act for organisations of these kinds. */
const CARRIES_RIGHTS: ReadonlySet<OrganisationKind> = new Set(['agency', 'bank']);

function decideRegistration(
  state: RegisterState,
  command: RegisterOrganisation,
  { today }: RegisterContext,
): RegisterDecision {
  const { kind, id, name, ownership, activeFrom } = command;
  const fault =
    organisationFault(command) ??
    nameFault(name) ??
    ownershipFault(command) ??
    pastDayFault('activeFrom', activeFrom, today);
  if (fault !== undefined) return refusedBy(fault);

  const known = state.organisations.get(keyOf(kind, id));
  if (known !== undefined) {
    const recorded = { name: known.names[0].name, ownership: known.ownership, activeFrom: known.activeFrom };
    // Another spelling is the same name; the registered one stays.
    const same = nameKey(name) === nameKey(recorded.name) ? recorded.name : name;
    return again(keyOf(kind, id), recorded, { name: same, ownership, activeFrom });
  }
  const shortened =
    (CARRIES_RIGHTS.has(kind) ? asciiFault('id', id) : undefined) ??
    spreadsheetFieldFault('id', id) ??
    spreadsheetFieldFault('name', name) ??
    (state.organisations.size === 0
      ? (spreadsheetFieldFault('province', command.province) ?? nationalIdFault('province', command.province))
      : undefined);
  if (shortened !== undefined) return refusedBy(shortened);
  const taken = nameTaken(state, command, activeFrom);
  if (taken !== undefined) return refusedBy(taken);
  return accepted({
    type: 'OrganisationRegistered',
    data: present({ kind, id, name, ownership, activeFrom }),
  });
}

function decideRenaming(
  state: RegisterState,
  command: RenameOrganisation,
  { today }: RegisterContext,
): RegisterDecision {
  const { kind, id, name, from, reason } = command;
  const fault =
    organisationFault(command) ?? nameFault(name) ?? reasonFault(reason) ?? pastDayFault('from', from, today);
  if (fault !== undefined) return refusedBy(fault);

  const organisation = state.organisations.get(keyOf(kind, id));
  if (organisation === undefined) {
    return refusedBy(unknownOrganisation(state, kind, id, from));
  }
  const recorded = organisation.names.find((period) => period.from === from);
  if (recorded !== undefined) {
    return again(
      `${keyOf(kind, id)} ${from}`,
      { name: recorded.name, reason: recorded.reason },
      { name, reason },
    );
  }
  if (organisation.retired !== undefined) {
    return refused('organisation_retired', { kind, id, retiredFrom: organisation.retired.from });
  }
  const latest = latestName(organisation);
  if (from < latest.from) {
    return refused('effective_day_out_of_order', { kind, id, latest: latest.from, from });
  }
  if (name === latest.name) return refused('name_unchanged', { kind, id, name, since: latest.from });
  const refusal = spreadsheetFieldFault('name', name) ?? nameTaken(state, command, from);
  if (refusal !== undefined) return refusedBy(refusal);
  return accepted({ type: 'OrganisationRenamed', data: { kind, id, name, from, reason } });
}

function decideRetirement(
  state: RegisterState,
  command: RetireOrganisation,
  { today }: RegisterContext,
): RegisterDecision {
  const { kind, id, from, reason } = command;
  const fault = organisationFault(command) ?? reasonFault(reason) ?? pastDayFault('from', from, today);
  if (fault !== undefined) return refusedBy(fault);

  const organisation = state.organisations.get(keyOf(kind, id));
  if (organisation === undefined) {
    return refusedBy(unknownOrganisation(state, kind, id, from));
  }
  if (organisation.retired !== undefined) {
    return again(keyOf(kind, id), organisation.retired, { from, reason });
  }
  // A retirement on the first day is allowed: it means that the organisation should not have been registered.
  const latest = latestName(organisation);
  if (from < latest.from) {
    return refused('effective_day_out_of_order', { kind, id, latest: latest.from, from });
  }
  return accepted({ type: 'OrganisationRetired', data: { kind, id, from, reason } });
}

function addBearer(state: RegisterState, kind: OrganisationKind, id: string, name: string): void {
  const key = keyOf(kind, nameKey(name));
  const ids = state.bearers.get(key) ?? [];
  if (!ids.includes(id)) state.bearers.set(key, [...ids, id]);
}

function recordedOrganisation(state: RegisterState, kind: OrganisationKind, id: string): Organisation {
  const organisation = state.organisations.get(keyOf(kind, id));
  if (organisation === undefined)
    throw new Error(`the register holds an event of ${kind} ${id} before its registration`);
  return organisation;
}

/** Changes the state in place and returns it. */
export function evolve(state: RegisterState, event: RegisterEvent): RegisterState {
  switch (event.type) {
    case 'OrganisationRegistered': {
      const { kind, id, name, ownership, activeFrom } = event.data;
      state.organisations.set(
        keyOf(kind, id),
        present({ kind, id, ownership, activeFrom, names: [{ name, from: activeFrom }] as const }),
      );
      state.spellings.add(keyOf(kind, id));
      addBearer(state, kind, id, name);
      return state;
    }
    case 'OrganisationRenamed': {
      const { kind, id, name, from, reason } = event.data;
      const organisation = recordedOrganisation(state, kind, id);
      state.organisations.set(keyOf(kind, id), {
        ...organisation,
        names: [...organisation.names, { name, from, reason }],
      });
      addBearer(state, kind, id, name);
      return state;
    }
    case 'OrganisationRetired': {
      const { kind, id, from, reason } = event.data;
      state.organisations.set(keyOf(kind, id), {
        ...recordedOrganisation(state, kind, id),
        retired: { from, reason },
      });
      return state;
    }
    default:
      return unreachable(event);
  }
}
