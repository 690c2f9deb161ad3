import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { initialRegister, evolve, type RegisterState } from '@misaq/domain/register/register.js';
import type { RegisterEvent } from '@misaq/domain/register/events.js';
import type { PoolReviewed } from '@misaq/domain/credit/events.js';
import type { AgencyTrace } from '@misaq/domain/credit/trace.js';
import type { WorkingCalendar } from '@misaq/calendar/working-calendar.js';
import type { BankOnBoard } from '@misaq/read-models/bank-board/queries.js';
import type { CommitmentPart } from '@misaq/read-models/commitment-board/queries.js';
import type { AgencyOnBoard } from '@misaq/read-models/credit-board/board.js';
import type { BankItem } from '@misaq/wire/bank-board.js';
import type { CalendarItem } from '@misaq/wire/calendar.js';
import type { CommitmentFigures } from '@misaq/wire/commitment-board.js';
import type { AgencyItem, AgencyOnBoardItem } from '@misaq/wire/credit-board.js';
import type { HistoryItem, ShownEvent } from '@misaq/wire/history.js';
import type { Names } from '@misaq/wire/names.js';
import type { OrganisationItem } from '@misaq/wire/register.js';
import type { ReviewDetailItem } from '@misaq/wire/reviews.js';

/*
 * The reverse of libs/wire: what was answered as JSON, in the form that texts and tables are made of here. Where an
 * answer has null, nothing stands.
 */

type WithoutNulls<Item> = {
  readonly [Key in keyof Item as null extends Item[Key] ? never : Key]: Item[Key];
} & {
  readonly [Key in keyof Item as null extends Item[Key] ? Key : never]?: Exclude<Item[Key], null>;
};

function withoutNulls<Item extends object>(item: Item): WithoutNulls<Item> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)) as WithoutNulls<Item>;
}

/** Names that stand in the answer beside the ids. */
export function namesOf<Key extends string>(
  key: Key,
  items: readonly ({ readonly name: string | null } & Readonly<Record<Key, string>>)[],
): Names {
  const names = new Map<string, string | null>(items.map((item) => [item[key], item.name]));
  return (id) => names.get(id) ?? undefined;
}

export function agencyTrace({ allocatedRial, name: _, lots, reports, ...item }: AgencyItem): AgencyTrace {
  return {
    ...withoutNulls(item),
    creditRial: allocatedRial,
    ...(reports.length > 0 && { reports }),
    lots: lots.map((lot) => ({
      ...lot,
      holidaysSkipped: lot.holidaysSkipped.map(({ date }) => date as PlainDate),
    })),
  };
}

export function agencyOnBoard(item: AgencyOnBoardItem): AgencyOnBoard {
  const { introducedRial, introducedBasisPoints, paidOfIntroducedBasisPoints, provisional, facilities } =
    item;
  return {
    ...agencyTrace(item),
    ...withoutNulls({ introducedBasisPoints, paidOfIntroducedBasisPoints }),
    introducedRial,
    provisional,
    facilities,
  };
}

/** Of whoever sees one agency only, what stayed without a recipient is not told and counts as nothing. */
export function reviewTrace(item: ReviewDetailItem): PoolReviewed {
  const { reviewId, asOf, requestedBy, policy, calendarRevision, agencies, transfers } = item;
  const skipped = agencies.flatMap(({ lots }) => lots.flatMap(({ holidaysSkipped }) => holidaysSkipped));
  const holidays = new Map(skipped.map(({ date, names }) => [date as PlainDate, names]));
  return {
    reviewId,
    ruleVersion: item.ruleVersion,
    asOf,
    requestedBy,
    policy,
    calendarRevision,
    holidays: [...holidays].map(([date, names]) => ({ date, names })),
    agencies: agencies.map(agencyTrace),
    transfers,
    unplacedRial: item.unplacedRial ?? '0',
  };
}

export function bankOnBoard(item: BankItem): BankOnBoard {
  const { name: _, paidOfIntroducedBasisPoints: _share, waiting, ...rest } = item;
  return { ...withoutNulls(rest), waiting: withoutNulls(waiting) };
}

export function commitmentPart(id: string, item: CommitmentFigures): CommitmentPart {
  return { id, ...commitmentFigures(item) };
}

export function commitmentFigures(item: CommitmentFigures): Omit<CommitmentPart, 'id'> {
  const { assignedByVersion, fulfilmentBasisPoints, rejected, voided, verified, ended } = item;
  return {
    assigned: assignedByVersion,
    ...withoutNulls({ fulfilmentBasisPoints }),
    registered: item.registeredGross,
    registeredWomen: item.registeredGrossWomen,
    net: item.registered,
    netWomen: item.registeredWomen,
    rejected,
    voided,
    verified,
    ended,
  };
}

export function workingCalendar({ lunarMonths, ...item }: CalendarItem): WorkingCalendar {
  const { revision, weekProfiles, closures, cancellations } = item;
  const months = new Map(lunarMonths.map(({ hijriMonth, firstDay }) => [hijriMonth, firstDay]));
  return { revision, weekProfiles, closures, cancellations, lunarMonths: months };
}

export function historyEvent({ revision, ...item }: HistoryItem): ShownEvent {
  return { ...withoutNulls(item), revision };
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
