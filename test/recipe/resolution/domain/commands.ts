import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';

export interface RecordResolution {
  readonly type: 'RecordResolution';
  /** Province and Jalali year determine the stream. */
  readonly province: string;
  readonly year: number;
  readonly resolutionId: string;
  readonly agency: string;
  readonly text: string;
  readonly adoptedOn: PlainDate;
}

export type ResolutionCommand = RecordResolution;
