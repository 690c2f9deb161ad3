import type { TokenItem } from '@misaq/access/boards/principals/wire.js';
import { ApiProperty } from '@nestjs/swagger';
import { Text } from '@misaq/platform/http/request/fields.js';

export class RedeemCodeDto {
  @Text({
    lengthMax: 100,
    description: 'As an admin handed it over.',
    example: 'misaqcode_k3v9mz2ryw8d_abcdefghijkmnpqrstuvwxyz23',
  })
  code!: string;
}

export class RedeemedCodeDto {
  /** Names the token in lists and in the log; no secret. */
  tokenId!: string;
  /** The token, for `Authorization: Bearer …`. */
  token!: string;
  /** Who acts with it. */
  principalId!: string;
  role!: string;
  organisation!: string | null;
  /** The last day it works, in Tehran. */
  @ApiProperty({ type: String, nullable: true })
  expiresOn!: string | null;
  notice!: string;
  position!: number;
  /** Every token that was issued in the name of the bearer, in the order they were issued. */
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  tokens!: TokenItem[];
}
