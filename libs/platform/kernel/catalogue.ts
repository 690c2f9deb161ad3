import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { DomainEvent } from './decision.js';
import type { EventForm, EventForms } from './event-forms.js';
import type { Concerned, Fact, Language, LiveBoard } from './facts.js';
import type { RefusalMeaning, Refusals } from './refusals.js';
import type { StreamKinds } from './streams.js';
import { knowStreams } from './streams.js';

/* What the subjects say of their events, refusals and files. The list of subjects fills it, and everybody looks here. */

/** The part of a subject that the catalogue holds. */
export interface CataloguedSubject {
  /** By type of event. */
  readonly facts: Readonly<Record<string, Fact<never>>>;
  readonly refusals: Refusals;
  /** Types of events whose stored form is not the form in the program. */
  readonly forms?: EventForms;
  /** Its kinds of streams that no other subject names. */
  readonly streams?: StreamKinds;
  /** What stands together in the document of the API under a name of its own, each with a sentence. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Its kinds of files. */
  readonly importKinds?: Readonly<Record<string, { readonly nameFa: string }>>;
}

/*
 * The data of an event is read only by facts that look at it: it is parsed when it is first read.
 *
 * A process has one list of subjects. Before there is one, no type of event and no refusal is known.
 */
let facts = new Map<string, Fact<object>>();
let forms = new Map<string, EventForm>();
let refusals = new Map<string, RefusalMeaning>();
let kinds = new Map<string, string>();
let tags = new Map<string, string>();

/**
 * Takes what the subjects say. What an earlier list said is forgotten. Of a refusal that several subjects give, the words
 * of the first one count.
 */
export function fillCatalogue(subjects: readonly CataloguedSubject[]): void {
  facts = merged(subjects.map((subject) => subject.facts as unknown as Record<string, Fact<object>>));
  forms = merged(subjects.map((subject) => subject.forms ?? {}));
  refusals = merged(subjects.map((subject) => subject.refusals));
  kinds = new Map(
    subjects.flatMap(({ importKinds = {} }) =>
      Object.entries(importKinds).map(([kind, { nameFa }]) => [kind, nameFa] as const),
    ),
  );
  tags = merged(subjects.map((subject) => subject.tags ?? {}));
  knowStreams(subjects.map(({ streams = {} }) => streams));
}

function merged<Value>(parts: readonly Readonly<Record<string, Value>>[]): Map<string, Value> {
  return new Map(parts.toReversed().flatMap((part) => Object.entries(part)));
}

/** Whether a subject has events of this type. */
export function isEventType(type: string): boolean {
  return facts.has(type);
}

/** The types of events of all subjects. */
export function eventTypeNames(): readonly string[] {
  return [...facts.keys()];
}

/** An event of the log; undefined when no subject has the type. */
export function knownEvent<Event extends DomainEvent>(event: Event): Event | undefined {
  return isEventType(event.type) ? event : undefined;
}

/** What happened, in one sentence. See {@link Fact.sentence}. */
export function describe(event: DomainEvent, language: Language = 'en'): string {
  const fact = facts.get(event.type);
  if (fact === undefined) throw new Error(`no subject has the event ${event.type}`);
  return fact.sentence[language](event.data);
}

/** The business day an event is about. See {@link Fact.on}. */
export function effectiveOn(event: DomainEvent): PlainDate | undefined {
  return facts.get(event.type)?.on?.(event.data);
}

/** The screen that an event changes; undefined when it changes none. */
export function boardOf({ type }: DomainEvent): LiveBoard | undefined {
  return facts.get(type)?.board;
}

const NOBODY: Concerned = { agencies: [], banks: [] };

/** The organisations that an event concerns. See {@link Fact.concerns}. */
export function concernedBy(event: DomainEvent): Concerned {
  return facts.get(event.type)?.concerns?.(event.data) ?? NOBODY;
}

/** The province that an event itself names. See {@link Fact.province}. */
export function provinceIn(event: DomainEvent): string | undefined {
  return facts.get(event.type)?.province?.(event.data);
}

/** The data of an event without what nobody is shown. See {@link Fact.shown}. */
export function shownData(event: DomainEvent): object {
  return facts.get(event.type)?.shown?.(event.data) ?? event.data;
}

/** The data of an event as it is written. */
export function storedForm(type: string, data: object): object {
  return forms.get(type)?.write(data) ?? data;
}

/** The data of an event as the program knows it, whichever version wrote it. */
export function fullForm(type: string, data: object): object {
  return forms.get(type)?.read(data) ?? data;
}

/** What a refusal of a subject means; undefined for a name that no subject has. */
export function refusalMeaning(name: string): RefusalMeaning | undefined {
  return refusals.get(name);
}

/** The names of the refusals of all subjects. */
export function refusalsOfSubjects(): readonly string[] {
  return [...refusals.keys()];
}

/** Names of parts of the document of the API, beside those of the first subjects. */
export function tagsOfSubjects(): ReadonlyMap<string, string> {
  return tags;
}

/** What the files of a kind hold, in Persian; its name where no subject has the kind. */
export function kindInPersian(kind: string): string {
  return kinds.get(kind) ?? kind;
}
