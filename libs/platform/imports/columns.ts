import type { RowError } from './report.js';

/** A column that files of one kind or of several have. */
export interface Column {
  /** How the sheets of agencies and banks head it; a new file has the first. Every spelling of a name is the same name. */
  readonly headersFa: readonly [string, ...string[]];
  /** What belongs into the column, for the person who fills it in. */
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

/** The columns that files of several subjects have, and those of the first subjects. */
const SHARED = {
  province: {
    headersFa: ['استان'],
    fa: 'شناسه استان، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id of the province, as in the register',
    example: 'east-azerbaijan',
  },
  id: {
    headersFa: ['شناسه'],
    fa: `شناسه ثابت سازمان: ${IDENTIFIER_FA}`,
    en: `The permanent id of the organisation: ${IDENTIFIER_EN}`,
    example: 'behzisti',
  },
  kind: {
    headersFa: ['نوع'],
    fa: 'یکی از این‌ها: دستگاه، بانک، بخش، شهرستان',
    en: 'One of agency, bank, sector, county',
    example: 'دستگاه',
  },
  name: { headersFa: ['نام', 'عنوان'], fa: 'نام رسمی', en: 'The official name', example: 'سازمان بهزیستی' },
  ownership: {
    headersFa: ['مالکیت'],
    fa: 'دولتی یا خصوصی؛ برای بانک لازم است',
    en: 'state or private; needed for a bank',
    example: 'دولتی',
    optional: true,
  },
  active_from: { headersFa: ['تاریخ شروع فعالیت', 'فعال از'], fa: DAY.fa, en: DAY.en, example: '1400-01-01' },
  year: {
    headersFa: ['سال'],
    fa: 'سال شمسی با چهار رقم',
    en: 'The Jalali year, four digits',
    example: '1401',
  },
  version: {
    headersFa: ['نسخه', 'نسخه تعهد'],
    fa: 'نسخه تعهد: baseline برای تعهد نخست، نامی دیگر برای بازنگری آن',
    en: 'The version of the commitment: baseline for the first, another name for a revision',
    example: 'baseline',
  },
  agency: {
    headersFa: ['دستگاه اجرایی', 'دستگاه'],
    fa: 'شناسه یا نام دستگاه، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the agency, as in the register',
    example: 'behzisti',
  },
  sector: {
    headersFa: ['بخش', 'بخش اقتصادی'],
    fa: 'شناسه یا نام بخش اقتصادی، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the sector, as in the register',
    example: 'services',
  },
  county: {
    headersFa: ['شهرستان'],
    fa: 'شناسه یا نام شهرستان، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the county, as in the register',
    example: 'tabriz',
  },
  jobs: {
    headersFa: ['تعداد شغل', 'تعهد', 'شغل'],
    fa: 'تعداد شغل تعهدشده، عدد صحیح بزرگ‌تر از صفر',
    en: 'How many jobs are promised: a whole number above zero',
    example: '120',
  },
  notified_on: {
    headersFa: ['تاریخ ابلاغ'],
    fa: `تاریخ ابلاغ: ${DAY.fa}`,
    en: `The day of notification: ${DAY.en}`,
    example: '1401-09-27',
  },
  pool: {
    headersFa: ['منبع اعتبار', 'محل اعتبار'],
    fa: 'منبع اعتبار به شکل استان-سال-برنامه',
    en: 'The credit pool, as province-year-programme',
    example: 'east-azerbaijan-1401-note16',
  },
  allocation_id: {
    headersFa: ['شناسه ابلاغ', 'شناسه تخصیص'],
    fa: `شماره ابلاغ اعتبار، یکتا در هر منبع: ${IDENTIFIER_FA}`,
    en: `The number of the allocation, unique in its pool: ${IDENTIFIER_EN}`,
    example: 'A-1401-7',
  },
  amount_toman: {
    headersFa: ['مبلغ به تومان', 'مبلغ (تومان)', 'مبلغ تومان'],
    fa: 'مبلغ به تومان، عدد صحیح بدون ممیز (به‌جای این ستون می‌توان ستون «مبلغ به ریال» گذاشت)',
    en: 'The amount in toman, a whole number (a column amount_rial may stand in its place)',
    example: '505000000000',
  },
  amount_rial: {
    headersFa: ['مبلغ به ریال', 'مبلغ (ریال)', 'مبلغ ریال'],
    fa: 'مبلغ به ریال، عدد صحیح بدون ممیز',
    en: 'The amount in rial, a whole number',
    example: '5050000000000',
  },
  facility_id: {
    headersFa: ['شناسه تسهیلات'],
    fa: `شناسه تسهیلات: ${IDENTIFIER_FA}`,
    en: `The id of the facility: ${IDENTIFIER_EN}`,
    example: 'N16-00001',
  },
  bank: {
    headersFa: ['بانک عامل', 'بانک'],
    fa: 'شناسه یا نام بانک عامل، همان که در فهرست سازمان‌ها آمده است',
    en: 'The id or the name of the bank, as in the register',
    example: 'bank-melli',
  },
  introduced_on: {
    headersFa: ['تاریخ معرفی'],
    fa: `تاریخ معرفی: ${DAY.fa}`,
    en: `The day of introduction: ${DAY.en}`,
    example: '1401-09-28',
  },
  planned_jobs: {
    headersFa: ['تعداد شغل پیش‌بینی‌شده', 'اشتغال پیش‌بینی‌شده'],
    fa: 'تعداد شغلی که با این تسهیلات ایجاد می‌شود؛ صفر هم پذیرفته است',
    en: 'How many jobs the facility is to make; zero is taken',
    example: '2',
  },
  applicant_id: {
    headersFa: ['شناسه متقاضی', 'کد ملی متقاضی'],
    fa: 'کد ملی یا شناسه دیگر متقاضی؛ تنها نام مستعار آن نگهداری می‌شود',
    en: 'The national ID or another id of the applicant; only its pseudonym is kept',
    example: '9990000018',
    optional: true,
  },
  declined_on: {
    headersFa: ['تاریخ رد'],
    fa: `تاریخ رد: ${DAY.fa}`,
    en: `The day of the refusal: ${DAY.en}`,
    example: '1401-10-05',
  },
  reason: {
    headersFa: ['دلیل', 'علت'],
    fa: 'دلیل؛ برای رد تسهیلات، برگشت پرداخت و رد شغل لازم است؛ در برگشت پرداخت اگر تنها «ثبت اشتباه» باشد یعنی پرداخت هرگز انجام نشده است',
    en: 'The reason, which a decline, a reversal and a rejection need; of a reversal, «recorded in error» alone says that the payment was never made',
    example: 'نقص مدارک',
  },
  paid_on: {
    headersFa: ['تاریخ پرداخت'],
    fa: `تاریخ پرداخت: ${DAY.fa}`,
    en: `The day of payment: ${DAY.en}`,
    example: '1401-10-10',
  },
  bank_reference: {
    headersFa: ['شماره سند بانک', 'شماره مرجع بانک', 'شماره پیگیری'],
    fa: 'شماره سند پرداخت در بانک، یکتا برای هر تسهیلات و بانک؛ به صورت متن نوشته شود',
    en: 'The number of the payment at the bank, unique for facility and bank; written as text',
    example: 'M-140110-0042',
  },
  reversed_on: {
    headersFa: ['تاریخ برگشت'],
    fa: `تاریخ برگشت: ${DAY.fa}`,
    en: `The day of the reversal: ${DAY.en}`,
    example: '1401-10-20',
  },
  job_id: {
    headersFa: ['شناسه شغل'],
    fa: `شناسه شغل: ${IDENTIFIER_FA}`,
    en: `The id of the job: ${IDENTIFIER_EN}`,
    example: 'EA1401-00001',
  },
  national_id: {
    headersFa: ['کد ملی', 'شماره ملی'],
    fa: 'کد ملی ده‌رقمی شاغل، با صفرهای آغازین؛ تنها نام مستعار آن نگهداری می‌شود',
    en: 'The ten digits of the national ID, with its leading zeros; only its pseudonym is kept',
    example: '9990000018',
  },
  gender: { headersFa: ['جنسیت'], fa: 'زن یا مرد', en: 'female or male', example: 'زن' },
  education: {
    headersFa: ['تحصیلات', 'مدرک تحصیلی'],
    fa: 'مدرک تحصیلی',
    en: 'The education',
    example: 'کارشناسی',
    optional: true,
  },
  priority_group: {
    headersFa: ['گروه اولویت‌دار', 'گروه هدف'],
    fa: 'گروه اولویت‌دار، اگر هست',
    en: 'The priority group, if there is one',
    example: 'فارغ‌التحصیل بیکار',
    optional: true,
  },
  registered_on: {
    headersFa: ['تاریخ ثبت'],
    fa: `تاریخ ثبت: ${DAY.fa}`,
    en: `The day of registration: ${DAY.en}`,
    example: '1401-03-10',
  },
  started_on: {
    headersFa: ['تاریخ شروع به کار', 'تاریخ شروع'],
    fa: `تاریخ شروع به کار: ${DAY.fa}`,
    en: `The day the work began: ${DAY.en}`,
    example: '1401-03-01',
  },
  programme: {
    headersFa: ['برنامه', 'طرح'],
    fa: 'برنامه‌ای که شغل از آن ایجاد شده است، اگر هست',
    en: 'The programme the job came from, if there is one',
    example: 'note16',
    optional: true,
  },
  round: {
    headersFa: ['مرحله', 'نوبت'],
    fa: 'مرحله راستی‌آزمایی: ۱، ۲ یا ۳',
    en: 'The round of verification: 1, 2 or 3',
    example: '1',
  },
  verdict: { headersFa: ['نتیجه', 'نظر'], fa: 'تأیید یا رد', en: 'verified or rejected', example: 'تأیید' },
  verifier: {
    headersFa: ['راستی‌آزما', 'بازرس'],
    fa: 'شناسه کاربری راستی‌آزما (بازرس یا اداره کار)؛ یک نفر دو مرحله از یک شغل را راستی‌آزمایی نمی‌کند',
    en: 'The id of the verifier, an inspector or of the labour department; no one verifies two rounds of one job',
    example: 'inspector-1',
  },
  on: {
    headersFa: ['تاریخ', 'تاریخ راستی‌آزمایی'],
    fa: `تاریخ راستی‌آزمایی: ${DAY.fa}`,
    en: `The day of verification: ${DAY.en}`,
    example: '1401-04-15',
  },
  ended_on: {
    headersFa: ['تاریخ پایان'],
    fa: `تاریخ پایان کار: ${DAY.fa}`,
    en: `The day the work ended: ${DAY.en}`,
    example: '1401-11-30',
  },
} as const satisfies Readonly<Record<string, Column>>;

/** The columns that only one subject has. A subject adds the names of its own by merging into this interface. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface OwnColumns {}

/** `amount_rial` may stand where `amount_toman` does. */
export type ColumnName = keyof typeof SHARED | keyof OwnColumns;

/** The columns that only files of one subject have. */
export interface DescribedColumns {
  readonly ownColumns?: { readonly [Name in keyof OwnColumns]?: Column };
}

/** A column of files of a kind. */
export function columnOf({ ownColumns = {} }: DescribedColumns, name: ColumnName): Column {
  const all: Readonly<Record<string, Column>> = { ...SHARED, ...ownColumns };
  const found = all[name];
  if (found === undefined) throw new Error(`the column ${name} is described nowhere`);
  return found;
}

/** How a spreadsheet names a column: 0 → A, 27 → AB. */
export function columnLetters(place: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? last : columnLetters(Math.trunc(place / 26) - 1) + last;
}

export interface Header {
  /** Where each column stands, counted from 0. */
  readonly places: ReadonlyMap<ColumnName, number>;
  /** Cells up to the last one that has a name. */
  readonly width: number;
  /** When there are any, no row can be read. */
  readonly errors: readonly RowError[];
}
