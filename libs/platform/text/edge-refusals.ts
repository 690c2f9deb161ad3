import type { Refusals } from '@misaq/platform/kernel/refusals.js';

/** The refusals of an edge (the command line, the server) and of the data directory. */
export const edgeRefusals = {
  no_data_directory: {
    kind: 'against_rule',
    en: 'There is no Misaq data in that directory. A new one is begun by «misaq import organisations», «misaq principal add» or the server.',
    fa: 'در این پوشه داده‌ای از میثاق نیست. داده‌های تازه با بارگذاری سازمان‌ها، افزودن کاربر یا راه‌اندازی کارگزار آغاز می‌شود.',
  },
  empty_log: {
    kind: 'against_rule',
    en: 'Nothing is recorded in the event log yet. It is begun by «misaq import organisations», «misaq principal add» or the server.',
    fa: 'هنوز هیچ رویدادی ثبت نشده است. ثبت رویدادها با بارگذاری سازمان‌ها، افزودن کاربر یا راه‌اندازی کارگزار آغاز می‌شود.',
  },
  not_a_demo_directory: {
    kind: 'against_record',
    en: 'The directory holds something that is not a demo.',
    fa: 'در این پوشه چیزی جز داده‌های نمایشی هست.',
  },
  data_directory_in_use: {
    kind: 'against_record',
    en: 'Another process works on the data directory.',
    fa: 'برنامه دیگری با پوشه داده‌ها کار می‌کند.',
  },
  log_damaged: { kind: 'not_now', en: 'The event log is damaged.', fa: 'ثبت رویدادها آسیب دیده است.' },
  log_differs_from_read_models: {
    kind: 'not_now',
    en: 'The read models show an event that the log does not have: its end is missing, or it is another log. Restore the right backup, or throw the read models away with «misaq rebuild --discard».',
    fa: 'جدول‌ها رویدادی را نشان می‌دهند که در ثبت رویدادها نیست: پایان آن از دست رفته، یا ثبت دیگری است. نسخه پشتیبان درست را بازگردانید، یا جدول‌ها را دور بیندازید و از نو بسازید.',
  },
  store_unavailable: {
    kind: 'not_now',
    en: 'The event log cannot be written or read now.',
    fa: 'اکنون نمی‌توان رویدادها را نوشت یا خواند.',
  },
  wrong_person_key: {
    kind: 'not_now',
    en: 'The log was started with another person key.',
    fa: 'ثبت رویدادها با کلید اشخاص دیگری آغاز شده است.',
  },
  person_key_unusable: {
    kind: 'not_now',
    en: 'There is no usable key for pseudonyms of persons.',
    fa: 'کلید قابل استفاده‌ای برای نام مستعار اشخاص نیست.',
  },
  import_interrupted: {
    kind: 'not_now',
    en: 'An import was accepted and stopped before its end; it goes on at the next start.',
    fa: 'بارگذاری پذیرفته شده و پیش از پایان متوقف شده است؛ در راه‌اندازی بعدی ادامه می‌یابد.',
  },
  spool_damaged: {
    kind: 'not_now',
    en: 'An import that waits to be applied is damaged.',
    fa: 'بارگذاری که در انتظار ثبت است آسیب دیده است.',
  },
  backup_elsewhere: {
    kind: 'against_record',
    en: 'The log is in EventStoreDB, which is backed up by its own means; «misaq copy» makes a copy in a file.',
    fa: 'رویدادها در پایگاه رویداد جداگانه‌ای نگهداری می‌شوند که پشتیبان‌گیری خود را دارد؛ برای نسخه‌برداری در یک پرونده از دستور نسخه‌برداری استفاده کنید.',
  },
  other_log: {
    kind: 'against_record',
    en: 'The target holds other events than the source; it must be empty, or hold its beginning and nothing else.',
    fa: 'مقصد رویدادهای دیگری جز رویدادهای مبدأ دارد؛ باید خالی باشد، یا تنها آغاز همان رویدادها را داشته باشد.',
  },
  backup_exists: {
    kind: 'against_record',
    en: 'A backup is written into a new file only.',
    fa: 'نسخه پشتیبان تنها در پرونده‌ای تازه نوشته می‌شود.',
  },
  file_exists: {
    kind: 'against_record',
    en: 'A file of that name is there; --force replaces it.',
    fa: 'پرونده‌ای با این نام وجود دارد؛ برای جایگزینی باید صریحاً دستور داد.',
  },
  disk_full: {
    kind: 'not_now',
    en: 'There is no room for the file; what was written of it is removed.',
    fa: 'جای کافی برای پرونده نیست؛ آنچه از آن نوشته شده بود پاک شد.',
  },
  backup_incomplete: {
    kind: 'against_rule',
    en: 'What was received is not the whole of the backup; nothing was kept of it.',
    fa: 'آنچه دریافت شد همه نسخه پشتیبان نیست؛ چیزی از آن نگهداری نشد.',
  },
  folder_not_empty: {
    kind: 'against_record',
    en: 'A backup is restored into a folder that is missing or empty; only keys may lie in it.',
    fa: 'نسخه پشتیبان تنها در پوشه‌ای بازگردانده می‌شود که وجود ندارد یا خالی است؛ تنها کلیدها می‌توانند در آن باشند.',
  },
  not_a_backup: {
    kind: 'against_rule',
    en: 'The file is no backup of a log of Misaq.',
    fa: 'این پرونده نسخه پشتیبان رویدادهای میثاق نیست.',
  },
  address_unavailable: {
    kind: 'not_now',
    en: 'The server cannot listen on that address.',
    fa: 'کارگزار نمی‌تواند در این نشانی گوش دهد.',
  },
  server_unreachable: {
    kind: 'not_now',
    en: 'The server that MISAQ_URL names cannot be reached, or the connection was lost. A command that was sent may be sent again.',
    fa: 'کارگزار میثاق در نشانی تنظیم‌شده در دسترس نیست، یا ارتباط قطع شد. دستور فرستاده‌شده را می‌توان دوباره فرستاد.',
  },
  not_a_misaq_server: {
    kind: 'not_now',
    en: 'What answers at the address in MISAQ_URL is not Misaq.',
    fa: 'آنچه در نشانی تنظیم‌شده پاسخ می‌دهد میثاق نیست.',
  },
  file_system_in_memory: {
    kind: 'against_rule',
    en: 'Durable writes can only be measured on a disk.',
    fa: 'سرعت نوشتن ماندگار تنها روی دیسک سنجیده می‌شود.',
  },
  read_models_stopped: {
    kind: 'not_now',
    en: 'A read model is stopped at an event that it could not apply.',
    fa: 'یکی از جدول‌ها در برابر رویدادی که نتوانسته است اعمال کند متوقف شده است.',
  },
  import_rows_lost: {
    kind: 'not_now',
    en: 'An import was accepted, and the rows that it had still to apply are gone; import the file again.',
    fa: 'بارگذاری پذیرفته شده و سطرهایی که هنوز باید ثبت می‌شدند از دست رفته‌اند؛ پرونده را دوباره بارگذاری کنید.',
  },
  read_models_damaged: {
    kind: 'not_now',
    en: 'A table of the boards is damaged; «misaq rebuild» makes it anew from the log.',
    fa: 'یکی از جدول‌های نمایش آسیب دیده است؛ آن را با دستور بازسازی از روی رویدادها از نو بسازید.',
  },
  read_models_differ: {
    kind: 'not_now',
    en: 'What is served differs from what the log gives.',
    fa: 'آنچه نمایش داده می‌شود با آنچه از رویدادها به دست می‌آید تفاوت دارد.',
  },
  command_id_reused: {
    kind: 'against_record',
    en: 'The id of another command was used again.',
    fa: 'شناسه دستور دیگری دوباره به کار رفته است.',
  },
  unknown_plan: {
    kind: 'not_there',
    en: 'Neither a commitment nor a job of that year is recorded.',
    fa: 'برای آن سال نه تعهدی ثبت شده است و نه شغلی.',
  },
  unknown_version: {
    kind: 'not_there',
    en: 'The commitment has no version of that name.',
    fa: 'تعهد نسخه‌ای با این نام ندارد.',
  },
  unauthenticated: {
    kind: 'not_authenticated',
    en: 'The request carries no token that is good now; an admin issues one («misaq token issue ID», in MISAQ_TOKEN or the Authorization header).',
    fa: 'درخواست کلید دسترسی معتبر ندارد؛ کلید را مدیر سامانه صادر می‌کند.',
  },
  too_many_requests: {
    kind: 'too_often',
    en: 'There were more requests than are taken in that time; wait and try again.',
    fa: 'شمار درخواست‌ها بیش از حد مجاز در این زمان است؛ کمی صبر کنید و دوباره بفرستید.',
  },
  unknown_route: {
    kind: 'not_there',
    en: 'There is nothing at that address.',
    fa: 'در این نشانی چیزی نیست.',
  },
  unknown_failed_job: {
    kind: 'not_there',
    en: 'No such job is among those that have failed.',
    fa: 'چنین کاری میان کارهای ناموفق نیست.',
  },
  unknown_kind_of_jobs: {
    kind: 'not_there',
    en: 'There are no jobs of that kind.',
    fa: 'کاری از این نوع وجود ندارد.',
  },
  jobs_are_handled: {
    kind: 'against_record',
    en: 'A process does the jobs of that kind; only what nobody does any more is forgotten.',
    fa: 'این نوع کار انجام‌دهنده دارد؛ تنها کاری که دیگر کسی انجام نمی‌دهد کنار گذاشته می‌شود.',
  },
  unknown_subject: {
    kind: 'not_there',
    en: 'Nothing is recorded of that, or it is not yours to see.',
    fa: 'چیزی درباره آن ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unknown_event: {
    kind: 'not_there',
    en: 'No event is recorded at that position, or it is not yours to see.',
    fa: 'رویدادی با این شماره ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unknown_import: {
    kind: 'not_there',
    en: 'No import of that id is recorded.',
    fa: 'بارگذاری با این شناسه ثبت نشده است.',
  },
  unknown_job: {
    kind: 'not_there',
    en: 'No job of that id is recorded, or it is not yours to see.',
    fa: 'شغلی با این شناسه ثبت نشده است، یا دیدن آن در اختیار شما نیست.',
  },
  unsupported_media_type: {
    kind: 'wrong_medium',
    en: 'The body is of a kind that is not taken here: a file is sent as a form (multipart/form-data, field file), everything else as JSON.',
    fa: 'این نوع محتوا پذیرفته نمی‌شود: پرونده را به شکل فرم چندبخشی و هر چیز دیگر را به شکل داده ساخت‌یافته بفرستید.',
  },
  not_acceptable: {
    kind: 'not_acceptable',
    en: 'The answer does not exist in a form that was asked for.',
    fa: 'پاسخ به شکلی که خواسته شده است وجود ندارد.',
  },
  body_too_large: {
    kind: 'too_large',
    en: 'The body is larger than is taken here.',
    fa: 'حجم درخواست بیش از اندازه مجاز است.',
  },
  invalid_body: {
    kind: 'not_understood',
    en: 'The body is not what its content type says.',
    fa: 'محتوای درخواست با نوع اعلام‌شده آن یکی نیست.',
  },
  invalid_request: {
    kind: 'not_understood',
    en: 'A part of the request is missing or cannot be understood.',
    fa: 'بخشی از درخواست وجود ندارد یا قابل فهم نیست.',
  },
  unreadable_file: {
    kind: 'against_rule',
    en: 'The file cannot be read as a table.',
    fa: 'پرونده به شکل جدول خوانده نمی‌شود.',
  },
  checks_busy: {
    kind: 'not_now',
    en: 'The server checks as many files as it can; send the file again a little later.',
    fa: 'کارگزار هم‌اکنون به اندازه توان خود پرونده بررسی می‌کند؛ پرونده را کمی بعد دوباره بفرستید.',
  },
  invalid_cursor: {
    kind: 'not_understood',
    en: 'The cursor was not given out for this list.',
    fa: 'نشانگر صفحه برای این فهرست صادر نشده است.',
  },
  position_not_reached: {
    kind: 'not_now',
    en: 'What is shown has not yet reached the position that was asked for; try again.',
    fa: 'آنچه نمایش داده می‌شود هنوز به نقطه خواسته‌شده نرسیده است؛ دوباره تلاش کنید.',
  },
  starting: {
    kind: 'not_now',
    en: 'The server is starting and still reads the log; ask another one, or this one a little later.',
    fa: 'کارگزار در حال راه‌اندازی است و رویدادها را می‌خواند؛ کمی بعد یا از کارگزار دیگری بپرسید.',
  },
  shutting_down: {
    kind: 'not_now',
    en: 'The server is stopping; ask another one, or this one when it is back.',
    fa: 'کارگزار در حال توقف است؛ از کارگزار دیگری یا پس از راه‌اندازی دوباره بپرسید.',
  },
  request_timeout: {
    kind: 'too_slow',
    en: 'The request did not arrive in the time that is given to it.',
    fa: 'درخواست در مهلت مقرر نرسید.',
  },
  internal_error: {
    kind: 'failed',
    en: 'Something went wrong here; nothing was half-done, and the same request may be sent again.',
    fa: 'خطایی در سامانه رخ داد؛ هیچ کاری نیمه‌تمام نماند و همان درخواست را می‌توان دوباره فرستاد.',
  },
} as const satisfies Refusals;
