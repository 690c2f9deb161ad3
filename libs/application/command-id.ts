import { hash, randomFillSync } from 'node:crypto';

/**
 * Ids of commands and events: 16 bytes as 32 hexadecimal digits.
 *
 * An event's id is its command's id with the event's index in the last two bytes, so the first event of a command
 * bears the command's own id. The store keeps event ids unique in a stream, which makes (stream, command id) unique in
 * the same transaction, without a second index. Ids begin with the time, because an index over random ids made appends
 * three times slower (measured).
 */
export type CommandId = string;

const INDEX_BYTES = 2;
const ID_BYTES = 16;

/** A new id: 6 bytes of time (ms), 8 random bytes, room for the index of an event. */
export function newCommandId(nowMs: number): CommandId {
  return timeHex(nowMs) + randomHex() + '0000';
}

const RANDOM_BYTES = ID_BYTES - 6 - INDEX_BYTES;
/** Random bytes for many ids at once: one call for each took longer than the rest of the id (measured). */
const pool = Buffer.alloc(RANDOM_BYTES * 512);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.toString('hex', used - RANDOM_BYTES, used);
}

/** The id of a command that must be the same each time it is sent, from the text that names it. */
export function commandIdOf(name: string): CommandId {
  return hash('sha256', name).slice(0, 2 * (ID_BYTES - INDEX_BYTES)) + '0000';
}

/** The id of one row of an import: the import's own beginning, then the row, so that rows follow one another. */
export function rowCommandId(importId: CommandId, row: number): CommandId {
  return importId.slice(0, 20) + row.toString(16).padStart(8, '0') + '0000';
}

export function eventId(commandId: CommandId, index: number): string {
  return commandId.slice(0, -4) + index.toString(16).padStart(4, '0');
}

function timeHex(ms: number): string {
  return Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12);
}
