import { hash } from 'node:crypto';
import type { EventToAppend } from './port.js';

/**
 * The hash by which the next event of a stream names this one (`prevHash` of its metadata): SHA-256, in lower-case
 * hexadecimal digits, over the UTF-8 bytes of type, data and metadata as they are stored, with a line feed between
 * them. Event types and canonical JSON hold no line feed, so the three cannot be shifted into one another.
 */
export function eventHash(event: Pick<EventToAppend, 'type' | 'data' | 'metadata'>): string {
  return hash('sha256', `${event.type}\n${event.data}\n${event.metadata}`);
}

/** `prevHash` of an event's metadata; null when it names none, be it that the metadata is no JSON object. */
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
