import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** The name of a kind of files. The kinds stand in the folders of the subjects. */
export type ImportKind = string;

/** The events of `import-<importId>`: a file is applied to its end exactly once. */
export type ImportEvent =
  | { readonly type: 'ImportAccepted'; readonly data: ImportAccepted }
  | { readonly type: 'ImportCompleted'; readonly data: ImportCompleted };

export const IMPORT_EVENTS = eventTypes<ImportEvent>({
  ImportAccepted: true,
  ImportCompleted: true,
});

/** Every row was checked and the rows to apply lie on disk: from here on the file will be applied, whatever happens. */
export interface ImportAccepted {
  readonly importId: string;
  readonly kind: ImportKind;
  /** Name of the file without its folder. */
  readonly file: string;
  /**
   * What the file is recognised by. Older events hold the plain SHA-256 of the file, from which the content of a short
   * file can be found by trying; such a hash is shown to nobody ({@link shownFileHash}).
   */
  readonly fileHash: string;
  /** Says that `fileHash` is an HMAC under the person key. Older events do not have it. */
  readonly fileHashKey?: 'person-key';
  /** Rows of the file (without the header) = accepted + duplicates + rejected. */
  readonly rows: number;
  readonly accepted: number;
  /** Rows that stood already. */
  readonly duplicates: number;
  /** Bad rows that a partial import leaves out. */
  readonly rejected: number;
  /** Of whoever sent it for an agency or a bank: whose register knows that. Older events do not say it. */
  readonly province?: string;
}

/** A row that had been good and had meanwhile become impossible. */
export interface LateRefusal {
  readonly row: number;
  readonly code: string;
}

/** Late refusals beyond this many are counted, not listed: events stay small. */
export const LATE_REFUSALS_LISTED_MAX = 1_000;

export interface ImportCompleted {
  readonly importId: string;
  readonly applied: number;
  readonly lateRefusals: number;
  readonly refusedRows: readonly LateRefusal[];
}

/** The hash of a file as it may be shown; undefined where the event holds the plain one of an older version. */
export function shownFileHash({ fileHash, fileHashKey }: ImportAccepted): string | undefined {
  return fileHashKey === 'person-key' ? fileHash : undefined;
}
