import { streams } from '@misaq/platform/kernel/streams.js';

const POOL_STREAM = streams.creditPool('');

/**
 * Pool names by stream name. Each name is one shared string, so that lookups compare references instead of characters.
 */
const pools = new Map<string, string>();
const POOLS_MAX = 10_000;

/** The name of the pool whose stream this is, or undefined for other streams. */
export function poolOfStream(stream: string): string | undefined {
  const known = pools.get(stream);
  if (known !== undefined) return known;
  if (!stream.startsWith(POOL_STREAM)) return undefined;
  const pool = stream.slice(POOL_STREAM.length);
  if (pools.size < POOLS_MAX) pools.set(stream, pool);
  return pool;
}

/** The name of the pool to whose stream an event belongs. Throws for other streams. */
export function poolOf(stream: string): string {
  const pool = poolOfStream(stream);
  if (pool === undefined) throw new Error(`not the stream of a pool: ${stream}`);
  return pool;
}
