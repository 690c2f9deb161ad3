import { Text } from '@misaq/platform/http/request/fields.js';

export class ErrandDto {
  @Text({
    optional: true,
    lengthMax: 1_000,
    description: 'The page of this server to go on with; the first one where it is no such page.',
    example: '/pools',
  })
  next?: string;
}

export class ReturnDto {
  @Text({
    lengthMax: 4_000,
    description: 'The query of the address that the provider led to, without its question mark.',
    example: 'code=x8Kq&state=mZ3v&iss=https%3A%2F%2Flogin.example',
  })
  answer!: string;
}
