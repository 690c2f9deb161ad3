import { creditForms } from '@misaq/credit/domain/stored-form.js';
import type { EventForms } from '@misaq/platform/kernel/event-forms.js';

/** The forms of all subjects. Every reader and the one writer of events pass here. */
export const EVENT_FORMS: EventForms = { ...creditForms };

/** The data of an event as it is written. */
export function storedForm(type: string, data: object, forms: EventForms = EVENT_FORMS): object {
  return forms[type]?.write(data) ?? data;
}

/** The data of an event as the program knows it, whichever version wrote it. */
export function fullForm(type: string, data: object, forms: EventForms = EVENT_FORMS): object {
  return forms[type]?.read(data) ?? data;
}
