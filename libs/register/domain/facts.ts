import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { capital } from '@misaq/platform/kernel/english.js';
import { concernsOrganisation, type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { named, ORGANISATIONS_IN_PERSIAN, persianDay } from '@misaq/platform/kernel/persian.js';
import type { Ownership, RegisterEvent } from './events.js';

const OWNERSHIP_IN_PERSIAN: Readonly<Record<Ownership, string>> = { state: 'دولتی', private: 'خصوصی' };

export const registerFacts: FactsOf<RegisterEvent> = shownOn<FactsOf<RegisterEvent>>(
  { name: 'register' },
  {
    OrganisationRegistered: {
      on: ({ activeFrom }) => activeFrom,
      concerns: concernsOrganisation,
      sentence: {
        en({ kind, id, name, ownership, activeFrom }) {
          const owned = ownership === undefined ? '' : ` (${ownership})`;
          return `${capital(kind)} ${id}, “${name}”${owned}, was registered from ${formatJalali(activeFrom)}`;
        },
        fa({ kind, id, name, ownership, activeFrom }) {
          const owned = ownership === undefined ? '' : ` (${OWNERSHIP_IN_PERSIAN[ownership]})`;
          return `${ORGANISATIONS_IN_PERSIAN[kind]} ${named(id)} با نام «${named(name)}»${owned} از تاریخ ${persianDay(activeFrom)} ثبت شد`;
        },
      },
    },
    OrganisationRenamed: {
      on: ({ from }) => from,
      concerns: concernsOrganisation,
      sentence: {
        en: ({ kind, id, name, from }) =>
          `${capital(kind)} ${id} is called “${name}” from ${formatJalali(from)}`,
        fa: ({ kind, id, name, from }) =>
          `نام ${ORGANISATIONS_IN_PERSIAN[kind]} ${named(id)} از تاریخ ${persianDay(from)} «${named(name)}» است`,
      },
    },
    OrganisationRetired: {
      on: ({ from }) => from,
      concerns: concernsOrganisation,
      sentence: {
        en: ({ kind, id, from }) => `${capital(kind)} ${id} is no longer active from ${formatJalali(from)}`,
        fa: ({ kind, id, from }) =>
          `${ORGANISATIONS_IN_PERSIAN[kind]} ${named(id)} از تاریخ ${persianDay(from)} دیگر فعال نیست`,
      },
    },
  },
);
