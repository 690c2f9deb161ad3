import { hash, randomFillSync } from 'node:crypto';

/**
 * Ids of commands and events: 16 bytes as 32 hexadecimal digits.
 *
 * An event's id is derived from its command's id, its stream and its index ({@link eventId}). The store keeps event ids
 * unique in a stream. So (stream, command id) is unique in the same transaction, without a second index. Ids begin with
 * the time, because an index over random ids made appends three times slower (measured).
 */
export type CommandId = string;

const INDEX_BYTES = 2;
const ID_BYTES = 16;
/** Hexadecimal digits of the time at the beginning of an id. */
const TIME_DIGITS = 12;
/** Hexadecimal digits of an id without the index of the event. */
const COMMAND_DIGITS = 2 * (ID_BYTES - INDEX_BYTES);

/** A new id: 6 bytes of time (ms), 8 random bytes, room for the index of an event. */
export function newCommandId(nowMs: number): CommandId {
  return timeHex(nowMs) + randomHex() + '0000';
}

const RANDOM_BYTES = ID_BYTES - 6 - INDEX_BYTES;
/** Random bytes for many ids, because one call for each id took longer than the rest of the id (measured). */
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

/** Derives a command id from a name, for commands that need the same id each time they are sent. */
export function commandIdOf(name: string): CommandId {
  return hash('sha256', name).slice(0, COMMAND_DIGITS) + '0000';
}

/**
 * The id of one row of an import: the beginning of the import's id, then the row number, so that row ids are in order.
 */
export function rowCommandId(importId: CommandId, row: number): CommandId {
  return importId.slice(0, 20) + row.toString(16).padStart(8, '0') + '0000';
}

/**
 * The ids of the events that a command writes to a stream.
 *
 * One command id may be used for several streams. A client may send one `Idempotency-Key` to several addresses, and a
 * registered job claims its person. So the eight bytes between time and index are combined (XOR) with a hash of the
 * stream's name. Event ids of older versions do not depend on the stream; see {@link isUnboundEventId}.
 */
export function eventIds(commandId: CommandId, stream: string): (index: number) => string {
  const begin =
    commandId.slice(0, TIME_DIGITS) + xorHex(commandId.slice(TIME_DIGITS, COMMAND_DIGITS), stream);
  return (index) => begin + index.toString(16).padStart(2 * INDEX_BYTES, '0');
}

/** Whether an event's id was derived from its command's id alone, as in older versions. */
export function isUnboundEventId(eventId: string, commandId: CommandId): boolean {
  return eventId.startsWith(commandId.slice(0, COMMAND_DIGITS));
}

function xorHex(hex: string, stream: string): string {
  const mask = hash('sha256', stream).slice(0, hex.length);
  return (BigInt(`0x${hex}`) ^ BigInt(`0x${mask}`)).toString(16).padStart(hex.length, '0');
}

function timeHex(ms: number): string {
  return Math.max(0, Math.floor(ms)).toString(16).padStart(TIME_DIGITS, '0').slice(-TIME_DIGITS);
}
