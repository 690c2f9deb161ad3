import type { ReadModels } from '@misaq/platform/questions/read-models.js';
import type { EventStore } from '@misaq/platform/event-store/port.js';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import type { EventMetadata } from '@misaq/platform/kernel/stored-event.js';
import { createProjectionLag } from './projection-lag.js';

/** How fresh the figures are, for anybody who looks at them. */
export interface FreshnessItem {
  /** The end of the log; to officers of organisations a token that stands for it, another one in each answer. */
  readonly position: number | string;
  /** When the last event was recorded (ISO instant); null in an empty log, and to officers of organisations. */
  readonly recordedAt: string | null;
  /** The figures show all that was recorded up to this instant (ISO). */
  readonly levelAt: string;
  /** For how many seconds the slowest figures have been behind the log; 0 when they are level with it. */
  readonly behindSeconds: number;
  /** Figures that stand still, by the names of their read models. */
  readonly stopped: readonly string[];
}

/** The same, as it is known to the server. */
export interface LogFreshness {
  readonly position: bigint;
  readonly recordedAt: string | null;
  readonly atMs: number;
  readonly behindSeconds: number;
  readonly stopped: readonly string[];
}

/** Officers of organisations are not told of a shorter delay: it is normal, and would reveal that others work. */
const USUAL_SECONDS = 5;

/**
 * @param shown the position as the asker may see it: a token (text) hides it from officers of organisations
 */
export function freshnessItem(
  { position, recordedAt, atMs, behindSeconds, stopped }: LogFreshness,
  shown: bigint | string,
): FreshnessItem {
  const isHidden = typeof shown === 'string';
  const behind = isHidden && behindSeconds < USUAL_SECONDS ? 0 : Math.floor(behindSeconds);
  return {
    position: isHidden ? shown : Number(position),
    recordedAt: isHidden ? null : recordedAt,
    levelAt: new Date(atMs - behind * 1_000).toISOString(),
    behindSeconds: behind,
    stopped,
  };
}

/** @param monotonic milliseconds of a monotonic clock */
export function logFreshness(
  models: Pick<ReadModels, 'runner'>,
  store: Pick<EventStore, 'health' | 'at'>,
  clock: Clock,
  monotonic: () => number = () => performance.now(),
): () => Promise<LogFreshness> {
  const lagOf = createProjectionLag();
  let last: { readonly position: bigint; readonly recordedAt: string } | undefined;

  async function recordedAt(position: bigint): Promise<string | null> {
    if (last?.position === position) return last.recordedAt;
    const [event] = position < 0n ? [] : await store.at([position]);
    if (event === undefined) return null;
    const { recordedAt: at } = JSON.parse(event.metadata) as EventMetadata;
    last = { position, recordedAt: at };
    return at;
  }

  return async () => {
    const [{ position }, projections] = await Promise.all([store.health(), models.runner.health()]);
    const now = monotonic();
    const behind = projections.map((each) => lagOf(each.name, each.position, each.position + each.lag, now));
    return {
      position,
      // A log that is away for the moment says nothing of its events; the figures are shown all the same.
      recordedAt: await recordedAt(position).catch(() => last?.recordedAt ?? null),
      atMs: clock.now(),
      behindSeconds: Math.max(0, ...behind),
      stopped: projections.filter(({ state }) => state === 'stopped').map(({ name }) => name),
    };
  };
}
