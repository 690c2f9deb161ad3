import { createHash, createHmac } from 'node:crypto';

/**
 * Turns national IDs into pseudonyms. A plain hash is none: all candidates can be tried in half an hour (measured),
 * so the key is kept outside the log and travels apart from it.
 */
export interface PersonKey {
  /** Says which key it is without giving it away; stands in the first event of the log. */
  readonly fingerprint: string;
  /** 32 hexadecimal digits, the same for the same national ID. */
  personId(nationalId: string): string;
  /** 32 bytes for another purpose, from which the key itself cannot be found. */
  derived(purpose: string): Uint8Array;
  /** 64 hexadecimal digits, the same for files of the same SHA-256; without the key it reveals nothing of a file. */
  fileHash(sha256: string): string;
}

const FINGERPRINT_LABEL = 'misaq person key fingerprint';

export function personKey(secret: string): PersonKey {
  const digest = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
  return {
    fingerprint: createHash('sha256').update(digest(FINGERPRINT_LABEL)).digest('hex').slice(0, 32),
    derived: (purpose) => createHmac('sha256', secret).update(`misaq derived key: ${purpose}`).digest(),
    personId: (nationalId) => digest(`national-id:${nationalId}`).slice(0, 32),
    fileHash: (sha256) => digest(`file:${sha256}`),
  };
}
