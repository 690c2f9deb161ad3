import { hash } from 'node:crypto';
import type { EventToAppend } from './port.js';

/**
 * The hash by which the next event of a stream names this one (`prevHash` of its metadata). It is SHA-256 in lower-case
 * hexadecimal digits. The input is the stored UTF-8 bytes of type, data and metadata, separated by line feeds. Event
 * types and canonical JSON contain no line feed, so no bytes can move from one of the three to another.
 */
export function eventHash(event: Pick<EventToAppend, 'type' | 'data' | 'metadata'>): string {
  return hash('sha256', `${event.type}\n${event.data}\n${event.metadata}`);
}

/** `prevHash` of an event's metadata; null when it is absent or the metadata is no JSON object. */
export function previousHash(metadata: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(metadata);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || !('prevHash' in parsed)) return null;
  return typeof parsed.prevHash === 'string' ? parsed.prevHash : null;
}

const BEFORE_HASH = ',"prevHash":"';
const AFTER_HASH = '","recordedAt":';
const HASH_DIGITS = 64;
const NO_HASH = ',"prevHash":null,"recordedAt":';

/**
 * {@link previousHash} without parsing, for reads that must be fast. Metadata is written with sorted keys, and
 * `recordedAt` follows `prevHash`. Other metadata is parsed.
 */
export function previousHashQuickly(metadata: string): string | null {
  const start = metadata.lastIndexOf(BEFORE_HASH) + BEFORE_HASH.length;
  const end = start + HASH_DIGITS;
  if (start > BEFORE_HASH.length && metadata.startsWith(AFTER_HASH, end)) return metadata.slice(start, end);
  return metadata.includes(NO_HASH) ? null : previousHash(metadata);
}
