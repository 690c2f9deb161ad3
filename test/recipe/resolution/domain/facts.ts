import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { concernsAgency, type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { named, persianDay } from '@misaq/platform/kernel/persian.js';
import type { ResolutionEvent } from './events.js';

export const resolutionFacts: FactsOf<ResolutionEvent> = shownOn<FactsOf<ResolutionEvent>>(
  { name: 'resolutions' },
  {
    ResolutionRecorded: {
      on: ({ adoptedOn }) => adoptedOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ resolutionId, agency, text, adoptedOn }) =>
          `Resolution ${resolutionId} of ${formatJalali(adoptedOn)} obliged agency ${agency}: ${text}`,
        fa: ({ resolutionId, agency, text, adoptedOn }) =>
          `مصوبه ${named(resolutionId)} در تاریخ ${persianDay(adoptedOn)} دستگاه ${named(agency)} را مکلف کرد: ${named(text)}`,
      },
    },
  },
);
