import { eventTypes } from './event-types.js';

/**
 * The first event of every log, in the stream `installation-misaq`. National IDs become pseudonyms under a key that is
 * kept outside the log. This event has the fingerprint of the key. A program with another key therefore cannot write
 * pseudonyms that match no person.
 */
export interface LogStarted {
  readonly type: 'LogStarted';
  readonly data: { readonly personKeyFingerprint: string };
}

export type InstallationEvent = LogStarted;

export const INSTALLATION_EVENTS = eventTypes<InstallationEvent>({
  LogStarted: true,
});

export const INSTALLATION_STREAM = 'installation-misaq';
