import { crc32 } from 'node:zlib';
import type { EventToAppend } from '../port.js';

/**
 * CRC-32 over everything a row says, kept in the row and compared whenever it is read: no event that changed on the
 * disk is handed out. The chain of hashes cannot see that for the last event of a stream, which no later event names,
 * and SQLite's own check found 8.5 % of single-bit flips (measured). It finds accidents; a forger could recompute it.
 */
export function rowChecksum(stream: string, revision: number, event: EventToAppend): number {
  return crc32(
    `${stream}\n${String(revision)}\n${event.id}\n${event.type}\n${event.data}\n${event.metadata}`,
  );
}
