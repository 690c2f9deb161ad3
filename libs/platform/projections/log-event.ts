import { fullForm } from '@misaq/platform/kernel/catalogue.js';
import type { EventMetadata, StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';

/** An event as projections receive it: read from the log once, and shared by all projections. */
export interface LogEvent extends StoredEvent {
  readonly eventId: string;
  /** `metadata.actor.id`, without reading the rest of the metadata. */
  readonly actorId: string;
  /** The ids of its command and of what caused that, without reading the rest of the metadata. */
  readonly commandIds: CommandIds;
  /** `metadata.recordedAt`, without reading the rest of the metadata. */
  readonly recordedAt: string;
}

/** Events that this program did not write may lack them. */
export type CommandIds = Partial<Pick<EventMetadata, 'commandId' | 'causationId' | 'correlationId'>>;

/**
 * The three ids as metadata is written, with sorted keys. In a name of the actor every quotation mark has a backslash
 * before it, so no name contains this text.
 */
const COMMAND_IDS =
  /,"causationId":"(?<causationId>\w+)","commandId":"(?<commandId>\w+)","correlationId":"(?<correlationId>\w+)",/;
const BEFORE_RECORDED_AT = ',"recordedAt":"';
const INSTANT_LENGTH = '2024-05-20T07:30:00.000Z'.length;

/** Metadata is written with sorted keys. It therefore begins with the actor, and the actor with its id. */
const BEFORE_ACTOR_ID = '{"actor":{"id":"';

/**
 * Interned names of event types: the strings that the program's own constants use. Comparing such a string with a case
 * of a switch compares two addresses. There are a few dozen; other names are left unchanged.
 */
const typeNames = new Map<string, string>();
const TYPE_NAMES_MAX = 1_000;

function typeName(type: string): string {
  const known = typeNames.get(type);
  if (known !== undefined) return known;
  // V8 interns every string that has been a property name.
  const [name = type] = Object.keys({ [type]: true });
  if (typeNames.size < TYPE_NAMES_MAX) typeNames.set(name, name);
  return name;
}

/**
 * Parses JSON only when it is read, and once. Metadata takes longer to parse than data, and hardly any projection reads
 * more of it than the actor's id. (Measured: parsing all metadata takes a quarter of a rebuild's time.) It is a class,
 * because a million objects with functions would cost more than the lazy parsing saves.
 */
class LazyEvent implements LogEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly eventId: string;
  readonly #data: string;
  readonly #metadata: string;
  #parsedData: object | undefined;
  #parsedMetadata: EventMetadata | undefined;

  constructor(recorded: RecordedEvent) {
    this.position = recorded.position;
    this.stream = recorded.stream;
    this.revision = recorded.revision;
    this.type = typeName(recorded.type);
    this.eventId = recorded.id;
    this.#data = recorded.data;
    this.#metadata = recorded.metadata;
  }

  get data(): object {
    return (this.#parsedData ??= fullForm(this.type, JSON.parse(this.#data) as object));
  }

  get metadata(): EventMetadata {
    return (this.#parsedMetadata ??= JSON.parse(this.#metadata) as EventMetadata);
  }

  get actorId(): string {
    if (this.#metadata.startsWith(BEFORE_ACTOR_ID)) {
      const end = this.#metadata.indexOf('"', BEFORE_ACTOR_ID.length);
      const id = this.#metadata.slice(BEFORE_ACTOR_ID.length, end);
      if (!id.includes('\\')) return id;
    }
    return this.metadata.actor.id;
  }

  get commandIds(): CommandIds {
    return (COMMAND_IDS.exec(this.#metadata)?.groups as CommandIds | undefined) ?? this.metadata;
  }

  get recordedAt(): string {
    const at = this.#metadata.lastIndexOf(BEFORE_RECORDED_AT);
    if (at < 0) return this.metadata.recordedAt;
    const start = at + BEFORE_RECORDED_AT.length;
    return this.#metadata.slice(start, start + INSTANT_LENGTH);
  }
}

/**
 * Creates an event for projections. Invalid JSON throws when a projection first reads it, and stops that projection.
 */
export function logEvent(recorded: RecordedEvent): LogEvent {
  return new LazyEvent(recorded);
}
