import { asOfField } from '@misaq/platform/questions/common-fields.js';
import { BANK_BOARD } from './projection.js';
import { isKnownPool } from '../known-pool.js';
import { CREDIT_BOARD } from '../pools/projection.js';
import { REGISTER } from '@misaq/register/boards/register/projection.js';
import { type BankBoardItem, bankBoardItem } from './wire.js';
import { bankBoardTable } from './table.js';
import { namesAnywhere, namesOfPool } from '@misaq/platform/questions/names.js';
import type { BoardParams } from '../pools/question.js';
import { poolField } from '@misaq/platform/questions/fields.js';
import { type Asking, asOfDay, type Question } from '@misaq/platform/questions/question.js';
import { unknownPool } from '@misaq/platform/questions/refused.js';
import { bankScope } from '@misaq/platform/questions/scope.js';

export interface BanksParams {
  /** Absent: all pools. */
  readonly pool?: string | undefined;
  readonly asOf?: string | undefined;
}

const BANKS = {
  needs: 'read',
  scope: bankScope,
  from: [BANK_BOARD, CREDIT_BOARD, REGISTER],
  find: bankItem,
  table: {
    file: ({ pool }: BanksParams) => ['banks', ...(pool === undefined ? [] : [pool])],
    of: (asking: Asking<BanksParams>) => bankBoardTable(bankItem(asking)),
  },
} as const;

/** The bank board over all pools or of one. A bank sees only its own row. */
export const banks: Question<BanksParams, BankBoardItem> = {
  name: 'banks',
  path: 'banks',
  fields: {
    asOf: asOfField,
    pool: poolField({ optional: true, description: 'Of one pool; over all pools when left out.' }),
  },
  ...BANKS,
};

/** The bank board of a pool, under the address of the pool. */
export const banksOfPool: Question<BoardParams, BankBoardItem> = {
  name: 'banks-of-pool',
  path: 'pools/:pool/banks',
  fields: {
    pool: poolField(),
    asOf: asOfField,
  },
  ...BANKS,
};

function bankItem(asking: Asking<BanksParams>): BankBoardItem {
  const { models, params, scope } = asking;
  const { pool } = params;
  const asOf = asOfDay(asking);
  const { banks: boards, register } = models;
  // A bank must not learn whether a pool exists in which it has no facility.
  if (pool !== undefined && !isKnownPool(models, pool, scope)) throw unknownPool(pool);
  const found = boards.bankBoard(asOf, { ...scope, ...(pool !== undefined && { pool }) });
  const names =
    pool === undefined ? namesAnywhere(register, 'bank', asOf) : namesOfPool(register, pool, 'bank', asOf);
  return bankBoardItem(found, names);
}
