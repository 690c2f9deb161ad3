import { kindInPersian } from '@misaq/platform/kernel/catalogue.js';
import { type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { counted, grouped } from '@misaq/platform/kernel/grouped.js';
import { named, persianNumber } from '@misaq/platform/kernel/persian.js';
import type { CheckEvent } from './checks.js';
import { type ImportEvent, shownFileHash } from './events.js';

export const importFacts: FactsOf<ImportEvent> = shownOn<FactsOf<ImportEvent>>(
  { name: 'imports', ofAllStreams: true, hidden: true },
  {
    ImportAccepted: {
      shown(data) {
        const { fileHash: _plain, fileHashKey: _key, ...rest } = data;
        const fileHash = shownFileHash(data);
        return { ...rest, ...(fileHash !== undefined && { fileHash }) };
      },
      sentence: {
        en: ({ kind, file, rows, accepted, duplicates, rejected }) =>
          `The file ${file} with ${counted(rows, 'row')} of ${kind} was accepted: ${grouped(accepted)} to apply, ` +
          `${grouped(duplicates)} known already, ${grouped(rejected)} left out`,
        fa: ({ kind, file, rows, accepted, duplicates, rejected }) =>
          `پرونده ${named(file)} با ${persianNumber(rows)} سطر «${kindInPersian(kind)}» پذیرفته شد: ` +
          `${persianNumber(accepted)} سطر برای ثبت، ${persianNumber(duplicates)} سطر تکراری، ${persianNumber(rejected)} سطر کنار گذاشته`,
      },
    },
    ImportCompleted: {
      sentence: {
        en({ importId, applied, lateRefusals }) {
          const refused =
            lateRefusals === 0 ? '' : `; ${counted(lateRefusals, 'row')} had become impossible meanwhile`;
          return `Import ${importId} was completed with ${counted(applied, 'row')} applied${refused}`;
        },
        fa({ importId, applied, lateRefusals }) {
          const refused =
            lateRefusals === 0 ? '' : `؛ ثبت ${persianNumber(lateRefusals)} سطر در این میان ناممکن شده بود`;
          return `بارگذاری ${named(importId)} با ثبت ${persianNumber(applied)} سطر پایان یافت${refused}`;
        },
      },
    },
  },
);

export const checkFacts: FactsOf<CheckEvent> = {
  FileChecked: {
    on: ({ on }) => on,
    sentence: {
      en({ principalId, kind, rows, persons }) {
        const people = persons === 0 ? '' : `, which named ${counted(persons, 'person')}`;
        return `${principalId} had a file with ${counted(rows, 'row')} of ${kind} checked${people}; none was recorded`;
      },
      fa({ principalId, kind, rows, persons }) {
        const people = persons === 0 ? '' : ` که ${persianNumber(persons)} نفر در آن نام برده شده بود`;
        return `${named(principalId)} پرونده‌ای با ${persianNumber(rows)} سطر «${kindInPersian(kind)}»${people} را بررسی کرد؛ چیزی ثبت نشد`;
      },
    },
  },
};
