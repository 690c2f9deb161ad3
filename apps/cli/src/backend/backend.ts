import type { TokenTerms } from '@misaq/access/domain/principal-commands.js';
import type { ImportOutcome, OnProgress } from '@misaq/platform/imports/report.js';
import type { PersonKey } from '@misaq/platform/node/person-key.js';
import type { ImportKind } from '@misaq/imports/domain/events.js';
import type { Accounts } from './accounts.js';
import type { Operations } from './operations.js';
import type { Questions } from './questions.js';
import type { OfferedToken, RedeemedToken } from './request.js';
import type { VerbBackend } from '@misaq/platform/command-line/session.js';

export interface ImportWanted {
  readonly kind: ImportKind;
  readonly path: string;
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly onProgress: OnProgress;
}

/** What the verbs of the command line itself are done by, beside what those of subjects need. */
export interface Backend extends VerbBackend {
  readonly questions: Questions;
  readonly operations: Operations;
  readonly accounts: Accounts;
  /** How commands name persons: by pseudonyms, or in clear where the server makes the pseudonyms. */
  readonly persons: Pick<PersonKey, 'fingerprint' | 'personId'>;
  /** @throws RefusedError when it is refused */
  readonly offerToken: (terms: TokenTerms) => Promise<OfferedToken>;
  /** @throws RefusedError when the code is good for nothing */
  readonly redeem: (code: string) => Promise<RedeemedToken>;
  readonly importFile: (wanted: ImportWanted) => Promise<ImportOutcome>;
}
