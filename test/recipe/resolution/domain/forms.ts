import type { EventForms } from '@misaq/platform/kernel/event-forms.js';

/** The first version recorded `subject` where this one records `text`. */
export const resolutionForms = {
  ResolutionRecorded: {
    write: (data) => data,
    read(data) {
      if (!('subject' in data)) return data;
      const { subject, ...rest } = data;
      return { ...rest, text: subject };
    },
  },
} as const satisfies EventForms;
