import type { Refusal } from '@misaq/platform/kernel/decision.js';
import { spreadsheetFieldFault } from '@misaq/platform/kernel/fields.js';
import { withSpelling } from '@misaq/platform/kernel/recorded.js';
import { isSameText } from '@misaq/platform/kernel/spelling.js';
import type { OrganisationKind } from '@misaq/register/domain/events.js';
import { registeredId } from '@misaq/register/domain/register.js';
import type { CreditCommand } from './commands.js';
import type { CreditContext, CreditDecision } from './context.js';
import { paymentOf } from './facility.js';
import type { PoolState } from './state.js';

/*
 * Commands name things by ids, and callers may spell one id in several ways that look alike. Before a pool decides, it
 * replaces every id by the spelling under which the thing is recorded. Events then name one thing by one text.
 */

/**
 * Every field by which a command of a pool names something. Commands come from outside, so their types are not
 * guaranteed.
 */
interface Naming {
  readonly facilityId?: unknown;
  readonly allocationId?: unknown;
  readonly bankReference?: unknown;
  readonly reviewId?: unknown;
  readonly reversalId?: unknown;
  readonly agency?: unknown;
  readonly bank?: unknown;
  readonly county?: unknown;
  readonly sector?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly extendLots?: unknown;
}

type Field = Exclude<keyof Naming, 'extendLots' | 'bankReference'>;

/** Returns the recorded spelling of an id, or the given id when nothing is recorded under it. */
type LookUp = (given: string, state: PoolState, context: CreditContext) => string;

const LOOKUPS: Readonly<Record<Field, LookUp>> = {
  facilityId: (given, { facilities }) => facilities.recordedId(given),
  allocationId: recordedLot,
  reviewId: (given, { reviews }) => ofFew(given, reviews),
  reversalId: (given, { reversals }) => ofFew(given, reversals),
  agency: organisation('agency'),
  bank: organisation('bank'),
  county: organisation('county'),
  sector: organisation('sector'),
  from: organisation('agency'),
  to: organisation('agency'),
};

/**
 * The fields of each command that are looked up. A list for each type, because payments are decided tens of thousands
 * of times a second.
 */
const FIELDS: Readonly<Record<CreditCommand['type'], readonly Field[]>> = {
  AdoptPolicy: [],
  AllocateCredit: ['allocationId', 'agency'],
  CorrectAllocation: ['allocationId'],
  IntroduceFacility: ['facilityId', 'agency', 'bank', 'county', 'sector'],
  CorrectIntroduction: ['facilityId'],
  DeclineFacility: ['facilityId', 'bank'],
  WithdrawFacility: ['facilityId'],
  PayFacility: ['facilityId', 'bank'],
  ReversePayment: ['facilityId', 'bank'],
  CloseFacility: ['facilityId', 'bank'],
  ReviewPool: [],
  ApproveReallocation: ['reviewId'],
  DismissReallocation: ['reviewId'],
  ReverseReallocation: ['reversalId', 'reviewId', 'from', 'to'],
};

function organisation(kind: OrganisationKind) {
  return (given: string, _state: PoolState, { register }: CreditContext): string =>
    registeredId(register, kind, given);
}

function recordedLot(given: string, { lots, lotSpellings }: PoolState): string {
  return lotSpellings.recordedFor(given, (id) => lots.has(id));
}

function ofFew(given: string, recorded: ReadonlyMap<string, unknown>): string {
  if (recorded.has(given)) return given;
  for (const id of recorded.keys()) if (isSameText(id, given)) return id;
  return given;
}

/** Returns the command with recorded spellings, or the same object when the caller already used them. */
export function asRecorded(state: PoolState, command: CreditCommand, context: CreditContext): CreditCommand {
  const naming = command as Naming;
  let changed: Record<string, unknown> | undefined;
  for (const field of FIELDS[command.type]) {
    const given = naming[field];
    if (typeof given !== 'string') continue;
    const recorded = LOOKUPS[field](given, state, context);
    if (recorded !== given) (changed ??= {})[field] = recorded;
  }
  const { extendLots } = naming;
  if (Array.isArray(extendLots)) {
    const lots = extendLots as readonly unknown[];
    const recorded = lots.map((lot) => (typeof lot === 'string' ? recordedLot(lot, state) : lot));
    if (recorded.some((lot, index) => lot !== lots[index])) (changed ??= {}).extendLots = recorded;
  }
  return changed === undefined ? command : { ...command, ...changed };
}

/** Adds to a refusal which ids the caller spelled otherwise than the log does. */
export function tellingSpellings(
  decision: CreditDecision,
  recorded: CreditCommand,
  given: CreditCommand,
): CreditDecision {
  let told = decision;
  for (const field of FIELDS[given.type]) {
    const [a, b] = [(recorded as Naming)[field], (given as Naming)[field]];
    if (typeof a === 'string' && typeof b === 'string') told = withSpelling(told, field, a, b);
  }
  return told;
}

/**
 * Refuses an id that a spreadsheet shortened, unless something is recorded under it. A shortened id must not name
 * anything new.
 *
 * @param command with recorded spellings
 */
export function shortenedIdFault(
  { facilities, lots }: PoolState,
  command: CreditCommand,
): Refusal<'invalid_field'> | undefined {
  const { facilityId, allocationId, bankReference } = command as Naming;
  const ofFacility = spreadsheetFieldFault('facilityId', facilityId);
  const ofAllocation = spreadsheetFieldFault('allocationId', allocationId);
  const ofPayment = spreadsheetFieldFault('bankReference', bankReference);
  // Recorded ids are looked up only for the few texts that look shortened.
  if ((ofFacility ?? ofAllocation ?? ofPayment) === undefined) return undefined;
  const facility = typeof facilityId === 'string' ? facilities.get(facilityId) : undefined;
  if (ofFacility !== undefined && facility === undefined) return ofFacility;
  if (ofAllocation !== undefined && !lots.has(allocationId as string)) return ofAllocation;
  const isPaid = facility !== undefined && paymentOf(facility, bankReference as string) !== undefined;
  return isPaid ? undefined : ofPayment;
}
