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
 * A seal says that the file of a projection is as this program left it: an HMAC of its bytes under a key that is not in
 * the file, kept beside it. Whoever edits, replaces or extends the file cannot make a seal for it without the key.
 *
 * Between two seals SQLite writes to its write-ahead log alone (`wal_autocheckpoint = 0`), so that the sealed bytes stay
 * what they were. After a kill the file is taken as it was sealed, without that write-ahead log, and the events since
 * then are read from the log again.
 */

/** Makes and proves seals. */
export interface Sealing {
  /** 32 bytes that whoever edits files of read models does not know. */
  readonly key: Uint8Array;
  /**
   * The files were proven when this process started, and it has kept them open since: another thread of it takes them as
   * they are.
   */
  readonly proven?: boolean;
}

const SEAL = '.seal';
const ASIDE = '.unsealed';
const PIECE_BYTES = 1 << 20;

/** Below this size a write-ahead log is not worth a seal; beyond it, a quarter of the file is. */
const WAL_BYTES_MIN = 4_000_000;
const WAL_SHARE = 4;

export type SealState =
  /** There is no file. */
  | 'absent'
  /** There is no seal: an older program made the file, or this one was killed before or while it sealed it. */
  | 'unsealed'
  /** Another hand has written to the file, or another file was put in its place. */
  | 'altered'
  | 'sealed';

export const sealPath = (path: string): string => path + SEAL;

/**
 * Compares a file with its seal, before anybody opens it. Changes nothing.
 * @param name of the projection: the seal of one is none for another
 */
export function sealStateOf(path: string, name: string, { key }: Sealing): SealState {
  if (!existsSync(path)) return 'absent';
  const expected = readSeal(path);
  if (expected === undefined) return 'unsealed';
  return isSeal(expected, macOf(path, name, key)) ? 'sealed' : 'altered';
}

/** Drops what was written to a sealed file after its seal, by this program or by another. */
export function dropUnsealed(path: string): void {
  rmSync(path + ASIDE, { force: true });
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (wal === undefined || wal.size === 0) return;
  // Another file under the same name: a reader that still has the old one open must not find it changed beneath.
  copyFileSync(path, path + ASIDE);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(path + ASIDE, path);
}

/** Seals a file that nobody writes and nobody has open. @param sealed the path it will have */
export function sealClosedFile(path: string, name: string, { key }: Sealing, sealed = path): void {
  writeSeal(sealed, macOf(path, name, key));
}

export function removeSeal(path: string): void {
  rmSync(sealPath(path), { force: true });
}

/** Whether so much was written since the last seal that it is worth another. */
export function isSealDue(path: string): boolean {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (wal < WAL_BYTES_MIN) return false;
  return wal >= (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / WAL_SHARE;
}

/** Seals a file that SQLite has open in this process. */
export interface OpenFileSealer {
  /** The file must not change meanwhile; others get their turns. */
  readonly seal: () => Promise<void>;
  /** Only after every connection of this process has been closed: closing a file drops the locks of all of them. */
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

/** A seal that is lost with the power costs a rebuild, and is therefore not flushed. */
function writeSeal(path: string, mac: Buffer): void {
  const aside = `${sealPath(path)}.new`;
  writeFileSync(aside, `${mac.toString('hex')}\n`, { mode: 0o600 });
  renameSync(aside, sealPath(path));
}

function isSeal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
