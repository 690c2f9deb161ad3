import type { CommitmentEvent } from '@misaq/commitments/domain/events.js';
import type { CreditEvent } from '@misaq/credit/domain/events.js';
import { differingCodePoints, identityKey } from '@misaq/platform/kernel/spelling.js';
import { isNamedByPeople } from '@misaq/platform/kernel/streams.js';
import type { RegisterEvent } from '@misaq/register/domain/events.js';
import { evolve, initialRegister, nameTwins, type RegisterState } from '@misaq/register/domain/register.js';
import { type EventStore, LOG_START, type RecordedEvent } from '@misaq/platform/event-store/port.js';

/**
 * Ids or names that look alike and are recorded as two. Older versions recorded such twins; each is still named by its
 * exact spelling. They are no damage, but somebody may have meant one thing by both.
 */
export interface Twins {
  readonly kind: 'stream' | 'facility' | 'allocation' | 'payment' | 'organisation' | 'version' | 'name';
  /** The stream that holds them; of twin streams the one that an older version began under its exact spelling. */
  readonly stream: string;
  /** The spelling that is not its own key stands first. Of names those of different organisations. */
  readonly spellings: readonly string[];
  /** By which code points the first two differ. */
  readonly difference: string;
}

/** A log has hardly any; a report of thousands helps nobody. */
const TWINS_LISTED_MAX = 1_000;

type Kind = Exclude<Twins['kind'], 'name'>;

interface Named {
  readonly kind: Kind;
  /** What the id is unique in. */
  readonly within: string;
  readonly id: string;
}

const NAMING: ReadonlySet<string> = new Set<NamingEvent['type']>([
  'FacilityIntroduced',
  'CreditAllocated',
  'FacilityPaid',
  'OrganisationRegistered',
  'CommitmentAssigned',
]);
type NamingEvent = Extract<
  CreditEvent | RegisterEvent | CommitmentEvent,
  {
    readonly type:
      | 'FacilityIntroduced'
      | 'CreditAllocated'
      | 'FacilityPaid'
      | 'OrganisationRegistered'
      | 'CommitmentAssigned';
  }
>;

const OF_NAMES = new Set(['OrganisationRegistered', 'OrganisationRenamed', 'OrganisationRetired']);

/** Looks for twins while a log is read. */
export class LookAlikeFinder {
  /** Spellings that are not their own key: of two twins at least one is none, and most logs have no such spelling. */
  readonly #found = new Map<
    string,
    { readonly kind: Kind; readonly stream: string; readonly spellings: string[] }
  >();
  readonly #registers = new Map<string, RegisterState>();

  look(event: RecordedEvent): void {
    for (const named of namedBy(event)) {
      const key = identityKey(named.id);
      if (key !== named.id) this.#add(named, key, event.stream);
    }
    if (!OF_NAMES.has(event.type)) return;
    const { stream, type, data } = event;
    const register = this.#registers.get(stream) ?? initialRegister();
    this.#registers.set(
      stream,
      evolve(register, { type, data: JSON.parse(data) as object } as RegisterEvent),
    );
  }

  /**
   * The twins among what was looked at. Reads the log once more when there were spellings that are not their own key.
   * @throws StoreUnavailableError
   */
  async twins(store: Pick<EventStore, 'readAll'>): Promise<readonly Twins[]> {
    if (this.#found.size > 0)
      for await (const batch of store.readAll(LOG_START))
        for (const event of batch)
          for (const named of namedBy(event))
            if (this.#found.has(placeOf(named, named.id))) this.#add(named, named.id, event.stream);
    const ofIds = [...this.#found.values()].map(({ kind, stream, spellings }) => ({
      kind,
      stream,
      spellings,
    }));
    const ofNames = [...this.#registers].flatMap(([stream, register]) =>
      nameTwins(register).map(({ names }) => ({ kind: 'name' as const, stream, spellings: names })),
    );
    return [...ofIds, ...ofNames]
      .filter(({ spellings }) => spellings.length > 1)
      .slice(0, TWINS_LISTED_MAX)
      .map((twins) => ({
        ...twins,
        difference: differingCodePoints(twins.spellings[0] ?? '', twins.spellings[1] ?? '').join(' and '),
      }));
  }

  #add(named: Named, key: string, stream: string): void {
    const place = placeOf(named, key);
    const found = this.#found.get(place);
    if (found === undefined) this.#found.set(place, { kind: named.kind, stream, spellings: [named.id] });
    else if (!found.spellings.includes(named.id)) found.spellings.push(named.id);
  }
}

function placeOf({ kind, within }: Named, key: string): string {
  return JSON.stringify([kind, within, key]);
}

function namedBy({ type, stream, revision, data }: RecordedEvent): readonly Named[] {
  const named: Named[] = [];
  if (revision === 0 && isNamedByPeople(stream)) named.push({ kind: 'stream', within: '', id: stream });
  if (NAMING.has(type)) named.push(idIn(stream, { type, data: JSON.parse(data) as object } as NamingEvent));
  return named;
}

function idIn(stream: string, { type, data }: NamingEvent): Named {
  switch (type) {
    case 'FacilityIntroduced':
      return { kind: 'facility', within: stream, id: data.facilityId };
    case 'CreditAllocated':
      return { kind: 'allocation', within: stream, id: data.allocationId };
    case 'FacilityPaid':
      return { kind: 'payment', within: `${stream} ${data.facilityId}`, id: data.bankReference };
    case 'OrganisationRegistered':
      return { kind: 'organisation', within: `${stream} ${data.kind}`, id: data.id };
    case 'CommitmentAssigned':
      return { kind: 'version', within: stream, id: data.version };
  }
}
