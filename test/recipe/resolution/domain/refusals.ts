import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const resolutionRefusals = {
  resolution_outside_year: {
    kind: 'against_rule',
    en: 'The resolution was not adopted in the year to which it is recorded.',
    fa: 'این مصوبه در سالی که برای آن ثبت می‌شود تصویب نشده است.',
  },
  resolution_recorded_otherwise: {
    kind: 'against_record',
    en: 'Another resolution is recorded under this id.',
    fa: 'مصوبه دیگری با این شناسه ثبت شده است.',
  },
} as const satisfies Refusals;

export type ResolutionRefusalName = keyof typeof resolutionRefusals;
