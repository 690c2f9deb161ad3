import { scrypt, timingSafeEqual } from 'node:crypto';
import type { FairQueue } from '@misaq/platform/http/access/fair-queue.js';
import type { Random } from '@misaq/platform/node/tokens.js';

/** How dear a guess is made. It stands beside each hash, so that later ones may be dearer. */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** One of the settings that OWASP recommends as equal in strength; this one takes 32 MB and a third of a second [measured]. */
export const SCRYPT_COST: ScryptCost = { n: 2 ** 15, r: 8, p: 3 };

export interface HashedPassword extends ScryptCost {
  /** Base64. */
  readonly salt: string;
  readonly hash: string;
}

/** Hashes take threads of the pool that files are read by: the others are left to the files. */
export const HASHING = { underWay: 2, underWayOfOne: 1, waitingOfOne: 8 } as const;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** More attempts wait from one address than may. */
export class TooManyAttemptsError extends Error {
  override readonly name = 'TooManyAttemptsError';
}

export interface Passwords {
  /** @param address where it came from: addresses take turns. @throws TooManyAttemptsError */
  hash(password: string, address: string): Promise<HashedPassword>;
  /**
   * Whether a password is the one of a hash. Without a hash the answer is no, after the same work.
   * @throws TooManyAttemptsError
   */
  isRight(password: string, hashed: HashedPassword | undefined, address: string): Promise<boolean>;
}

export function createPasswords(random: Random, queue: FairQueue, cost: ScryptCost = SCRYPT_COST): Passwords {
  const nobody: HashedPassword = {
    ...cost,
    salt: Buffer.from(random(SALT_BYTES)).toString('base64'),
    hash: Buffer.alloc(HASH_BYTES).toString('base64'),
  };

  async function inTurn(address: string, password: string, salt: Buffer, by: ScryptCost): Promise<Buffer> {
    const turn = queue.enter(address);
    if (turn === undefined) throw new TooManyAttemptsError();
    const leave = await turn;
    try {
      return await derived(password, salt, by);
    } finally {
      leave();
    }
  }

  return {
    async hash(password, address) {
      const salt = Buffer.from(random(SALT_BYTES));
      const hash = await inTurn(address, password, salt, cost);
      return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
    },
    async isRight(password, hashed, address) {
      const { salt, hash, n, r, p } = hashed ?? nobody;
      const found = await inTurn(address, password, Buffer.from(salt, 'base64'), { n, r, p });
      return timingSafeEqual(found, Buffer.from(hash, 'base64')) && hashed !== undefined;
    },
  };
}

function derived(password: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node refuses to take more than 32 MB unless it is told so.
    const options = { N: n, r, p, maxmem: 256 * n * r };
    scrypt(password, salt, HASH_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
