import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const webhookRefusals = {
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is missing or is not what it must be.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  conflicts_with_recorded: {
    kind: 'against_record',
    en: 'The same key is recorded already, with other content.',
    fa: 'همین کلید پیش‌تر با محتوای دیگری ثبت شده است.',
  },
  unknown_organisation: {
    kind: 'against_rule',
    en: 'The register knows no organisation of this kind by that id.',
    fa: 'سازمانی از این نوع با این شناسه در فهرست سازمان‌ها نیست.',
  },
  organisation_inactive: {
    kind: 'against_rule',
    en: 'The organisation was not active on that day.',
    fa: 'سازمان در آن روز فعال نبوده است.',
  },
  address_not_allowed: {
    kind: 'against_rule',
    en: 'Notifications are not sent to that address.',
    fa: 'اعلان به این نشانی فرستاده نمی‌شود.',
  },
  too_many_webhooks: {
    kind: 'against_record',
    en: 'The organisation has as many webhooks as it may have; remove one first.',
    fa: 'شمار نشانی‌های ارسال سازمان به سقف رسیده است؛ نخست یکی را حذف کنید.',
  },
  unknown_webhook: {
    kind: 'not_there',
    en: 'No such webhook is registered.',
    fa: 'چنین نشانی ارسالی ثبت نشده است.',
  },
  webhook_removed: {
    kind: 'against_record',
    en: 'The webhook was removed; register another one.',
    fa: 'نشانی ارسال حذف شده است؛ نشانی دیگری ثبت کنید.',
  },
  delivery_overtaken: {
    kind: 'against_record',
    en: 'The delivery was recorded already, from another node.',
    fa: 'این ارسال را پیش‌تر کارگزار دیگری ثبت کرده است.',
  },
} as const satisfies Refusals;

export type WebhookRefusalName = keyof typeof webhookRefusals;
