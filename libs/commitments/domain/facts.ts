import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { concernsAgency, type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import { inPersianDigits, named, persianDay, persianNumber } from '@misaq/platform/kernel/persian.js';
import type { CommitmentEvent, CommitmentKey } from './events.js';

export const commitmentFacts: FactsOf<CommitmentEvent> = shownOn<FactsOf<CommitmentEvent>>(
  { name: 'plan', part: 'plan' },
  {
    PlanOpened: {
      sentence: {
        en: ({ province, year }) => `The commitment plan of ${province} for ${String(year)} was opened`,
        fa: ({ province, year }) =>
          `برنامه تعهد استان ${named(province)} برای سال ${inPersianDigits(String(year))} گشوده شد`,
      },
    },
    CommitmentAssigned: {
      on: ({ notifiedOn }) => notifiedOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ agency, jobs, sector, county, version, notifiedOn }) =>
          `Agency ${agency} was assigned ${jobsText(jobs)} in ${sector}, ${county} (${version}) on ${formatJalali(notifiedOn)}`,
        fa: (data) =>
          `در تاریخ ${persianDay(data.notifiedOn)} تعهد ${persianJobs(data.jobs)} ${placeInPersian(data)} به دستگاه ${named(data.agency)} ابلاغ شد`,
      },
    },
    CommitmentRevised: {
      on: ({ revisedOn }) => revisedOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ agency, previousJobs, jobs, sector, county, version, revisedOn }) =>
          `The commitment of agency ${agency} in ${sector}, ${county} (${version}) was revised from ` +
          `${jobsText(previousJobs)} to ${jobsText(jobs)} on ${formatJalali(revisedOn)}`,
        fa: (data) =>
          `در تاریخ ${persianDay(data.revisedOn)} تعهد دستگاه ${named(data.agency)} ${placeInPersian(data)} از ` +
          `${persianJobs(data.previousJobs)} به ${persianJobs(data.jobs)} تغییر کرد`,
      },
    },
    CommitmentWithdrawn: {
      on: ({ withdrawnOn }) => withdrawnOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ agency, jobs, sector, county, version, withdrawnOn }) =>
          `The commitment of agency ${agency} to ${jobsText(jobs)} in ${sector}, ${county} (${version}) was withdrawn on ${formatJalali(withdrawnOn)}`,
        fa: (data) =>
          `در تاریخ ${persianDay(data.withdrawnOn)} تعهد ${persianJobs(data.jobs)} دستگاه ${named(data.agency)} ${placeInPersian(data)} پس گرفته شد`,
      },
    },
  },
);

function jobsText(jobs: number): string {
  return counted(jobs, 'job');
}

function persianJobs(jobs: number): string {
  return `${persianNumber(jobs)} شغل`;
}

function placeInPersian({ sector, county, version }: CommitmentKey): string {
  return `در بخش ${named(sector)}، شهرستان ${named(county)} (نسخه ${named(version)})`;
}
