import type { Scheduler } from '@misaq/platform/scheduling/port.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { ReadModels } from '@misaq/platform/questions/read-models.js';

export const HEALTH = Symbol('health');

/** What readiness and metrics are taken from. */
export interface Watched {
  /** The log, and whether other processes append to it too. */
  readonly store: Pick<EventStore, 'health'> & { readonly isShared: boolean };
  readonly models: Pick<ReadModels, 'runner'>;
  /** Why the read models do not follow the log at this moment; undefined while they do. */
  followingProblem(): string | undefined;
}

export interface Readiness {
  readonly ready: boolean;
  readonly status: 'ready' | 'reading-only' | 'behind' | 'stopping';
  /** What an operator should look at; empty when nothing is wrong. */
  readonly problems: readonly string[];
  /** Position of the log, and how far the read models are behind it. */
  readonly position: string;
  readonly lag: string;
}

export interface Health {
  readiness(): Promise<Readiness>;
}

/** Anybody may ask how the server is; where its files lie and which machines it speaks to is not for anybody. */
const SEE_LOG = 'the log of the server says why';

/** Positions of EventStoreDB count bytes; an event takes about this many with what stands beside it. */
const BYTES_AN_EVENT = 1_000n;

/**
 * Ready means: questions are answered from tables that are close to the log. A log that cannot be written is told, and
 * does not take the server away from those who read.
 *
 * @param lagMax events that the boards may be behind
 * @param others what else an operator should look at
 * @param open false once the server has begun to stop
 */
export function healthOf(
  service: Watched,
  scheduler: Pick<Scheduler, 'problems'>,
  lagMax: number,
  open: () => boolean,
  others: () => readonly string[] = () => [],
): Health {
  const { store, models } = service;
  return {
    async readiness() {
      const [log, projections] = await Promise.all([store.health(), models.runner.health()]);
      const lag = projections.reduce((most, each) => (each.lag > most ? each.lag : most), 0n);
      const stopped = projections.filter(({ state }) => state === 'stopped');
      const following = service.followingProblem();
      const behind = lag > BigInt(lagMax) * (store.isShared ? BYTES_AN_EVENT : 1n) || stopped.length > 0;
      return {
        ready: open() && !behind,
        status: !open() ? 'stopping' : behind ? 'behind' : log.writable ? 'ready' : 'reading-only',
        problems: [
          ...(log.writable ? [] : [`the log cannot be written: ${log.brief ?? SEE_LOG}`]),
          ...(following === undefined ? [] : [`the read models do not follow the log: ${SEE_LOG}`]),
          ...stopped.map(({ name }) => `${name} is stopped: ${SEE_LOG}`),
          ...scheduler.problems(),
          ...others(),
        ],
        position: log.position.toString(),
        lag: lag.toString(),
      };
    },
  };
}
