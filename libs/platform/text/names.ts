import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';

/** Names of organisations by id, as they are shown. */
export type Names = (id: string) => string | undefined;

export type NamedHolidays = readonly { readonly date: PlainDate; readonly names: readonly string[] }[];
