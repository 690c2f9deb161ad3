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
  /** Made when it is missing. Nobody else writes there. */
  readonly folder: string;
  /** Begins the id of each export, and says who has it. Lower-case letters. */
  readonly node: string;
  readonly clock: Clock;
  readonly limits: ExportLimits;
  /** Under which records are sealed: 32 bytes that are not in the folder. */
  readonly sealKey: Uint8Array;
  /** A sentence for an operator. */
  readonly log?: (message: string) => void;
}

export interface ExportLimits {
  /** For how long an export is kept from when it was asked for, in milliseconds. */
  readonly keptMs: number;
  /** How many are kept for one principal, made or not. */
  readonly perPrincipal: number;
  /** What all files together may take. */
  readonly bytes: number;
}

/** What is written, and what is known of it when it is. */
export interface ExportContent extends Pick<MadeExport, 'name' | 'type' | 'position'> {
  readonly source: Readable;
  /** How many rows were read from the source so far. */
  readonly rows: () => number;
}

/** Exports that are kept in a data directory: what was asked for, and the files that were made. */
export interface Exports {
  /**
   * Takes one on; durable when it resolves.
   * @throws ExportFailedError `too_many_exports`, `exports_full`, `exports_unavailable`
   */
  add(by: ExportHolder, asked: ExportAsked): Promise<KeptExport>;
  /** Undefined when it is not kept, or not any more. */
  find(exportId: string): KeptExport | undefined;
  /** Of a holder, the latest first. */
  of(by: ExportHolder): readonly KeptExport[];
  /** Ids of those that are to be made, first asked first. Removes what has expired. */
  waiting(): Promise<readonly string[]>;
  /**
   * Writes the file of one that waits. When it is thrown away meanwhile nothing is kept of it.
   * @throws ExportFailedError `exports_full`, `exports_unavailable`, and what the source throws
   */
  make(exportId: string, content: ExportContent, signal: AbortSignal): Promise<void>;
  /** It is not made. One that failed before may still be made. */
  fail(exportId: string, refusal: ExportFailedError['refusal']): Promise<void>;
  /** @throws ExportFailedError `exports_unavailable`, `export_altered` */
  open(exportId: string): Promise<Readable>;
  remove(exportId: string): Promise<void>;
}

/** Looks through the folder as an earlier run left it, and keeps exports there. */
export function openExports({
  folder,
  node,
  clock,
  limits,
  sealKey,
  log = () => undefined,
}: ExportsOptions): Exports {
  const kept = new Map(readExportFolder(folder, sealKey, log).map((each) => [each.exportId, each]));
  /** Bytes of files that are being written. */
  const writing = new Map<string, number>();
  /** Exports whose record is not on disk yet. */
  const adding = new Set<string>();

  function find(exportId: string): KeptExport | undefined {
    const found = kept.get(exportId);
    return found !== undefined && found.expiresAt > clock.now() ? found : undefined;
  }

  /** What the files take, made or being made. */
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

  /** Lets bytes pass, counts and hashes them. */
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
    // Thrown away meanwhile.
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
      // Counted before it is on disk: others ask meanwhile. Its job waits until then: both would write one record.
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
      // It has failed even when that cannot be written down; the next start would then try it once more.
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
