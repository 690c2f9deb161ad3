import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps records so that whoever reads or edits the file, or the Redis, learns nothing of them and cannot make one: each is
 * encrypted and authenticated under a key that is not kept there. An older copy of a record is not told from the present
 * one.
 */
export interface Sealed {
  /** @param place where the record is kept, such as `account sara`: a record that is moved elsewhere is not opened */
  seal(place: string, record: object): Buffer;
  /** Undefined when another hand has made or changed it, and when it was made under another key. */
  open(place: string, sealed: Uint8Array): unknown;
}

/** @param key 32 bytes */
export function createSealed(key: Uint8Array): Sealed {
  return {
    seal(place, record) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(record)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return JSON.parse(Buffer.concat([text, decipher.final()]).toString()) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}
