import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { concernsAgency, type FactsOf, inProvince, shownOn } from '@misaq/platform/kernel/facts.js';
import { named, persianDay, persianNumber } from '@misaq/platform/kernel/persian.js';
import type {
  AbandonReason,
  JobEvent,
  JobRejected,
  JobVerified,
  PersonEvent,
  RegisteredJobEvent,
  ReleaseReason,
} from './events.js';

const registeredJobFacts = shownOn<FactsOf<RegisteredJobEvent>>(
  { name: 'jobs', ofAllStreams: true },
  {
    JobRegistered: {
      on: ({ registeredOn }) => registeredOn,
      concerns: ({ agency, facilityId }) => ({
        agencies: [agency],
        banks: [],
        ...(facilityId !== undefined && { facility: facilityId }),
      }),
      sentence: {
        en({ agency, jobId, sector, county, registeredOn, facilityId }) {
          const through = facilityId === undefined ? '' : `, through facility ${facilityId}`;
          return `Agency ${agency} registered job ${jobId} in ${sector}, ${county} on ${formatJalali(registeredOn)}${through}`;
        },
        fa({ agency, jobId, sector, county, registeredOn, facilityId }) {
          const through = facilityId === undefined ? '' : `، از محل تسهیلات ${named(facilityId)}،`;
          return (
            `دستگاه ${named(agency)} در تاریخ ${persianDay(registeredOn)} شغل ${named(jobId)} را${through} در بخش ` +
            `${named(sector)}، شهرستان ${named(county)} ثبت کرد`
          );
        },
      },
    },
    JobVerified: {
      on: ({ on }) => on,
      concerns: concernsAgency,
      sentence: {
        en: (data) => `${data.verifier} verified ${roundOf(data)}`,
        fa: (data) => `${roundInPersian(data)} تأیید کرد${recordedInPersian(data)}`,
      },
    },
    JobRejected: {
      on: ({ on }) => on,
      concerns: concernsAgency,
      sentence: {
        en: (data) => `${data.verifier} rejected ${roundOf(data)}`,
        fa: (data) => `${roundInPersian(data)} رد کرد${recordedInPersian(data)}`,
      },
    },
    JobEnded: {
      on: ({ endedOn }) => endedOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ jobId, agency, endedOn }) =>
          `Job ${jobId} of agency ${agency} ended on ${formatJalali(endedOn)}`,
        fa: ({ jobId, agency, endedOn }) =>
          `شغل ${named(jobId)} از دستگاه ${named(agency)} در تاریخ ${persianDay(endedOn)} پایان یافت`,
      },
    },
    RegistrationVoided: {
      on: ({ voidedOn }) => voidedOn,
      concerns: concernsAgency,
      sentence: {
        en: ({ jobId, agency, voidedOn }) =>
          `The registration of job ${jobId} of agency ${agency} was voided on ${formatJalali(voidedOn)}`,
        fa: ({ jobId, agency, voidedOn }) =>
          `ثبت شغل ${named(jobId)} از دستگاه ${named(agency)} در تاریخ ${persianDay(voidedOn)} باطل شد`,
      },
    },
  },
);

export const jobFacts: FactsOf<JobEvent> = inProvince<FactsOf<JobEvent>>(provinceNamedIn, {
  ...registeredJobFacts,
  // No screen ever showed a registration that was given up.
  RegistrationAbandoned: {
    sentence: {
      en: ({ jobId, reason }) => `The registration of job ${jobId} was given up: ${ABANDONED[reason].en}`,
      fa: ({ jobId, reason }) => `از ثبت شغل ${named(jobId)} صرف‌نظر شد: ${ABANDONED[reason].fa}`,
    },
  },
});

/** Of the events of a job only its registration names the province. */
function provinceNamedIn(data: object): string | undefined {
  return 'province' in data && typeof data.province === 'string' ? data.province : undefined;
}

export const personFacts: FactsOf<PersonEvent> = {
  JobClaimed: {
    sentence: {
      en: ({ jobId }) => `A person took job ${jobId}`,
      fa: ({ jobId }) => `شغل ${named(jobId)} برای یک نفر در نظر گرفته شد`,
    },
  },
  JobReleased: {
    sentence: {
      en: ({ jobId, reason }) => `A person no longer holds job ${jobId}: ${RELEASED[reason].en}`,
      fa: ({ jobId, reason }) => `شغل ${named(jobId)} دیگر به نام کسی نیست: ${RELEASED[reason].fa}`,
    },
  },
};

interface BothLanguages {
  readonly en: string;
  readonly fa: string;
}

const RELEASED: Readonly<Record<ReleaseReason, BothLanguages>> = {
  ended: { en: 'it ended', fa: 'پایان یافت' },
  rejected: { en: 'it was rejected', fa: 'رد شد' },
  voided: { en: 'its registration was voided', fa: 'ثبت آن باطل شد' },
  'not-registered': { en: 'it was never registered', fa: 'هرگز ثبت نشد' },
  'not-finished': {
    en: 'its registration was begun and not finished in time',
    fa: 'ثبت آن آغاز شد و به‌موقع پایان نیافت',
  },
};

const ABANDONED: Readonly<Record<AbandonReason, BothLanguages>> = {
  'not-registered': {
    en: 'it was refused after its person had been claimed',
    fa: 'پس از در نظر گرفتن آن برای یک نفر، ثبت پذیرفته نشد',
  },
  'not-finished': {
    en: 'it had claimed its person and was not finished in time',
    fa: 'برای یک نفر در نظر گرفته شد و ثبت به‌موقع پایان نیافت',
  },
};

function roundOf({ jobId, round, on, recordedBy }: (JobVerified | JobRejected)['data']): string {
  const recorded = recordedBy === undefined ? '' : `, recorded for them by ${recordedBy}`;
  return `job ${jobId} in round ${String(round)} on ${formatJalali(on)}${recorded}`;
}

function roundInPersian({ verifier, jobId, round, on }: (JobVerified | JobRejected)['data']): string {
  return `${named(verifier)} در تاریخ ${persianDay(on)} شغل ${named(jobId)} را در مرحله ${persianNumber(round)} راستی‌آزمایی`;
}

function recordedInPersian({ recordedBy }: (JobVerified | JobRejected)['data']): string {
  return recordedBy === undefined ? '' : `؛ ثبت از طرف او: ${named(recordedBy)}`;
}
