import type { ReadScope } from '@misaq/access/domain/roles.js';
import { boardOf, concernedBy } from '@misaq/facts.js';
import type { Board } from '@misaq/platform/kernel/facts.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { provinceOfStream, streamCategory } from '@misaq/platform/kernel/streams.js';
import { domainEvent } from '@misaq/platform/history/events.js';

/** What an event changes on the screens: which board a client has to reload. */
export interface Change {
  readonly board: Board;
  /** The pool, the plan (`province-year`), the province or the principal; null where there is only one. */
  readonly id: string | null;
  /** The organisations it concerns; both empty when it concerns everybody who may see the board. */
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  /** The province; undefined when it belongs to none. */
  readonly province: string | undefined;
}

/** Whether an organisation takes part in a pool or plan. */
export type HasPart = (board: 'pool' | 'plan', id: string, scope: Exclude<ReadScope, string>) => boolean;

/** The client to which changes are sent. */
export interface Watching {
  readonly scope: ReadScope;
  /** The province whose register has the officer's organisation; absent for roles without an organisation. */
  readonly province?: string;
}

/** The change that an event makes; undefined when it changes no screen. */
export function changeOf(event: Pick<StoredEvent, 'stream' | 'type' | 'data'>): Change | undefined {
  const known = domainEvent(event);
  const board = known === undefined ? undefined : boardOf(known);
  if (known === undefined || board === undefined) return undefined;
  // Jobs and imports have thousands of streams and one screen each.
  const id =
    board === 'jobs' || board === 'imports'
      ? null
      : event.stream.slice(streamCategory(event.stream).length + 1);
  const { agencies, banks } = concernedBy(known);
  return { board, id, agencies, banks, province: provinceOf(event) };
}

/** The province of an event; undefined when it belongs to none. */
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

/** Whether a client is told. An officer is told of changes that concern the own organisation or everybody. */
export function isToldOf(change: Change, { scope, province }: Watching, hasPart: HasPart): boolean {
  if (scope === 'everything') return true;
  if (scope === 'nothing' || FOR_THOSE_WHO_SEE_EVERYTHING.has(change.board)) return false;
  if (province !== undefined && change.province !== undefined && change.province !== province) return false;
  // A policy names no organisation and concerns all that take part in the pool. Officers are not even told the ids of
  // pools and plans in which their organisation takes no part.
  if (change.agencies.length === 0 && change.banks.length === 0) {
    const { board, id } = change;
    return board === 'pool' || board === 'plan' ? id !== null && hasPart(board, id, scope) : true;
  }
  return 'agency' in scope ? change.agencies.includes(scope.agency) : change.banks.includes(scope.bank);
}
