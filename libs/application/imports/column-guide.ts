import type { ColumnName } from './headers.js';

/** What belongs into a column, for whoever fills it in. */
export interface ColumnGuide {
  readonly fa: string;
  readonly en: string;
  /** Invented, in the form that is taken. */
  readonly example: string;
  /** Its cells may be empty. */
  readonly optional?: true;
}

const DAY = {
  fa: 'تاریخ شمسی یا میلادی، نه پس از امروز',
  en: 'A Jalali or Gregorian day, not after today',
} as const;

const IDENTIFIER_EN = 'letters, digits, . _ : / -; at most 80 characters';
const IDENTIFIER_FA = 'حرف، رقم و نشانه‌های . _ : / - ؛ حداکثر ۸۰ نویسه';

export const COLUMN_GUIDE: Readonly<Record<ColumnName, ColumnGuide>> = {
  province: {
    fa: 'شناسه استان، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id of the province, as in the register',
    example: 'east-azerbaijan',
  },
  id: {
    fa: `شناسه ثابت سازمان: ${IDENTIFIER_FA}`,
    en: `The permanent id of the organisation: ${IDENTIFIER_EN}`,
    example: 'behzisti',
  },
  kind: {
    fa: 'یکی از این‌ها: دستگاه، بانک، بخش، شهرستان',
    en: 'One of agency, bank, sector, county',
    example: 'دستگاه',
  },
  name: { fa: 'نام رسمی', en: 'The official name', example: 'سازمان بهزیستی' },
  ownership: {
    fa: 'دولتی یا خصوصی؛ برای بانک لازم است',
    en: 'state or private; needed for a bank',
    example: 'دولتی',
    optional: true,
  },
  active_from: { fa: DAY.fa, en: DAY.en, example: '1400-01-01' },
  year: { fa: 'سال شمسی با چهار رقم', en: 'The Jalali year, four digits', example: '1401' },
  version: {
    fa: 'نسخه تعهد: baseline برای تعهد نخست، نامی دیگر برای بازنگری آن',
    en: 'The version of the commitment: baseline for the first, another name for a revision',
    example: 'baseline',
  },
  agency: {
    fa: 'شناسه یا نام دستگاه، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the agency, as in the register',
    example: 'behzisti',
  },
  sector: {
    fa: 'شناسه یا نام بخش اقتصادی، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the sector, as in the register',
    example: 'services',
  },
  county: {
    fa: 'شناسه یا نام شهرستان، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the county, as in the register',
    example: 'tabriz',
  },
  jobs: {
    fa: 'تعداد شغل تعهدشده، عدد صحیح بزرگ‌تر از صفر',
    en: 'How many jobs are promised: a whole number above zero',
    example: '120',
  },
  notified_on: {
    fa: `تاریخ ابلاغ: ${DAY.fa}`,
    en: `The day of notification: ${DAY.en}`,
    example: '1401-09-27',
  },
  pool: {
    fa: 'منبع اعتبار به شکل استان-سال-برنامه',
    en: 'The credit pool, as province-year-programme',
    example: 'east-azerbaijan-1401-note16',
  },
  allocation_id: {
    fa: `شماره ابلاغ اعتبار، یکتا در هر منبع: ${IDENTIFIER_FA}`,
    en: `The number of the allocation, unique in its pool: ${IDENTIFIER_EN}`,
    example: 'A-1401-7',
  },
  amount_toman: {
    fa: 'مبلغ به تومان، عدد صحیح بدون ممیز (به‌جای این ستون می‌توان ستون «مبلغ به ریال» گذاشت)',
    en: 'The amount in toman, a whole number (a column amount_rial may stand in its place)',
    example: '505000000000',
  },
  amount_rial: {
    fa: 'مبلغ به ریال، عدد صحیح بدون ممیز',
    en: 'The amount in rial, a whole number',
    example: '5050000000000',
  },
  facility_id: {
    fa: `شناسه تسهیلات: ${IDENTIFIER_FA}`,
    en: `The id of the facility: ${IDENTIFIER_EN}`,
    example: 'N16-00001',
  },
  bank: {
    fa: 'شناسه یا نام بانک عامل، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the bank, as in the register',
    example: 'bank-melli',
  },
  introduced_on: {
    fa: `تاریخ معرفی: ${DAY.fa}`,
    en: `The day of introduction: ${DAY.en}`,
    example: '1401-09-28',
  },
  planned_jobs: {
    fa: 'تعداد شغلی که با این تسهیلات ایجاد می‌شود؛ صفر هم پذیرفته است',
    en: 'How many jobs the facility is to make; zero is taken',
    example: '2',
  },
  applicant_id: {
    fa: 'کد ملی یا شناسه دیگر متقاضی؛ تنها نام مستعار آن نگهداری می‌شود',
    en: 'The national ID or another id of the applicant; only its pseudonym is kept',
    example: '9990000018',
    optional: true,
  },
  declined_on: { fa: `تاریخ رد: ${DAY.fa}`, en: `The day of the refusal: ${DAY.en}`, example: '1401-10-05' },
  reason: {
    fa: 'دلیل؛ برای رد تسهیلات، برگشت پرداخت و رد شغل لازم است؛ در برگشت پرداخت اگر تنها «ثبت اشتباه» باشد یعنی پرداخت هرگز انجام نشده است',
    en: 'The reason, which a decline, a reversal and a rejection need; of a reversal, «recorded in error» alone says that the payment was never made',
    example: 'نقص مدارک',
  },
  paid_on: { fa: `تاریخ پرداخت: ${DAY.fa}`, en: `The day of payment: ${DAY.en}`, example: '1401-10-10' },
  bank_reference: {
    fa: 'شماره سند پرداخت در بانک، یکتا برای هر تسهیلات و بانک؛ به صورت متن نوشته شود',
    en: 'The number of the payment at the bank, unique for facility and bank; written as text',
    example: 'M-140110-0042',
  },
  reversed_on: {
    fa: `تاریخ برگشت: ${DAY.fa}`,
    en: `The day of the reversal: ${DAY.en}`,
    example: '1401-10-20',
  },
  job_id: {
    fa: `شناسه شغل: ${IDENTIFIER_FA}`,
    en: `The id of the job: ${IDENTIFIER_EN}`,
    example: 'EA1401-00001',
  },
  national_id: {
    fa: 'کد ملی ده‌رقمی شاغل، با صفرهای آغازین؛ تنها نام مستعار آن نگهداری می‌شود',
    en: 'The ten digits of the national ID, with its leading zeros; only its pseudonym is kept',
    example: '9990000018',
  },
  gender: { fa: 'زن یا مرد', en: 'female or male', example: 'زن' },
  education: { fa: 'مدرک تحصیلی', en: 'The education', example: 'کارشناسی', optional: true },
  priority_group: {
    fa: 'گروه اولویت‌دار، اگر هست',
    en: 'The priority group, if there is one',
    example: 'فارغ‌التحصیل بیکار',
    optional: true,
  },
  registered_on: {
    fa: `تاریخ ثبت: ${DAY.fa}`,
    en: `The day of registration: ${DAY.en}`,
    example: '1401-03-10',
  },
  started_on: {
    fa: `تاریخ شروع به کار: ${DAY.fa}`,
    en: `The day the work began: ${DAY.en}`,
    example: '1401-03-01',
  },
  programme: {
    fa: 'برنامه‌ای که شغل از آن ایجاد شده است، اگر هست',
    en: 'The programme the job came from, if there is one',
    example: 'note16',
    optional: true,
  },
  round: { fa: 'مرحله راستی‌آزمایی: ۱، ۲ یا ۳', en: 'The round of verification: 1, 2 or 3', example: '1' },
  verdict: { fa: 'تأیید یا رد', en: 'verified or rejected', example: 'تأیید' },
  verifier: {
    fa: 'شناسه کاربری راستی‌آزما (بازرس یا اداره کار)؛ یک نفر دو مرحله از یک شغل را راستی‌آزمایی نمی‌کند',
    en: 'The id of the verifier, an inspector or of the labour department; no one verifies two rounds of one job',
    example: 'inspector-1',
  },
  on: {
    fa: `تاریخ راستی‌آزمایی: ${DAY.fa}`,
    en: `The day of verification: ${DAY.en}`,
    example: '1401-04-15',
  },
  ended_on: {
    fa: `تاریخ پایان کار: ${DAY.fa}`,
    en: `The day the work ended: ${DAY.en}`,
    example: '1401-11-30',
  },
};

/** Columns that may be empty in the files of some kinds only; of verifications where the verdict is no rejection. */
export const OPTIONAL_IN: Readonly<Record<string, readonly ColumnName[]>> = {
  jobs: ['facility_id'],
  verifications: ['reason'],
  'job-endings': ['reason'],
};
