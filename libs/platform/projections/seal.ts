import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/*
 * A seal proves that this program wrote the file of a projection: an HMAC of its bytes, stored beside it. The key is
 * not in the file. Without the key, nobody who edits, replaces or extends the file can make a valid seal.
 *
 * Between two seals SQLite writes only to its write-ahead log (`wal_autocheckpoint = 0`), so that the sealed bytes do
 * not change. After a kill, the sealed file is used without that write-ahead log, and later events are read from the
 * log again.
 */

/** What is needed to make and check seals. */
export interface Sealing {
  /** A secret of 32 bytes, hidden from everybody who can edit the files. */
  readonly key: Uint8Array;
  /**
   * This process checked the files when it started and has kept them open since. Another thread of it need not check
   * them.
   */
  readonly proven?: boolean;
}

const SEAL = '.seal';
const ASIDE = '.unsealed';
const PIECE_BYTES = 1 << 20;

/** Minimum size of a write-ahead log for a new seal. A quarter of the file is also required. */
const WAL_BYTES_MIN = 4_000_000;
const WAL_SHARE = 4;

export type SealState =
  /** The file does not exist. */
  | 'absent'
  /** There is no seal: an older program made the file, or this one was killed before or while it sealed it. */
  | 'unsealed'
  /** Another program has written to the file or replaced it. */
  | 'altered'
  | 'sealed';

export const sealPath = (path: string): string => path + SEAL;

/**
 * Compares a file with its seal, before it is opened. Changes nothing.
 * @param name of the projection: a seal is valid for one projection only
 */
export function sealStateOf(path: string, name: string, { key }: Sealing): SealState {
  if (!existsSync(path)) return 'absent';
  const expected = readSeal(path);
  if (expected === undefined) return 'unsealed';
  return isSeal(expected, macOf(path, name, key)) ? 'sealed' : 'altered';
}

/** Drops everything that any program wrote to a sealed file after its seal. */
export function dropUnsealed(path: string): void {
  rmSync(path + ASIDE, { force: true });
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (wal === undefined || wal.size === 0) return;
  // A new file under the same name: readers that still have the old one open must not see it change.
  copyFileSync(path, path + ASIDE);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(path + ASIDE, path);
}

/** Seals a closed file that is not being written. @param sealed the path it will have */
export function sealClosedFile(path: string, name: string, { key }: Sealing, sealed = path): void {
  writeSeal(sealed, macOf(path, name, key));
}

export function removeSeal(path: string): void {
  rmSync(sealPath(path), { force: true });
}

/** Whether enough was written since the last seal to make a new one. */
export function isSealDue(path: string): boolean {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (wal < WAL_BYTES_MIN) return false;
  return wal >= (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / WAL_SHARE;
}

/** Seals a file that SQLite has open in this process. */
export interface OpenFileSealer {
  /** Seals the file in steps, between other work. The file must not change meanwhile. */
  readonly seal: () => Promise<void>;
  /** Call it only after every connection of this process has been closed: closing a file drops all their locks. */
  readonly close: () => void;
}

export function openFileSealer(path: string, name: string, { key }: Sealing): OpenFileSealer {
  let descriptor: number | undefined;
  return {
    async seal() {
      descriptor ??= openSync(path, 'r');
      const hmac = begun(name, key);
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      for (let at = 0; ;) {
        const bytes = readSync(descriptor, piece, 0, PIECE_BYTES, at);
        if (bytes === 0) break;
        hmac.update(piece.subarray(0, bytes));
        at += bytes;
        await nextTurn();
      }
      writeSeal(path, hmac.digest());
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function begun(name: string, key: Uint8Array) {
  return createHmac('sha256', key).update(`${name}\n`);
}

function macOf(path: string, name: string, key: Uint8Array): Buffer {
  const hmac = begun(name, key);
  const descriptor = openSync(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const bytes = readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (bytes === 0) return hmac.digest();
      hmac.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(descriptor);
  }
}

function readSeal(path: string): Buffer | undefined {
  try {
    const text = readFileSync(sealPath(path), 'utf8').trim();
    return /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : undefined;
  } catch {
    return undefined;
  }
}

/** Not flushed to disk: a seal lost in a power failure costs only a rebuild. */
function writeSeal(path: string, mac: Buffer): void {
  const aside = `${sealPath(path)}.new`;
  writeFileSync(aside, `${mac.toString('hex')}\n`, { mode: 0o600 });
  renameSync(aside, sealPath(path));
}

function isSeal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
