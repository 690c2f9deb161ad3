import { createHash, type Hash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import type { Clock } from '@misaq/platform/kernel/clock.js';
import { newCommandId } from '@misaq/platform/commands/command-id.js';
import {
  openExportFile,
  readExportFolder,
  removeExport,
  writeExportFile,
  writeRecord,
} from './export-folder.js';
import {
  type ExportAsked,
  ExportFailedError,
  type ExportHolder,
  isHeldBy,
  type KeptExport,
  type MadeExport,
} from './kept-export.js';

export interface ExportsOptions {
  /** Created when it is missing. No other program writes there. */
  readonly folder: string;
  /** Prefix of the id of each export; it names the node that keeps it. Lower-case letters. */
  readonly node: string;
  readonly clock: Clock;
  readonly limits: ExportLimits;
  /** The key of the seals: 32 bytes that are not in the folder. */
  readonly sealKey: Uint8Array;
  /** Receives messages for an operator. */
  readonly log?: (message: string) => void;
}

export interface ExportLimits {
  /** How long an export is kept after its request, in milliseconds. */
  readonly keptMs: number;
  /** Maximum number of kept exports of one principal, made or not. */
  readonly perPrincipal: number;
  /** Maximum size of all files together, in bytes. */
  readonly bytes: number;
}

/** The content to write, with its description. */
export interface ExportContent extends Pick<MadeExport, 'name' | 'type' | 'position'> {
  readonly source: Readable;
  /** How many rows were read from the source so far. */
  readonly rows: () => number;
}

/** Exports that are kept in a data directory: requests, and the files that were made. */
export interface Exports {
  /**
   * Accepts a request; durable when the promise resolves.
   * @throws ExportFailedError `too_many_exports`, `exports_full`, `exports_unavailable`
   */
  add(by: ExportHolder, asked: ExportAsked): Promise<KeptExport>;
  /** Undefined when it is not kept, or no longer. */
  find(exportId: string): KeptExport | undefined;
  /** Exports of a holder, the latest first. */
  of(by: ExportHolder): readonly KeptExport[];
  /** Ids of the exports still to be made, in order of request. Removes expired ones. */
  waiting(): Promise<readonly string[]>;
  /**
   * Writes the file of a waiting export. When it is deleted meanwhile, nothing is kept.
   * @throws ExportFailedError `exports_full`, `exports_unavailable`, and errors of the source
   */
  make(exportId: string, content: ExportContent, signal: AbortSignal): Promise<void>;
  /** Marks an export as failed. A later attempt may still make it. */
  fail(exportId: string, refusal: ExportFailedError['refusal']): Promise<void>;
  /** @throws ExportFailedError `exports_unavailable`, `export_altered` */
  open(exportId: string): Promise<Readable>;
  remove(exportId: string): Promise<void>;
}

/** Reads the folder as an earlier process left it, and keeps exports there. */
export function openExports({
  folder,
  node,
  clock,
  limits,
  sealKey,
  log = () => undefined,
}: ExportsOptions): Exports {
  const kept = new Map(readExportFolder(folder, sealKey, log).map((each) => [each.exportId, each]));
  /** Sizes of files that are being written. */
  const writing = new Map<string, number>();
  /** Exports whose record is not on disk yet. */
  const adding = new Set<string>();

  function find(exportId: string): KeptExport | undefined {
    const found = kept.get(exportId);
    return found !== undefined && found.expiresAt > clock.now() ? found : undefined;
  }

  /** Size of all files, finished or being written. */
  function bytesTaken(): number {
    let bytes = 0;
    for (const { outcome } of kept.values()) if (outcome?.kind === 'done') bytes += outcome.bytes;
    for (const each of writing.values()) bytes += each;
    return bytes;
  }

  function full(): ExportFailedError {
    return new ExportFailedError({ name: 'exports_full', figures: { bytesMax: limits.bytes } }, false);
  }

  async function remove(exportId: string): Promise<void> {
    kept.delete(exportId);
    await removeExport(folder, exportId);
  }

  /** Passes bytes through, and counts and hashes them. */
  function meter(exportId: string, hash: Hash): Transform {
    writing.set(exportId, 0);
    return new Transform({
      transform(piece: Buffer, _encoding, done) {
        writing.set(exportId, (writing.get(exportId) ?? 0) + piece.length);
        hash.update(piece);
        if (bytesTaken() > limits.bytes) done(full());
        else done(null, piece);
      },
    });
  }

  async function settle(exportId: string, outcome: KeptExport['outcome']): Promise<void> {
    const found = kept.get(exportId);
    if (found !== undefined && outcome !== undefined) {
      const settled = { ...found, outcome };
      await writeRecord(folder, settled, sealKey);
      if (kept.has(exportId)) kept.set(exportId, settled);
    }
    // The export was deleted meanwhile.
    if (!kept.has(exportId)) await removeExport(folder, exportId);
  }

  return {
    async add(by, asked) {
      const own = [...kept.values()].filter(
        (each) => each.by.actor.id === by.actor.id && find(each.exportId) !== undefined,
      );
      if (own.length >= limits.perPrincipal)
        throw new ExportFailedError(
          { name: 'too_many_exports', figures: { kept: own.length, max: limits.perPrincipal } },
          false,
        );
      if (bytesTaken() >= limits.bytes) throw full();
      const askedAt = clock.now();
      const exportId = `${node}-${newCommandId(askedAt)}`;
      const added = { exportId, asked, by, askedAt, expiresAt: askedAt + limits.keptMs };
      // Counted before it is on disk, because of simultaneous requests. Its task waits until then: both would write one
      // record.
      kept.set(exportId, added);
      adding.add(exportId);
      try {
        await writeRecord(folder, added, sealKey);
      } catch (error) {
        kept.delete(exportId);
        throw error;
      } finally {
        adding.delete(exportId);
      }
      return added;
    },
    find,
    of: (by) =>
      [...kept.values()]
        .filter((each) => isHeldBy(each, by) && find(each.exportId) !== undefined)
        .sort((a, b) => (a.exportId < b.exportId ? 1 : -1)),
    async waiting() {
      for (const { exportId } of kept.values())
        if (find(exportId) === undefined && !writing.has(exportId)) await remove(exportId);
      return [...kept.values()]
        .filter(({ exportId, outcome }) => outcome === undefined && !adding.has(exportId))
        .map(({ exportId }) => exportId)
        .sort();
    },
    async make(exportId, { source, rows, name, type, position }, signal) {
      try {
        const hash = createHash('sha256');
        await writeExportFile(folder, exportId, source, meter(exportId, hash), signal);
        const made = { name, type, bytes: writing.get(exportId) ?? 0, sha256: hash.digest('hex') };
        await settle(exportId, { kind: 'done', at: clock.now(), ...made, rows: rows(), position });
      } finally {
        writing.delete(exportId);
      }
    },
    async fail(exportId, refusal) {
      const found = kept.get(exportId);
      if (found === undefined) return;
      const outcome = { kind: 'failed', at: clock.now(), refusal } as const;
      // The failure counts even if it cannot be written. The next start would then try once more.
      kept.set(exportId, { ...found, outcome });
      await settle(exportId, outcome).catch((error: unknown) => {
        log(error instanceof Error ? error.message : String(error));
      });
    },
    async open(exportId) {
      const { outcome } = find(exportId) ?? {};
      if (outcome?.kind !== 'done') throw new Error(`${exportId} has no file`);
      return openExportFile(folder, exportId, outcome);
    },
    remove,
  };
}
