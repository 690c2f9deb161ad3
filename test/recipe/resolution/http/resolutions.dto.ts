import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { Day, Id, Text } from '@misaq/platform/http/request/fields.js';

export class RecordResolutionDto {
  @Id({ example: 'R-1401-1' })
  resolutionId!: string;
  @Id({ example: 'behzisti' })
  agency!: string;
  @Text({ example: 'Report each month' })
  text!: string;
  @Day({ example: '1401-10-05' })
  adoptedOn!: PlainDate;
}
