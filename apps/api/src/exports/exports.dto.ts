import { Id } from '@misaq/platform/http/request/fields.js';

export class ExportParams {
  @Id({ example: 'abcdefghijklmnop-0190f3c2a1b4c5d6e7f8091a2b3c0000' })
  exportId!: string;
}
