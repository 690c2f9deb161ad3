import type { ReadScope } from '@misaq/access/domain/roles.js';
import { boardOf, concernedBy, provinceIn } from '@misaq/platform/kernel/catalogue.js';
import type { LiveBoard } from '@misaq/platform/kernel/facts.js';
import type { StoredEvent } from '@misaq/platform/kernel/stored-event.js';
import { provinceOfStream, streamCategory } from '@misaq/platform/kernel/streams.js';

/** What an event changes on the screens: which board a client has to reload. */
export interface Change {
  readonly board: LiveBoard;
  /** The pool, the plan (`province-year`), the province or the principal; null where there is only one. */
  readonly id: string | null;
  /** The organisations it concerns; both empty when it concerns everybody who may see the board. */
  readonly agencies: readonly string[];
  readonly banks: readonly string[];
  /** The province; undefined when it belongs to none. */
  readonly province: string | undefined;
}

/** Whether an organisation takes part in a pool or plan. */
export type HasPart = (
  board: NonNullable<LiveBoard['part']>,
  id: string,
  scope: Exclude<ReadScope, string>,
) => boolean;

/** The client to which changes are sent. */
export interface Watching {
  readonly scope: ReadScope;
  /** The province whose register has the officer's organisation; absent for roles without an organisation. */
  readonly province?: string;
}

/** The change that an event makes; undefined when it changes no screen. */
export function changeOf(event: Pick<StoredEvent, 'stream' | 'type' | 'data'>): Change | undefined {
  const board = boardOf(event);
  if (board === undefined) return undefined;
  const id = board.ofAllStreams === true ? null : event.stream.slice(streamCategory(event.stream).length + 1);
  const { agencies, banks } = concernedBy(event);
  return { board, id, agencies, banks, province: provinceOf(event) };
}

/** The province of an event; undefined when it belongs to none. */
export function provinceOf(event: Pick<StoredEvent, 'stream' | 'type' | 'data'>): string | undefined {
  return provinceIn(event) ?? provinceOfStream(event.stream);
}

/** Whether a client is told. An officer is told of changes that concern the own organisation or everybody. */
export function isToldOf(change: Change, { scope, province }: Watching, hasPart: HasPart): boolean {
  if (scope === 'everything') return true;
  if (scope === 'nothing' || change.board.hidden === true) return false;
  if (province !== undefined && change.province !== undefined && change.province !== province) return false;
  // A policy names no organisation and concerns all that take part in the pool. Officers are not even told the ids of
  // pools and plans in which their organisation takes no part.
  if (change.agencies.length === 0 && change.banks.length === 0) {
    const { board, id } = change;
    return board.part === undefined || (id !== null && hasPart(board.part, id, scope));
  }
  return 'agency' in scope ? change.agencies.includes(scope.agency) : change.banks.includes(scope.bank);
}
