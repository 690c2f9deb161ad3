import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import { eventTypes } from '@misaq/platform/kernel/event-types.js';

/** A working group of the province obliged an agency to something. */
export interface ResolutionRecorded {
  readonly type: 'ResolutionRecorded';
  readonly data: {
    readonly resolutionId: string;
    readonly agency: string;
    readonly text: string;
    readonly adoptedOn: PlainDate;
  };
}

export type ResolutionEvent = ResolutionRecorded;

export const RESOLUTION_EVENTS = eventTypes<ResolutionEvent>({ ResolutionRecorded: true });
