import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SEALED_POSITION } from '@misaq/platform/questions/positions.js';

/** Turns positions of the log into tokens and back, alike on every node of an installation. */
export interface PositionSeal {
  /**
   * Without `about` each call gives another token, so that two answers do not tell whether anything was recorded between
   * them. With the same `about` the same position has the same token, so that answers and their ETags stay equal.
   */
  seal(position: bigint, about?: string): string;
  /** Undefined for a text that is no token of this installation. */
  open(token: string): bigint | undefined;
}

const BLOCK_BYTES = 16;
const CHECK_AT = 12;
const SALT_AT = 8;
const SALT_BYTES = CHECK_AT - SALT_AT;

/**
 * A token is one block of AES-256: the position (8 bytes), a salt (4 bytes) and a check (4 bytes of zero). The salt makes
 * nearly every block unique, so the block needs no mode and no nonce. A guessed text passes the check once in 2^32; it
 * then names a position by chance, and a question waits for it in vain.
 *
 * @param key 32 bytes, the same on all nodes
 */
export function createPositionSeal(key: Uint8Array): PositionSeal {
  return {
    seal(position, about) {
      const block = Buffer.alloc(BLOCK_BYTES);
      block.writeBigInt64BE(position);
      saltOf(about).copy(block, SALT_AT);
      const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url');
    },
    open(token) {
      if (!SEALED_POSITION.test(token)) return undefined;
      const sealed = Buffer.from(token, 'base64url');
      // The last of 22 characters has four bits to spare: a token has one spelling.
      if (sealed.toString('base64url') !== token) return undefined;
      const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      const block = Buffer.concat([decipher.update(sealed), decipher.final()]);
      return block.readUInt32BE(CHECK_AT) === 0 ? block.readBigInt64BE() : undefined;
    },
  };
}

function saltOf(about: string | undefined): Buffer {
  if (about === undefined) return randomBytes(SALT_BYTES);
  return createHash('sha256').update(about).digest().subarray(0, SALT_BYTES);
}
