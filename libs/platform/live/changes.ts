import type { ReadScope } from '@misaq/access/domain/roles.js';
import { boardOf, concernedBy } from '@misaq/facts.js';
import type { Board } from '@misaq/platform/kernel/facts.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { provinceOfStream, streamCategory } from '@misaq/platform/kernel/streams.js';
import { domainEvent } from '@misaq/platform/history/events.js';

/** What an event changes on the screens: which board to ask again. */
export interface Change {
  readonly board: Board;
  /** The pool, the plan (`province-year`), the province or the principal; null where there is one of it. */
  readonly id: string | null;
  /** Whom it concerns; both empty when it concerns everybody who sees the board at all. */
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  /** Where it is; undefined for what belongs to no province. */
  readonly province: string | undefined;
}

/** Whether somebody has a part in a pool or a plan at all. */
export type HasPart = (board: 'pool' | 'plan', id: string, scope: Exclude<ReadScope, string>) => boolean;

/** Whom changes are told to. */
export interface Watching {
  readonly scope: ReadScope;
  /** Whose register knows the organisation of an officer; absent for whoever acts for none. */
  readonly province?: string;
}

/** Undefined for an event that changes no screen. */
export function changeOf(event: Pick<StoredEvent, 'stream' | 'type' | 'data'>): Change | undefined {
  const known = domainEvent(event);
  const board = known === undefined ? undefined : boardOf(known);
  if (known === undefined || board === undefined) return undefined;
  // Jobs and imports are thousands of streams and one screen each.
  const id =
    board === 'jobs' || board === 'imports'
      ? null
      : event.stream.slice(streamCategory(event.stream).length + 1);
  const { agencies, banks } = concernedBy(known);
  return { board, id, agencies, banks, province: provinceOf(event) };
}

/** The province of what an event is about; undefined when it belongs to none. */
export function provinceOf({ stream, data }: Pick<StoredEvent, 'stream' | 'data'>): string | undefined {
  switch (streamCategory(stream)) {
    case 'job':
      return provinceIn(data);
    case 'webhook':
      return provinceIn((data as { readonly organisation?: unknown }).organisation);
    default:
      return provinceOfStream(stream);
  }
}

function provinceIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('province' in data)) return undefined;
  return typeof data.province === 'string' ? data.province : undefined;
}

const FOR_THOSE_WHO_SEE_EVERYTHING: ReadonlySet<Board> = new Set(['imports', 'principals']);

/** Whether somebody is told: an officer of what concerns the own organisation, and of what concerns everybody. */
export function isToldOf(change: Change, { scope, province }: Watching, hasPart: HasPart): boolean {
  if (scope === 'everything') return true;
  if (scope === 'nothing' || FOR_THOSE_WHO_SEE_EVERYTHING.has(change.board)) return false;
  if (province !== undefined && change.province !== undefined && change.province !== province) return false;
  // A policy names nobody and concerns all who have a part in the pool; of pools and plans in which an officer has none,
  // not even the ids are told.
  if (change.agencies.length === 0 && change.banks.length === 0) {
    const { board, id } = change;
    return board === 'pool' || board === 'plan' ? id !== null && hasPart(board, id, scope) : true;
  }
  return 'agency' in scope ? change.agencies.includes(scope.agency) : change.banks.includes(scope.bank);
}
