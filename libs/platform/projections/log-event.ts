import { fullForm } from '@misaq/event-forms.js';
import type { EventMetadata, StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import type { RecordedEvent } from '@misaq/platform/event-store/port.js';

/** An event as projections get it: read from the log once, however many of them look at it. */
export interface LogEvent extends StoredEvent {
  readonly eventId: string;
  /** `metadata.actor.id`, without reading the rest of the metadata. */
  readonly actorId: string;
}

/** Metadata is written with sorted keys, so that all of it begins with the actor and the actor with its id. */
const BEFORE_ACTOR_ID = '{"actor":{"id":"';

/**
 * The names of types as the program's own constants are kept: comparing one of those with a case of a switch is
 * comparing two addresses. There are a few dozen; other names are left as they come.
 */
const typeNames = new Map<string, string>();
const TYPE_NAMES_MAX = 1_000;

function typeName(type: string): string {
  const known = typeNames.get(type);
  if (known !== undefined) return known;
  // A name that has been the name of a property is such a constant.
  const [name = type] = Object.keys({ [type]: true });
  if (typeNames.size < TYPE_NAMES_MAX) typeNames.set(name, name);
  return name;
}

/**
 * Reads JSON only when asked for it, and once: metadata takes longer to parse than data, and hardly any projection
 * looks at more of it than the actor's id (measured: parsing all of it costs a rebuild a quarter of its time).
 * A class, because an object of functions for each of a million events costs more than what it saves.
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
}

/** JSON that cannot be read throws when it is first looked at: the projection that needs it stops there. */
export function logEvent(recorded: RecordedEvent): LogEvent {
  return new LazyEvent(recorded);
}
