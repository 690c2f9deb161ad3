import { hash } from 'node:crypto';
import type { EventToAppend } from '../port.js';

const ID_BYTES = 16;

/**
 * The id by which the server knows an event: the port's id, each bit turned over where a hash of the event's type and
 * bytes has a one, written as a UUID.
 *
 * EventStoreDB recognises a repeated append by ids alone, and answers "done" whatever the bytes are. A writer that was
 * told "done" about bytes that are not the stored ones would break the chain of hashes with its next event (two nodes
 * that carry out one command at the same moment write the same ids with different times in the metadata). With this id
 * the server's test of ids is a test of the bytes as well, at the price of a hash and without reading anything back.
 */
export function serverId(event: EventToAppend): string {
  const hex = masked(event.id, event);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The port's id of an event that was read: the same turning over again. */
export function portId(uuid: string, content: Omit<EventToAppend, 'id'>): string {
  return masked(uuid.replaceAll('-', ''), content);
}

function masked(hex: string, { type, data, metadata }: Omit<EventToAppend, 'id'>): string {
  const id = Buffer.from(hex, 'hex');
  // The length keeps what ends the data and what begins the metadata apart.
  const mask = hash('sha256', `${type}\n${String(data.length)}\n${data}${metadata}`, 'buffer');
  for (let index = 0; index < ID_BYTES; index += 1) id[index] = (id[index] ?? 0) ^ (mask[index] ?? 0);
  return id.toString('hex');
}
