import type { Refusals } from '@misaq/platform/kernel/refusals.js';

/** What is refused at the door: signing in, sessions, links, passwords and second factors. */
export const signInRefusals = {
  sign_in_failed: {
    kind: 'not_authenticated',
    en: 'The account, the password or both are wrong.',
    fa: 'نام حساب یا گذرواژه درست نیست.',
  },
  second_factor_needed: {
    kind: 'not_authenticated',
    en: 'The account has a second factor: send the present code of the authenticator too.',
    fa: 'این حساب عامل دوم دارد: رمز یک‌بارمصرف را نیز وارد کنید.',
  },
  second_factor_wrong: {
    kind: 'not_authenticated',
    en: 'The code of the second factor is wrong, or was used already.',
    fa: 'رمز یک‌بارمصرف درست نیست یا پیش‌تر به کار رفته است.',
  },
  held_back: {
    kind: 'too_often',
    en: 'Too many attempts with this account failed from this address; wait and try again.',
    fa: 'تلاش‌های ناموفق برای این حساب از این نشانی زیاد بوده است؛ کمی صبر کنید و دوباره تلاش کنید.',
  },
  session_needed: {
    kind: 'not_allowed',
    en: 'This is done in the session of a browser, not with a token.',
    fa: 'این کار در نشست مرورگر انجام می‌شود، نه با کلید دسترسی.',
  },
  session_ended: {
    kind: 'not_authenticated',
    en: 'The session has ended; sign in again.',
    fa: 'نشست پایان یافته است؛ دوباره وارد شوید.',
  },
  session_unknown: {
    kind: 'not_there',
    en: 'There is no session of that id, or it is not yours to see.',
    fa: 'نشستی با این شناسه نیست، یا دیدن آن در اختیار شما نیست.',
  },
  sessions_unavailable: {
    kind: 'not_now',
    en: 'The store of sessions cannot be reached; try again a little later.',
    fa: 'محل نگهداری نشست‌ها در دسترس نیست؛ کمی بعد دوباره تلاش کنید.',
  },
  csrf_refused: {
    kind: 'not_allowed',
    en: 'A session changes something only with the header X-Misaq-Csrf, which holds `csrf` of GET /api/v1/session.',
    fa: 'درخواست نشان امنیتی نشست را همراه ندارد؛ صفحه را تازه کنید و دوباره تلاش کنید.',
  },
  foreign_origin: {
    kind: 'not_allowed',
    en: 'The request comes from a page of another site.',
    fa: 'درخواست از صفحه‌ای در پایگاه دیگری فرستاده شده است.',
  },
  office_needed: {
    kind: 'not_allowed',
    en: 'The account has several offices; choose one first.',
    fa: 'این حساب چند سمت دارد؛ نخست یکی را برگزینید.',
  },
  office_not_held: {
    kind: 'not_allowed',
    en: 'The account does not hold that office.',
    fa: 'این حساب آن سمت را ندارد.',
  },
  second_factor_required: {
    kind: 'not_allowed',
    en: 'The role asks for a second factor; set one up, or sign in with it.',
    fa: 'این نقش عامل دوم می‌خواهد؛ آن را راه‌اندازی کنید یا با آن وارد شوید.',
  },
  confirmation_required: {
    kind: 'not_allowed',
    en: 'To sign this, give the password or a code of the second factor again.',
    fa: 'برای امضای این تصمیم گذرواژه یا رمز یک‌بارمصرف را دوباره وارد کنید.',
  },
  confirmation_failed: {
    kind: 'not_allowed',
    en: 'The password or the code is wrong.',
    fa: 'گذرواژه یا رمز یک‌بارمصرف درست نیست.',
  },
  link_unknown: {
    kind: 'not_there',
    en: 'The code of the link is wrong, or another link has replaced it.',
    fa: 'کد پیوند درست نیست، یا پیوند دیگری جای آن را گرفته است.',
  },
  link_used: {
    kind: 'against_record',
    en: 'The link was used already; ask an admin for another.',
    fa: 'این پیوند پیش‌تر به کار رفته است؛ از مدیر سامانه پیوند تازه بخواهید.',
  },
  link_expired: {
    kind: 'against_record',
    en: 'The time of the link is up; ask an admin for another.',
    fa: 'مهلت این پیوند گذشته است؛ از مدیر سامانه پیوند تازه بخواهید.',
  },
  link_of_another: {
    kind: 'not_allowed',
    en: 'The link is for another account than the one that is signed in; sign out first.',
    fa: 'این پیوند برای حساب دیگری است؛ نخست از حساب کنونی خارج شوید.',
  },
  password_unfit: {
    kind: 'against_rule',
    en: 'The password cannot be taken.',
    fa: 'این گذرواژه پذیرفته نیست.',
  },
  account_unknown: {
    kind: 'not_there',
    en: 'There is no account of that name.',
    fa: 'حسابی با این نام نیست.',
  },
  principal_has_account: {
    kind: 'against_record',
    en: 'The principal belongs to another account.',
    fa: 'این کاربر به حساب دیگری تعلق دارد.',
  },
  factor_is_set: {
    kind: 'against_record',
    en: 'The account has a second factor already; remove it first.',
    fa: 'این حساب عامل دوم دارد؛ نخست آن را بردارید.',
  },
  factor_not_set: {
    kind: 'against_record',
    en: 'No second factor is being set up, or none is set.',
    fa: 'عامل دومی راه‌اندازی نشده است.',
  },
  factor_code_wrong: {
    kind: 'against_rule',
    en: 'The code does not fit the secret; look at the clock of the authenticator and try the next code.',
    fa: 'رمز با کلید نمی‌خواند؛ ساعت دستگاه را بررسی کنید و رمز بعدی را وارد کنید.',
  },
  provider_not_set: {
    kind: 'against_record',
    en: 'This installation has no provider to sign in at.',
    fa: 'برای این نصب سامانه ورودی تنظیم نشده است.',
  },
  provider_not_used: {
    kind: 'against_record',
    en: 'The session was begun with a password: confirm with it, or with the second factor.',
    fa: 'این نشست با گذرواژه آغاز شده است: با گذرواژه یا رمز یک‌بارمصرف تأیید کنید.',
  },
  provider_unavailable: {
    kind: 'not_now',
    en: 'The provider does not answer; try again a little later.',
    fa: 'سامانه ورود پاسخ نمی‌دهد؛ کمی بعد دوباره تلاش کنید.',
  },
  provider_denied: {
    kind: 'not_allowed',
    en: 'The provider let nobody in: you went back, or it refused.',
    fa: 'سامانه ورود کسی را تأیید نکرد: یا شما برگشتید یا درخواست پذیرفته نشد.',
  },
  provider_answer_refused: {
    kind: 'not_allowed',
    en: 'The answer of the provider does not hold; sign in again, and tell the operator if that happens twice.',
    fa: 'پاسخ سامانه ورود معتبر نیست؛ دوباره وارد شوید و اگر تکرار شد به متصدی سامانه بگویید.',
  },
  errand_unknown: {
    kind: 'not_allowed',
    en: 'This return from the provider was used already, took too long, or was begun in another browser; begin again.',
    fa: 'این بازگشت از سامانه ورود پیش‌تر به کار رفته، دیر شده یا در مرورگر دیگری آغاز شده است؛ از نو آغاز کنید.',
  },
  person_not_linked: {
    kind: 'not_allowed',
    en: 'The provider knows you, and no admin has linked you to a user of Misaq: give an admin what stands here.',
    fa: 'سامانه ورود شما را می‌شناسد، ولی مدیری شما را به کاربری در میثاق پیوند نداده است؛ این نشانی را به مدیر بدهید.',
  },
  not_shown_again: {
    kind: 'not_allowed',
    en: 'The provider did not ask you again who you are, which a signature needs.',
    fa: 'سامانه ورود هویت شما را دوباره نپرسید و امضا به آن نیاز دارد.',
  },
  other_person: {
    kind: 'not_allowed',
    en: 'Somebody else showed themselves at the provider than the person who is signed in.',
    fa: 'کسی که در سامانه ورود هویت خود را نشان داد همان کسی نیست که وارد شده است.',
  },
  confirmation_by_provider: {
    kind: 'not_allowed',
    en: 'You signed in by the provider: show yourself there again before you sign.',
    fa: 'شما با سامانه ورود وارد شده‌اید: پیش از امضا دوباره آنجا هویت خود را نشان دهید.',
  },
  sign_in_by_provider: {
    kind: 'not_allowed',
    en: 'This account signs in by the provider and not with a password.',
    fa: 'این حساب با سامانه ورود وارد می‌شود، نه با گذرواژه.',
  },
} as const satisfies Refusals;

export type SignInRefusalName = keyof typeof signInRefusals;
