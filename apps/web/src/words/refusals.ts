// Made by tools/web-client.mjs of the list of subjects; not written by hand.
import type { Language } from '@misaq/platform/kernel/facts.js';

/** What each refusal means, in the words that the server and the command line have for it. */
export const REFUSALS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  account_unknown: { en: 'There is no account of that name.', fa: 'حسابی با این نام نیست.' },
  address_not_allowed: {
    en: 'Notifications are not sent to that address.',
    fa: 'اعلان به این نشانی فرستاده نمی‌شود.',
  },
  address_unavailable: {
    en: 'The server cannot listen on that address.',
    fa: 'کارگزار نمی‌تواند در این نشانی گوش دهد.',
  },
  already_decided: {
    en: 'Another person has approved or dismissed the review already.',
    fa: 'شخص دیگری پیش‌تر این بررسی را تصویب یا رد کرده است.',
  },
  backup_elsewhere: {
    en: 'The log is in EventStoreDB, which is backed up by its own means; «misaq copy» makes a copy in a file.',
    fa: 'رویدادها در پایگاه رویداد جداگانه‌ای نگهداری می‌شوند که پشتیبان‌گیری خود را دارد؛ برای نسخه‌برداری در یک پرونده از دستور نسخه‌برداری استفاده کنید.',
  },
  backup_exists: {
    en: 'A backup is written into a new file only.',
    fa: 'نسخه پشتیبان تنها در پرونده‌ای تازه نوشته می‌شود.',
  },
  backup_incomplete: {
    en: 'What was received is not the whole of the backup; nothing was kept of it.',
    fa: 'آنچه دریافت شد همه نسخه پشتیبان نیست؛ چیزی از آن نگهداری نشد.',
  },
  before_introduction: { en: 'It is dated before the introduction.', fa: 'تاریخ آن پیش از معرفی است.' },
  before_last_payment: {
    en: 'It is dated before a payment of the facility, or before its money came back.',
    fa: 'تاریخ آن پیش از یکی از پرداخت‌های تسهیلات، یا پیش از برگشت وجه آن است.',
  },
  beyond_facility: {
    en: 'The payment is more than the facility waits for, or waited for on that day.',
    fa: 'پرداخت بیش از مبلغی است که تسهیلات در انتظار آن است یا در آن روز بود.',
  },
  beyond_reallocated: {
    en: 'More is asked back than was transferred and not yet given back.',
    fa: 'مبلغ خواسته‌شده بیش از مبلغی است که منتقل شده و هنوز برنگشته است.',
  },
  body_too_large: { en: 'The body is larger than is taken here.', fa: 'حجم درخواست بیش از اندازه مجاز است.' },
  checks_busy: {
    en: 'The server checks as many files as it can; send the file again a little later.',
    fa: 'کارگزار هم‌اکنون به اندازه توان خود پرونده بررسی می‌کند؛ پرونده را کمی بعد دوباره بفرستید.',
  },
  checks_used_up: {
    en: 'The checks of this principal have looked at as much as a day allows; files that are sent to be recorded are taken as before.',
    fa: 'بررسی پرونده‌های این کاربر به سقف روزانه رسیده است؛ پرونده‌هایی که برای ثبت فرستاده شوند همچنان پذیرفته می‌شوند.',
  },
  code_expired: {
    en: 'The last day of the code has passed; an admin issues another one.',
    fa: 'آخرین روز اعتبار کد گذشته است؛ مدیر سامانه کد دیگری صادر می‌کند.',
  },
  code_revoked: { en: 'The token of this code was revoked.', fa: 'کلید دسترسی این کد باطل شده است.' },
  code_unknown: { en: 'No such code was issued.', fa: 'چنین کدی صادر نشده است.' },
  code_used: {
    en: 'The code was redeemed already. If somebody else did, have the token revoked.',
    fa: 'این کد پیش‌تر استفاده شده است. اگر دیگری از آن استفاده کرده است، ابطال کلید دسترسی را بخواهید.',
  },
  command_id_reused: {
    en: 'The id of another command was used again.',
    fa: 'شناسه دستور دیگری دوباره به کار رفته است.',
  },
  commitment_unknown: {
    en: 'Nothing was assigned in this version to this agency, sector and county.',
    fa: 'در این نسخه برای این دستگاه، بخش و شهرستان تعهدی ابلاغ نشده است.',
  },
  commitment_withdrawn: {
    en: 'The commitment was withdrawn; its record is closed.',
    fa: 'تعهد پس گرفته شده و پرونده آن بسته است.',
  },
  confirmation_by_provider: {
    en: 'You signed in by the provider: show yourself there again before you sign.',
    fa: 'شما با سامانه ورود وارد شده‌اید: پیش از امضا دوباره آنجا هویت خود را نشان دهید.',
  },
  confirmation_failed: {
    en: 'The password or the code is wrong.',
    fa: 'گذرواژه یا رمز یک‌بارمصرف درست نیست.',
  },
  confirmation_required: {
    en: 'To sign this, give the password or a code of the second factor again.',
    fa: 'برای امضای این تصمیم گذرواژه یا رمز یک‌بارمصرف را دوباره وارد کنید.',
  },
  conflicts_with_recorded: {
    en: 'The same key is recorded already, with other content.',
    fa: 'همین کلید پیش‌تر با محتوای دیگری ثبت شده است.',
  },
  correction_below_moved: {
    en: 'More of the allocation has moved away than the corrected amount.',
    fa: 'بیش از مبلغ اصلاح‌شده از این ابلاغ جابه‌جا شده است.',
  },
  correction_below_paid: {
    en: 'The agency has already been paid more than the corrected credit.',
    fa: 'پرداخت‌های دستگاه پیش از این از اعتبار اصلاح‌شده بیشتر شده است.',
  },
  credit_exhausted: {
    en: 'The agency has less unpaid credit than the payment.',
    fa: 'اعتبار پرداخت‌نشده دستگاه کمتر از این پرداخت است.',
  },
  csrf_refused: {
    en: 'A session changes something only with the header X-Misaq-Csrf, which holds `csrf` of GET /api/v1/session.',
    fa: 'درخواست نشان امنیتی نشست را همراه ندارد؛ صفحه را تازه کنید و دوباره تلاش کنید.',
  },
  data_directory_in_use: {
    en: 'Another process works on the data directory.',
    fa: 'برنامه دیگری با پوشه داده‌ها کار می‌کند.',
  },
  delivery_overtaken: {
    en: 'The delivery was recorded already, from another node.',
    fa: 'این ارسال را پیش‌تر کارگزار دیگری ثبت کرده است.',
  },
  disk_full: {
    en: 'There is no room for the file; what was written of it is removed.',
    fa: 'جای کافی برای پرونده نیست؛ آنچه از آن نوشته شده بود پاک شد.',
  },
  effective_day_out_of_order: {
    en: 'The day given lies before the latest day on record for this commitment.',
    fa: 'این تاریخ پیش از آخرین تاریخ ثبت‌شده برای این تعهد است.',
  },
  empty_log: {
    en: 'Nothing is recorded in the event log yet. It is begun by «misaq import organisations», «misaq principal add» or the server.',
    fa: 'هنوز هیچ رویدادی ثبت نشده است. ثبت رویدادها با بارگذاری سازمان‌ها، افزودن کاربر یا راه‌اندازی کارگزار آغاز می‌شود.',
  },
  ended_before_start: {
    en: 'A job does not end before the day it started.',
    fa: 'شغل پیش از روز آغاز خود پایان نمی‌یابد.',
  },
  errand_unknown: {
    en: 'This return from the provider was used already, took too long, or was begun in another browser; begin again.',
    fa: 'این بازگشت از سامانه ورود پیش‌تر به کار رفته، دیر شده یا در مرورگر دیگری آغاز شده است؛ از نو آغاز کنید.',
  },
  expires_in_the_past: {
    en: 'A token that has expired already is of no use to anybody.',
    fa: 'کلید دسترسی که پیش از این منقضی شده باشد به کار کسی نمی‌آید.',
  },
  export_altered: {
    en: 'The file of the export is not as it was made, and is not given to anybody; throw it away and ask for the table again.',
    fa: 'پرونده خروجی آن‌گونه نیست که ساخته شده بود و به کسی داده نمی‌شود؛ آن را دور بیندازید و جدول را دوباره بخواهید.',
  },
  export_elsewhere: {
    en: 'Exports are kept by the node that took them, and this one is kept by another; ask again until that one answers, or have whatever stands in front of the nodes send its id there.',
    fa: 'هر خروجی نزد کارگزاری است که آن را ساخته است و این خروجی نزد کارگزار دیگری است؛ دوباره بپرسید تا همان کارگزار پاسخ دهد، یا مسیریابِ پیش از کارگزارها شناسه آن را به همان بفرستد.',
  },
  export_not_done: {
    en: 'There is no file: the export is not made yet, or it failed; its state says which.',
    fa: 'پرونده‌ای وجود ندارد: خروجی هنوز ساخته نشده یا ناموفق بوده است؛ وضعیت آن را ببینید.',
  },
  exports_full: {
    en: 'The files of exports that are kept here would take more room than is given to them.',
    fa: 'پرونده‌های خروجی بیش از جای در نظر گرفته‌شده جا می‌گیرند.',
  },
  exports_unavailable: {
    en: 'Exports cannot be written or read here now.',
    fa: 'اکنون نمی‌توان خروجی‌ها را نوشت یا خواند.',
  },
  facility_already_paid: {
    en: 'The facility is paid, in full or in part.',
    fa: 'همه یا بخشی از تسهیلات پرداخت شده است.',
  },
  facility_not_open: {
    en: 'The facility was declined, withdrawn or closed.',
    fa: 'تسهیلات رد یا بسته شده، یا از آن انصراف داده شده است.',
  },
  factor_code_wrong: {
    en: 'The code does not fit the secret; look at the clock of the authenticator and try the next code.',
    fa: 'رمز با کلید نمی‌خواند؛ ساعت دستگاه را بررسی کنید و رمز بعدی را وارد کنید.',
  },
  factor_is_set: {
    en: 'The account has a second factor already; remove it first.',
    fa: 'این حساب عامل دوم دارد؛ نخست آن را بردارید.',
  },
  factor_not_set: {
    en: 'No second factor is being set up, or none is set.',
    fa: 'عامل دومی راه‌اندازی نشده است.',
  },
  file_exists: {
    en: 'A file of that name is there; --force replaces it.',
    fa: 'پرونده‌ای با این نام وجود دارد؛ برای جایگزینی باید صریحاً دستور داد.',
  },
  file_refused: {
    en: 'The file holds rows that cannot be applied; nothing of it was.',
    fa: 'پرونده سطرهایی دارد که قابل ثبت نیست؛ هیچ سطری از آن ثبت نشد.',
  },
  file_system_in_memory: {
    en: 'Durable writes can only be measured on a disk.',
    fa: 'سرعت نوشتن ماندگار تنها روی دیسک سنجیده می‌شود.',
  },
  folder_not_empty: {
    en: 'A backup is restored into a folder that is missing or empty; only keys may lie in it.',
    fa: 'نسخه پشتیبان تنها در پوشه‌ای بازگردانده می‌شود که وجود ندارد یا خالی است؛ تنها کلیدها می‌توانند در آن باشند.',
  },
  foreign_origin: {
    en: 'The request comes from a page of another site.',
    fa: 'درخواست از صفحه‌ای در پایگاه دیگری فرستاده شده است.',
  },
  friday_is_off: {
    en: 'Friday is off everywhere in Iran, so every week profile has it off.',
    fa: 'جمعه در سراسر ایران تعطیل است و در هر الگوی هفته تعطیل می‌ماند.',
  },
  held_back: {
    en: 'Too many attempts with this account failed from this address; wait and try again.',
    fa: 'تلاش‌های ناموفق برای این حساب از این نشانی زیاد بوده است؛ کمی صبر کنید و دوباره تلاش کنید.',
  },
  identity_is_linked: {
    en: 'The principal is linked to a person of a provider already; unlink first.',
    fa: 'این کاربر پیش‌تر به شخصی در سامانه ورود پیوند داده شده است؛ نخست آن پیوند را بردارید.',
  },
  identity_not_linked: {
    en: 'The principal is linked to nobody of a provider.',
    fa: 'این کاربر به کسی در سامانه ورود پیوند ندارد.',
  },
  import_interrupted: {
    en: 'An import was accepted and stopped before its end; it goes on at the next start.',
    fa: 'بارگذاری پذیرفته شده و پیش از پایان متوقف شده است؛ در راه‌اندازی بعدی ادامه می‌یابد.',
  },
  import_not_accepted: {
    en: 'An import is completed after it was accepted.',
    fa: 'بارگذاری پس از پذیرفته شدن پایان می‌یابد.',
  },
  import_rows_lost: {
    en: 'An import was accepted, and the rows that it had still to apply are gone; import the file again.',
    fa: 'بارگذاری پذیرفته شده و سطرهایی که هنوز باید ثبت می‌شدند از دست رفته‌اند؛ پرونده را دوباره بارگذاری کنید.',
  },
  in_the_future: { en: 'The day has not come yet.', fa: 'این تاریخ هنوز نرسیده است.' },
  internal_error: {
    en: 'Something went wrong here; nothing was half-done, and the same request may be sent again.',
    fa: 'خطایی در سامانه رخ داد؛ هیچ کاری نیمه‌تمام نماند و همان درخواست را می‌توان دوباره فرستاد.',
  },
  invalid_body: {
    en: 'The body is not what its content type says.',
    fa: 'محتوای درخواست با نوع اعلام‌شده آن یکی نیست.',
  },
  invalid_cursor: {
    en: 'The cursor was not given out for this list.',
    fa: 'نشانگر صفحه برای این فهرست صادر نشده است.',
  },
  invalid_field: {
    en: 'A field is missing or is not what it must be.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  invalid_request: {
    en: 'A part of the request is missing or cannot be understood.',
    fa: 'بخشی از درخواست وجود ندارد یا قابل فهم نیست.',
  },
  job_not_claimed: { en: 'The person does not hold that job.', fa: 'این شغل به نام این شخص نیست.' },
  job_not_running: {
    en: 'The job was rejected or its registration voided; its record is closed.',
    fa: 'شغل رد شده یا ثبت آن باطل شده است؛ پرونده آن بسته است.',
  },
  job_unknown: { en: 'No job is registered under that id.', fa: 'شغلی با این شناسه ثبت نشده است.' },
  jobs_are_handled: {
    en: 'A process does the jobs of that kind; only what nobody does any more is forgotten.',
    fa: 'این نوع کار انجام‌دهنده دارد؛ تنها کاری که دیگر کسی انجام نمی‌دهد کنار گذاشته می‌شود.',
  },
  jobs_unchanged: {
    en: 'The commitment stands at this number of jobs already.',
    fa: 'تعهد هم‌اکنون همین تعداد شغل است.',
  },
  last_admin: {
    en: 'The last admin cannot take the own role away.',
    fa: 'آخرین مدیر سامانه نمی‌تواند نقش خود را بگیرد.',
  },
  link_expired: {
    en: 'The time of the link is up; ask an admin for another.',
    fa: 'مهلت این پیوند گذشته است؛ از مدیر سامانه پیوند تازه بخواهید.',
  },
  link_of_another: {
    en: 'The link is for another account than the one that is signed in; sign out first.',
    fa: 'این پیوند برای حساب دیگری است؛ نخست از حساب کنونی خارج شوید.',
  },
  link_unknown: {
    en: 'The code of the link is wrong, or another link has replaced it.',
    fa: 'کد پیوند درست نیست، یا پیوند دیگری جای آن را گرفته است.',
  },
  link_used: {
    en: 'The link was used already; ask an admin for another.',
    fa: 'این پیوند پیش‌تر به کار رفته است؛ از مدیر سامانه پیوند تازه بخواهید.',
  },
  log_damaged: { en: 'The event log is damaged.', fa: 'ثبت رویدادها آسیب دیده است.' },
  log_differs_from_read_models: {
    en: 'The read models show an event that the log does not have: its end is missing, or it is another log. Restore the right backup, or throw the read models away with «misaq rebuild --discard».',
    fa: 'جدول‌ها رویدادی را نشان می‌دهند که در ثبت رویدادها نیست: پایان آن از دست رفته، یا ثبت دیگری است. نسخه پشتیبان درست را بازگردانید، یا جدول‌ها را دور بیندازید و از نو بسازید.',
  },
  lot_would_be_shortened: {
    en: 'A policy may give a lot more time, never less.',
    fa: 'ضابطه می‌تواند مهلت یک ابلاغ را بیشتر کند، ولی هرگز کمتر نمی‌کند.',
  },
  month_start_implausible: {
    en: 'A lunar month has 29 or 30 days; with this first day the month or its neighbour would be too short or too long.',
    fa: 'ماه قمری ۲۹ یا ۳۰ روز دارد؛ با این روز نخست، این ماه یا ماه کنار آن کوتاه‌تر یا بلندتر می‌شود.',
  },
  name_taken: {
    en: 'Another organisation of the same kind bears this name at the same time.',
    fa: 'سازمان دیگری از همین نوع در همین زمان این نام را دارد.',
  },
  name_unchanged: {
    en: 'The organisation bears this name already.',
    fa: 'سازمان هم‌اکنون همین نام را دارد.',
  },
  no_data_directory: {
    en: 'There is no Misaq data in that directory. A new one is begun by «misaq import organisations», «misaq principal add» or the server.',
    fa: 'در این پوشه داده‌ای از میثاق نیست. داده‌های تازه با بارگذاری سازمان‌ها، افزودن کاربر یا راه‌اندازی کارگزار آغاز می‌شود.',
  },
  no_role_granted: {
    en: 'The principal holds no role, and a token acts in one.',
    fa: 'کاربر نقشی ندارد و کلید دسترسی همواره با یک نقش کار می‌کند.',
  },
  no_working_days: { en: 'A week needs at least one working day.', fa: 'هفته دست‌کم یک روز کاری می‌خواهد.' },
  not_a_backup: {
    en: 'The file is no backup of a log of Misaq.',
    fa: 'این پرونده نسخه پشتیبان رویدادهای میثاق نیست.',
  },
  not_a_demo_directory: {
    en: 'The directory holds something that is not a demo.',
    fa: 'در این پوشه چیزی جز داده‌های نمایشی هست.',
  },
  not_a_holiday: {
    en: 'Nothing can be cancelled on this day: it is no holiday, or not the one that was named.',
    fa: 'در این روز چیزی برای لغو نیست: تعطیل نیست، یا تعطیلی نام‌برده نیست.',
  },
  not_a_misaq_server: {
    en: 'What answers at the address in MISAQ_URL is not Misaq.',
    fa: 'آنچه در نشانی تنظیم‌شده پاسخ می‌دهد میثاق نیست.',
  },
  not_acceptable: {
    en: 'The answer does not exist in a form that was asked for.',
    fa: 'پاسخ به شکلی که خواسته شده است وجود ندارد.',
  },
  not_own: {
    en: 'Officers of an agency or a bank act for their own organisation only.',
    fa: 'کارشناس دستگاه یا بانک تنها برای سازمان خود اقدام می‌کند.',
  },
  not_own_signature: {
    en: 'An inspector signs only their own rounds; only the labour department records a signature for somebody else.',
    fa: 'بازرس تنها مرحله‌های خود را امضا می‌کند؛ ثبت امضای دیگری تنها با اداره کار است.',
  },
  not_permitted: { en: 'This role does not do that.', fa: 'این نقش اجازه این کار را ندارد.' },
  not_reallocated: {
    en: 'The reallocation holds no such transfer.',
    fa: 'این جابه‌جایی چنین انتقالی ندارد.',
  },
  not_shown_again: {
    en: 'The provider did not ask you again who you are, which a signature needs.',
    fa: 'سامانه ورود هویت شما را دوباره نپرسید و امضا به آن نیاز دارد.',
  },
  nothing_to_move: { en: 'The review proposes no transfer.', fa: 'بررسی هیچ جابه‌جایی پیشنهاد نمی‌کند.' },
  office_needed: {
    en: 'The account has several offices; choose one first.',
    fa: 'این حساب چند سمت دارد؛ نخست یکی را برگزینید.',
  },
  office_not_held: { en: 'The account does not hold that office.', fa: 'این حساب آن سمت را ندارد.' },
  organisation_inactive: {
    en: 'The organisation was not active on that day.',
    fa: 'سازمان در آن روز فعال نبوده است.',
  },
  organisation_retired: {
    en: 'The organisation has been retired; its record is closed.',
    fa: 'فعالیت سازمان پایان یافته و پرونده آن بسته است.',
  },
  other_log: {
    en: 'The target holds other events than the source; it must be empty, or hold its beginning and nothing else.',
    fa: 'مقصد رویدادهای دیگری جز رویدادهای مبدأ دارد؛ باید خالی باشد، یا تنها آغاز همان رویدادها را داشته باشد.',
  },
  other_person: {
    en: 'Somebody else showed themselves at the provider than the person who is signed in.',
    fa: 'کسی که در سامانه ورود هویت خود را نشان داد همان کسی نیست که وارد شده است.',
  },
  outside_year: {
    en: 'A job counts for the Jalali year in which it is registered.',
    fa: 'هر شغل برای همان سال شمسی به شمار می‌آید که در آن ثبت شده است.',
  },
  own_grant: { en: 'Nobody grants a role to themselves.', fa: 'هیچ‌کس به خود نقش نمی‌دهد.' },
  own_reallocation: {
    en: 'The person who approved a reallocation cannot reverse it.',
    fa: 'کسی که جابه‌جایی را تصویب کرده است نمی‌تواند آن را برگرداند.',
  },
  own_request: {
    en: 'The admin who asked for a role does not confirm it: another admin does.',
    fa: 'مدیری که نقش را درخواست کرده است آن را تأیید نمی‌کند؛ مدیر دیگری باید تأیید کند.',
  },
  own_review: {
    en: 'The person who requested a review cannot approve it.',
    fa: 'کسی که بررسی را درخواست کرده است نمی‌تواند آن را تصویب کند.',
  },
  paid_before_introduced: {
    en: 'The payment is dated before the introduction.',
    fa: 'تاریخ پرداخت پیش از معرفی است.',
  },
  password_unfit: { en: 'The password cannot be taken.', fa: 'این گذرواژه پذیرفته نیست.' },
  person_already_employed: {
    en: 'The person holds another running job.',
    fa: 'این شخص شغل جاری دیگری دارد.',
  },
  person_key_unusable: {
    en: 'There is no usable key for pseudonyms of persons.',
    fa: 'کلید قابل استفاده‌ای برای نام مستعار اشخاص نیست.',
  },
  person_not_linked: {
    en: 'The provider knows you, and no admin has linked you to a user of Misaq: give an admin what stands here.',
    fa: 'سامانه ورود شما را می‌شناسد، ولی مدیری شما را به کاربری در میثاق پیوند نداده است؛ این نشانی را به مدیر بدهید.',
  },
  policy_after_deadline: {
    en: 'A deadline that has passed is judged by the policy that was in force on it; of an old pool, record its policies before its credit.',
    fa: 'درباره مهلتی که گذشته است با ضابطه‌ای داوری می‌شود که در همان روز برقرار بود؛ برای منبع اعتبار قدیمی، ضابطه‌ها را پیش از اعتبار ثبت کنید.',
  },
  policy_before_last_review: {
    en: 'A policy cannot take effect before the day of the last review.',
    fa: 'ضابطه نمی‌تواند از پیش از روز آخرین بررسی اجرا شود.',
  },
  position_not_reached: {
    en: 'What is shown has not yet reached the position that was asked for; try again.',
    fa: 'آنچه نمایش داده می‌شود هنوز به نقطه خواسته‌شده نرسیده است؛ دوباره تلاش کنید.',
  },
  principal_has_account: {
    en: 'The principal belongs to another account.',
    fa: 'این کاربر به حساب دیگری تعلق دارد.',
  },
  principal_unknown: {
    en: 'No principal of that id has been added.',
    fa: 'کاربری با این شناسه افزوده نشده است.',
  },
  provider_answer_refused: {
    en: 'The answer of the provider does not hold; sign in again, and tell the operator if that happens twice.',
    fa: 'پاسخ سامانه ورود معتبر نیست؛ دوباره وارد شوید و اگر تکرار شد به متصدی سامانه بگویید.',
  },
  provider_denied: {
    en: 'The provider let nobody in: you went back, or it refused.',
    fa: 'سامانه ورود کسی را تأیید نکرد: یا شما برگشتید یا درخواست پذیرفته نشد.',
  },
  provider_not_set: {
    en: 'This installation has no provider to sign in at.',
    fa: 'برای این نصب سامانه ورودی تنظیم نشده است.',
  },
  provider_not_used: {
    en: 'The session was begun with a password: confirm with it, or with the second factor.',
    fa: 'این نشست با گذرواژه آغاز شده است: با گذرواژه یا رمز یک‌بارمصرف تأیید کنید.',
  },
  provider_unavailable: {
    en: 'The provider does not answer; try again a little later.',
    fa: 'سامانه ورود پاسخ نمی‌دهد؛ کمی بعد دوباره تلاش کنید.',
  },
  read_models_damaged: {
    en: 'A table of the boards is damaged; «misaq rebuild» makes it anew from the log.',
    fa: 'یکی از جدول‌های نمایش آسیب دیده است؛ آن را با دستور بازسازی از روی رویدادها از نو بسازید.',
  },
  read_models_differ: {
    en: 'What is served differs from what the log gives.',
    fa: 'آنچه نمایش داده می‌شود با آنچه از رویدادها به دست می‌آید تفاوت دارد.',
  },
  read_models_stopped: {
    en: 'A read model is stopped at an event that it could not apply.',
    fa: 'یکی از جدول‌ها در برابر رویدادی که نتوانسته است اعمال کند متوقف شده است.',
  },
  recipient_has_paid: {
    en: 'The recipient has less unpaid credit than is asked back.',
    fa: 'اعتبار پرداخت‌نشده گیرنده کمتر از مبلغ خواسته‌شده است.',
  },
  registration_abandoned: {
    en: 'The registration was given up because it had not been finished in time; the job is to be sent again.',
    fa: 'از ثبت شغل صرف‌نظر شد، زیرا به‌موقع پایان نیافته بود؛ شغل را دوباره بفرستید.',
  },
  reports_still_due: {
    en: 'Banks still have time to report what they paid for a donor by its deadline; approve after the day that is named.',
    fa: 'بانک‌ها هنوز فرصت دارند پرداخت‌های تا پایان مهلت یک دستگاه را گزارش کنند؛ پس از روز اعلام‌شده تصویب کنید.',
  },
  request_timeout: {
    en: 'The request did not arrive in the time that is given to it.',
    fa: 'درخواست در مهلت مقرر نرسید.',
  },
  reserved_for_misaq: {
    en: 'Misaq itself is called system: nobody else bears that name or is given that role.',
    fa: 'نام و نقش سیستم ویژه خود میثاق است و به کسی داده نمی‌شود.',
  },
  reversed_before_paid: {
    en: 'The reversal is dated before the payment.',
    fa: 'تاریخ برگشت پیش از پرداخت است.',
  },
  review_before_last: {
    en: 'A later day has been reviewed already.',
    fa: 'روز دیرتری پیش از این بررسی شده است.',
  },
  review_not_open: {
    en: 'The review is no longer open: it was superseded, approved or dismissed.',
    fa: 'بررسی دیگر باز نیست: جایگزین، تصویب یا رد شده است.',
  },
  review_stale: {
    en: 'The figures or the policy have changed since the review; request a new one.',
    fa: 'ارقام یا ضابطه پس از این بررسی تغییر کرده است؛ بررسی تازه‌ای درخواست کنید.',
  },
  review_too_large: {
    en: 'The pool has so many lots that the trace of a review does not fit into one event.',
    fa: 'ابلاغ‌های این منبع چنان زیاد است که شرح بررسی در یک رویداد نمی‌گنجد.',
  },
  role_needed: {
    en: 'The principal holds several roles, and a token acts in exactly one: name it.',
    fa: 'کاربر چند نقش دارد و کلید دسترسی تنها با یک نقش کار می‌کند: نقش را نام ببرید.',
  },
  role_not_granted: { en: 'The principal does not hold that role.', fa: 'کاربر این نقش را ندارد.' },
  role_not_requested: { en: 'Nobody has asked for this role.', fa: 'کسی این نقش را درخواست نکرده است.' },
  role_requested: {
    en: 'The role was asked for already, and awaits the confirmation of another admin.',
    fa: 'این نقش پیش‌تر درخواست شده و در انتظار تأیید مدیر دیگری است.',
  },
  role_revoked: {
    en: 'The role that the token acts in was revoked.',
    fa: 'نقشی که کلید دسترسی با آن کار می‌کند گرفته شده است.',
  },
  round_out_of_order: {
    en: 'Verification goes from round 1 over 2 to 3; another round is due.',
    fa: 'راستی‌آزمایی از مرحله ۱ به ۲ و سپس ۳ می‌رود؛ اکنون نوبت مرحله دیگری است.',
  },
  second_factor_needed: {
    en: 'The account has a second factor: send the present code of the authenticator too.',
    fa: 'این حساب عامل دوم دارد: رمز یک‌بارمصرف را نیز وارد کنید.',
  },
  second_factor_required: {
    en: 'The role asks for a second factor; set one up, or sign in with it.',
    fa: 'این نقش عامل دوم می‌خواهد؛ آن را راه‌اندازی کنید یا با آن وارد شوید.',
  },
  second_factor_wrong: {
    en: 'The code of the second factor is wrong, or was used already.',
    fa: 'رمز یک‌بارمصرف درست نیست یا پیش‌تر به کار رفته است.',
  },
  second_person_needed: {
    en: 'One person has signed or recorded every earlier round of this job; the last round needs somebody else.',
    fa: 'همه مرحله‌های پیشین را یک نفر امضا یا ثبت کرده است؛ مرحله آخر به شخص دیگری نیاز دارد.',
  },
  server_unreachable: {
    en: 'The server that MISAQ_URL names cannot be reached, or the connection was lost. A command that was sent may be sent again.',
    fa: 'کارگزار میثاق در نشانی تنظیم‌شده در دسترس نیست، یا ارتباط قطع شد. دستور فرستاده‌شده را می‌توان دوباره فرستاد.',
  },
  session_ended: {
    en: 'The session has ended; sign in again.',
    fa: 'نشست پایان یافته است؛ دوباره وارد شوید.',
  },
  session_needed: {
    en: 'This is done in the session of a browser, not with a token.',
    fa: 'این کار در نشست مرورگر انجام می‌شود، نه با کلید دسترسی.',
  },
  session_unknown: {
    en: 'There is no session of that id, or it is not yours to see.',
    fa: 'نشستی با این شناسه نیست، یا دیدن آن در اختیار شما نیست.',
  },
  sessions_unavailable: {
    en: 'The store of sessions cannot be reached; try again a little later.',
    fa: 'محل نگهداری نشست‌ها در دسترس نیست؛ کمی بعد دوباره تلاش کنید.',
  },
  shutting_down: {
    en: 'The server is stopping; ask another one, or this one when it is back.',
    fa: 'کارگزار در حال توقف است؛ از کارگزار دیگری یا پس از راه‌اندازی دوباره بپرسید.',
  },
  sign_in_by_provider: {
    en: 'This account signs in by the provider and not with a password.',
    fa: 'این حساب با سامانه ورود وارد می‌شود، نه با گذرواژه.',
  },
  sign_in_failed: {
    en: 'The account, the password or both are wrong.',
    fa: 'نام حساب یا گذرواژه درست نیست.',
  },
  spool_damaged: {
    en: 'An import that waits to be applied is damaged.',
    fa: 'بارگذاری که در انتظار ثبت است آسیب دیده است.',
  },
  started_after_registration: {
    en: 'A job is registered once it has started.',
    fa: 'شغل پس از آغاز آن ثبت می‌شود.',
  },
  starting: {
    en: 'The server is starting and still reads the log; ask another one, or this one a little later.',
    fa: 'کارگزار در حال راه‌اندازی است و رویدادها را می‌خواند؛ کمی بعد یا از کارگزار دیگری بپرسید.',
  },
  store_unavailable: {
    en: 'The event log cannot be written or read now.',
    fa: 'اکنون نمی‌توان رویدادها را نوشت یا خواند.',
  },
  token_expired: {
    en: 'The last day of the token has passed.',
    fa: 'آخرین روز اعتبار کلید دسترسی گذشته است.',
  },
  token_revoked: { en: 'The token was revoked.', fa: 'کلید دسترسی باطل شده است.' },
  token_unknown: { en: 'No such token was issued.', fa: 'چنین کلید دسترسی صادر نشده است.' },
  too_many_exports: {
    en: 'As many exports are kept for you as one may have; throw some away, or wait until they expire.',
    fa: 'شمار خروجی‌های شما به سقف رسیده است؛ چند خروجی را دور بیندازید یا تا انقضای آن‌ها صبر کنید.',
  },
  too_many_requests: {
    en: 'There were more requests than are taken in that time; wait and try again.',
    fa: 'شمار درخواست‌ها بیش از حد مجاز در این زمان است؛ کمی صبر کنید و دوباره بفرستید.',
  },
  too_many_tokens: {
    en: 'The principal has as many working tokens as one may have; revoke some.',
    fa: 'شمار کلیدهای دسترسی معتبر کاربر به سقف رسیده است؛ چند کلید را باطل کنید.',
  },
  too_many_webhooks: {
    en: 'The organisation has as many webhooks as it may have; remove one first.',
    fa: 'شمار نشانی‌های ارسال سازمان به سقف رسیده است؛ نخست یکی را حذف کنید.',
  },
  unauthenticated: {
    en: 'The request carries no token that is good now; an admin issues one («misaq token issue ID», in MISAQ_TOKEN or the Authorization header).',
    fa: 'درخواست کلید دسترسی معتبر ندارد؛ کلید را مدیر سامانه صادر می‌کند.',
  },
  unknown_allocation: {
    en: 'No such allocation is recorded in the pool.',
    fa: 'چنین ابلاغی در این منبع اعتبار ثبت نشده است.',
  },
  unknown_event: {
    en: 'No event is recorded at that position, or it is not yours to see.',
    fa: 'رویدادی با این شماره ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unknown_export: {
    en: 'No export of that id is kept for you: it was thrown away, has expired, or never was yours.',
    fa: 'خروجی با این شناسه برای شما نگهداری نمی‌شود: دور انداخته شده، منقضی شده، یا از آن شما نبوده است.',
  },
  unknown_facility: {
    en: 'The applicant was never introduced under that facility id.',
    fa: 'هیچ متقاضی با این شناسه تسهیلات معرفی نشده است.',
  },
  unknown_failed_job: {
    en: 'No such job is among those that have failed.',
    fa: 'چنین کاری میان کارهای ناموفق نیست.',
  },
  unknown_import: { en: 'No import of that id is recorded.', fa: 'بارگذاری با این شناسه ثبت نشده است.' },
  unknown_job: {
    en: 'No job of that id is recorded, or it is not yours to see.',
    fa: 'شغلی با این شناسه ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unknown_kind_of_jobs: { en: 'There are no jobs of that kind.', fa: 'کاری از این نوع وجود ندارد.' },
  unknown_lot: {
    en: 'No such lot of credit is in the pool.',
    fa: 'چنین ابلاغ یا سهمی از اعتبار در این منبع نیست.',
  },
  unknown_organisation: {
    en: 'The register knows no organisation of this kind by that id.',
    fa: 'سازمانی از این نوع با این شناسه در فهرست سازمان‌ها نیست.',
  },
  unknown_payment: {
    en: 'No payment with that bank reference is recorded for the facility.',
    fa: 'پرداختی با این شماره سند بانک برای این تسهیلات ثبت نشده است.',
  },
  unknown_plan: {
    en: 'Neither a commitment nor a job of that year is recorded.',
    fa: 'برای آن سال نه تعهدی ثبت شده است و نه شغلی.',
  },
  unknown_pool: {
    en: 'The pool has not been opened: no credit was ever allocated in it.',
    fa: 'این منبع اعتبار گشوده نشده است: هرگز اعتباری در آن ابلاغ نشده است.',
  },
  unknown_review: {
    en: 'No such review is recorded in the pool.',
    fa: 'چنین بررسی‌ای در این منبع اعتبار ثبت نشده است.',
  },
  unknown_route: { en: 'There is nothing at that address.', fa: 'در این نشانی چیزی نیست.' },
  unknown_subject: {
    en: 'Nothing is recorded of that, or it is not yours to see.',
    fa: 'چیزی درباره آن ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unknown_verifier: {
    en: 'No principal of that id may verify rounds, or could on that day.',
    fa: 'کاربری با این شناسه اجازه راستی‌آزمایی ندارد، یا در آن روز نداشته است.',
  },
  unknown_version: {
    en: 'The commitment has no version of that name.',
    fa: 'تعهد نسخه‌ای با این نام ندارد.',
  },
  unknown_webhook: { en: 'No such webhook is registered.', fa: 'چنین نشانی ارسالی ثبت نشده است.' },
  unreadable_file: { en: 'The file cannot be read as a table.', fa: 'پرونده به شکل جدول خوانده نمی‌شود.' },
  unsupported_media_type: {
    en: 'The body is of a kind that is not taken here: a file is sent as a form (multipart/form-data, field file), everything else as JSON.',
    fa: 'این نوع محتوا پذیرفته نمی‌شود: پرونده را به شکل فرم چندبخشی و هر چیز دیگر را به شکل داده ساخت‌یافته بفرستید.',
  },
  verified_before_previous_round: {
    en: 'A round is not signed before the day of the round that precedes it.',
    fa: 'هیچ مرحله‌ای پیش از روز مرحله پیشین امضا نمی‌شود.',
  },
  verified_before_registration: {
    en: 'A job is verified on or after the day of its registration.',
    fa: 'راستی‌آزمایی شغل در روز ثبت آن یا پس از آن انجام می‌شود.',
  },
  verifier_signed_before: {
    en: 'The verifier has signed an earlier round of this job; each round needs someone else.',
    fa: 'این راستی‌آزما مرحله پیشینی از همین شغل را امضا کرده است؛ هر مرحله راستی‌آزمای دیگری می‌خواهد.',
  },
  voided_before_registration: {
    en: 'A registration is not voided before the day it was made.',
    fa: 'ثبت شغل پیش از روز ثبت آن باطل نمی‌شود.',
  },
  webhook_removed: {
    en: 'The webhook was removed; register another one.',
    fa: 'نشانی ارسال حذف شده است؛ نشانی دیگری ثبت کنید.',
  },
  wrong_bank: {
    en: 'The applicant was introduced to another bank.',
    fa: 'متقاضی به بانک دیگری معرفی شده است.',
  },
  wrong_person_key: {
    en: 'The log was started with another person key.',
    fa: 'ثبت رویدادها با کلید اشخاص دیگری آغاز شده است.',
  },
};
