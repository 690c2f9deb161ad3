import { streams } from '@misaq/platform/kernel/streams.js';

const POOL_STREAM = streams.creditPool('');

/** Pools by the names of their streams: one text for each, so that tables find it without comparing letters. */
const pools = new Map<string, string>();
const POOLS_MAX = 10_000;

/** The pool whose stream this is; undefined for other streams. */
export function poolOfStream(stream: string): string | undefined {
  const known = pools.get(stream);
  if (known !== undefined) return known;
  if (!stream.startsWith(POOL_STREAM)) return undefined;
  const pool = stream.slice(POOL_STREAM.length);
  if (pools.size < POOLS_MAX) pools.set(stream, pool);
  return pool;
}

/** The pool whose stream an event of a pool stands in. */
export function poolOf(stream: string): string {
  const pool = poolOfStream(stream);
  if (pool === undefined) throw new Error(`not the stream of a pool: ${stream}`);
  return pool;
}
