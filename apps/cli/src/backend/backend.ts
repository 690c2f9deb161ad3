import type { TokenTerms } from '@misaq/access/domain/principal-commands.js';
import type { ImportOutcome, OnProgress } from '@misaq/platform/imports/report.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Operations } from './operations.js';
import type { Questions } from './questions.js';
import type { OfferedToken, Recorded, RedeemedToken, Request } from './request.js';

export interface ImportWanted {
  readonly kind: ImportKind;
  readonly path: string;
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly onProgress: OnProgress;
}

/**
 * Where the work of verbs is done: on a data directory that is opened here, or by a server that holds one. A verb is
 * written once and cannot tell which it is.
 */
export interface Backend {
  readonly ask: Questions;
  readonly operations: Operations;
  /** How commands name persons: by pseudonyms, or in clear where the server makes the pseudonyms. */
  readonly persons: Pick<PersonKey, 'fingerprint' | 'personId'>;
  /** @throws RefusedError when it is refused */
  readonly send: (request: Request) => Promise<Recorded>;
  /** @throws RefusedError when it is refused */
  readonly offerToken: (terms: TokenTerms) => Promise<OfferedToken>;
  /** @throws RefusedError when the code is good for nothing */
  readonly redeem: (code: string) => Promise<RedeemedToken>;
  readonly importFile: (wanted: ImportWanted) => Promise<ImportOutcome>;
}
