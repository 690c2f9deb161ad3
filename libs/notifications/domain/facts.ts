import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { tomanText } from '@misaq/platform/kernel/english.js';
import {
  concernsAgency,
  concernsOrganisation,
  type FactsOf,
  inProvince,
  shownOn,
} from '@misaq/platform/kernel/facts.js';
import { counted } from '@misaq/platform/kernel/grouped.js';
import {
  named,
  ORGANISATIONS_IN_PERSIAN,
  persianDay,
  persianNumber,
  persianToman,
} from '@misaq/platform/kernel/persian.js';
import type { ReminderEvent } from './reminder-events.js';
import type { RecordedOrganisation, WebhookEvent } from './webhook-events.js';

export const reminderFacts: FactsOf<ReminderEvent> = shownOn<FactsOf<ReminderEvent>>(
  { name: 'notifications' },
  {
    LotDeadlineNear: {
      on: ({ on }) => on,
      concerns: concernsAgency,
      sentence: {
        en: ({ agency, unpaidRial, lotId, deadline, workingDaysLeft }) =>
          `Agency ${agency} has ${counted(workingDaysLeft, 'working day')} left, until ${formatJalali(deadline)}, ` +
          `to pay ${tomanText(unpaidRial)} of lot ${lotId}`,
        fa: ({ agency, unpaidRial, lotId, deadline, workingDaysLeft }) =>
          `دستگاه ${named(agency)} تا ${persianDay(deadline)} (${persianNumber(workingDaysLeft)} روز کاری دیگر) ` +
          `برای پرداخت ${persianToman(unpaidRial)} از اعتبار ${named(lotId)} فرصت دارد`,
      },
    },
    BankDeadlineNear: {
      on: ({ on }) => on,
      // Concerns only the bank: the waiting amount is its own, the state of the agency is not.
      concerns: ({ bank }) => ({ agencies: [], banks: [bank] }),
      sentence: {
        en: ({ bank, facilities, waitingRial, agency, pool, deadline, workingDaysLeft }) =>
          `${counted(facilities, 'applicant')} of agency ${agency} ${facilities === 1 ? 'waits' : 'wait'} at bank ${bank} for ${tomanText(waitingRial)} of ` +
          `pool ${pool}, whose time is up in ${counted(workingDaysLeft, 'working day')}, on ${formatJalali(deadline)}`,
        fa: ({ bank, facilities, waitingRial, agency, pool, deadline, workingDaysLeft }) =>
          `${persianNumber(facilities)} متقاضی دستگاه ${named(agency)} در بانک ${named(bank)} منتظر پرداخت ${persianToman(waitingRial)} ` +
          `از منبع اعتبار ${named(pool)} ${facilities === 1 ? 'است' : 'هستند'}؛ پایان مهلت: ${persianDay(deadline)} (${persianNumber(workingDaysLeft)} روز کاری دیگر)`,
      },
    },
  },
);

interface OfOrganisation {
  readonly organisation: RecordedOrganisation;
}

const concernsReceiver = ({ organisation }: OfOrganisation) => concernsOrganisation(organisation);

export const webhookFacts: FactsOf<WebhookEvent> = inProvince<FactsOf<WebhookEvent>>(provinceOfReceiver, {
  WebhookRegistered: {
    concerns: concernsReceiver,
    sentence: {
      en: (data) => `Notifications of ${whose(data)} are sent to ${data.url} (webhook ${data.webhookId})`,
      fa: (data) =>
        `اعلان‌های ${whoseInPersian(data)} به ${named(data.url)} فرستاده می‌شود (نشانی ارسال ${named(data.webhookId)})`,
    },
  },
  WebhookRemoved: {
    concerns: concernsReceiver,
    sentence: {
      en: (data) => `Webhook ${data.webhookId} of ${whose(data)} was removed`,
      fa: (data) => `نشانی ارسال ${named(data.webhookId)} از ${whoseInPersian(data)} حذف شد`,
    },
  },
  WebhookDelivered: {
    sentence: {
      en: ({ webhookId, count }) => `Webhook ${webhookId} took ${counted(count, 'notification')}`,
      fa: ({ webhookId, count }) =>
        `نشانی ارسال ${named(webhookId)} ${persianNumber(count)} اعلان دریافت کرد`,
    },
  },
  WebhookSuspended: {
    concerns: concernsReceiver,
    sentence: {
      en(data) {
        const why = data.reason === 'gone' ? 'its receiver is gone' : 'its receiver took nothing for long';
        return `Webhook ${data.webhookId} of ${whose(data)} was suspended: ${why} (${data.problem})`;
      },
      fa(data) {
        const why = data.reason === 'gone' ? 'گیرنده دیگر وجود ندارد' : 'گیرنده مدتی است چیزی نمی‌پذیرد';
        return `ارسال به نشانی ${named(data.webhookId)} از ${whoseInPersian(data)} متوقف شد: ${why} (${named(data.problem)})`;
      },
    },
  },
  WebhookResumed: {
    concerns: concernsReceiver,
    sentence: {
      en: (data) => `Webhook ${data.webhookId} of ${whose(data)} goes on`,
      fa: (data) => `ارسال به نشانی ${named(data.webhookId)} از ${whoseInPersian(data)} از سر گرفته شد`,
    },
  },
});

function provinceOfReceiver(data: object): string | undefined {
  const { organisation } = data as Partial<OfOrganisation>;
  return organisation?.province;
}

function whose({ organisation: { province, kind, id } }: OfOrganisation): string {
  return province === undefined ? `${kind} ${id}` : `${kind} ${id} of ${province}`;
}

function whoseInPersian({ organisation: { province, kind, id } }: OfOrganisation): string {
  const organisation = `${ORGANISATIONS_IN_PERSIAN[kind]} ${named(id)}`;
  return province === undefined ? organisation : `${organisation} در استان ${named(province)}`;
}
