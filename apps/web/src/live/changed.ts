/** What the server tells when something was recorded, and which questions ask for it. */

/** A board that changed: the pool, plan or province with this id, or all of the kind where it is null. */
export interface ChangedBoard {
  readonly board: string;
  readonly id: string | null;
}

export type Changed = 'everything' | readonly ChangedBoard[];

/** The parts of the address of each kind of board; a question whose address begins with one of them shows the board. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  pool: ['pools', 'payments', 'reviews', 'facilities', 'banks', 'history', 'events'],
  plan: ['plans', 'history', 'events'],
  jobs: ['jobs', 'plans', 'history', 'events'],
  // Names and deadlines stand on every board.
  register: ['pools', 'payments', 'reviews', 'facilities', 'banks', 'plans', 'jobs', 'provinces'],
  calendar: ['pools', 'reviews', 'facilities', 'plans', 'calendar', 'calendars'],
  imports: ['imports'],
  principals: ['principals'],
  notifications: ['notifications'],
};

const API = '/api/v1/';

/**
 * Whether a question has to be asked again.
 *
 * @param key of the question: its address and the parameters of its path
 */
export function isAffected(key: readonly unknown[], changed: Changed): boolean {
  const [address, path] = key;
  if (typeof address !== 'string' || !address.startsWith(API)) return false;
  const [first = ''] = address.slice(API.length).split('/');
  if (changed === 'everything') return isBoard(first);
  return changed.some(
    ({ board, id }) =>
      (ADDRESSES[board]?.includes(first) ?? false) && (board !== 'pool' || isOfPool(first, path, id)),
  );
}

const BOARDS = new Set(Object.values(ADDRESSES).flat());

/** Who is signed in, and how fresh the figures are, is asked for elsewhere. */
function isBoard(first: string): boolean {
  return BOARDS.has(first);
}

/** A question about one pool is not asked again when another pool has changed. */
function isOfPool(first: string, path: unknown, changedPool: string | null): boolean {
  if (first !== 'pools' || changedPool === null) return true;
  const { pool } = (path ?? {}) as { readonly pool?: string };
  return pool === undefined || pool === changedPool;
}
