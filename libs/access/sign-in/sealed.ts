import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts and authenticates each record under a key that is stored elsewhere. Access to the file or to Redis is then not
 * enough to read or forge a record. Replaying an older copy of a record is not detected.
 */
export interface Sealed {
  /** @param place where the record is kept, such as `account sara`: a record that is moved elsewhere is not opened */
  seal(place: string, record: object): Buffer;
  /** Undefined when the record was forged or changed, or sealed under another key. */
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
