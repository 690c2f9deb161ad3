import type { Refusals } from '@misaq/platform/kernel/refusals.js';

export const accessRefusals = {
  not_permitted: {
    kind: 'not_allowed',
    en: 'This role does not do that.',
    fa: 'این نقش اجازه این کار را ندارد.',
  },
  not_own: {
    kind: 'not_allowed',
    en: 'Officers of an agency or a bank act for their own organisation only.',
    fa: 'کارشناس دستگاه یا بانک تنها برای سازمان خود اقدام می‌کند.',
  },
} as const satisfies Refusals;

export type AccessRefusalName = keyof typeof accessRefusals;

export const principalRefusals = {
  invalid_field: {
    kind: 'against_rule',
    en: 'A field is missing or has a form that cannot be accepted.',
    fa: 'فیلدی خالی است یا شکل آن پذیرفته نیست.',
  },
  conflicts_with_recorded: {
    kind: 'against_record',
    en: 'The same act is on record with other content, and what is recorded is not changed.',
    fa: 'همین کار با محتوای دیگری ثبت شده است و آنچه ثبت شده تغییر نمی‌کند.',
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
  reserved_for_misaq: {
    kind: 'against_rule',
    en: 'Misaq itself is called system: nobody else bears that name or is given that role.',
    fa: 'نام و نقش سیستم ویژه خود میثاق است و به کسی داده نمی‌شود.',
  },
  principal_unknown: {
    kind: 'not_there',
    en: 'No principal of that id has been added.',
    fa: 'کاربری با این شناسه افزوده نشده است.',
  },
  no_role_granted: {
    kind: 'against_record',
    en: 'The principal holds no role, and a token acts in one.',
    fa: 'کاربر نقشی ندارد و کلید دسترسی همواره با یک نقش کار می‌کند.',
  },
  role_not_granted: {
    kind: 'against_record',
    en: 'The principal does not hold that role.',
    fa: 'کاربر این نقش را ندارد.',
  },
  role_needed: {
    kind: 'against_record',
    en: 'The principal holds several roles, and a token acts in exactly one: name it.',
    fa: 'کاربر چند نقش دارد و کلید دسترسی تنها با یک نقش کار می‌کند: نقش را نام ببرید.',
  },
  expires_in_the_past: {
    kind: 'against_rule',
    en: 'A token that has expired already is of no use to anybody.',
    fa: 'کلید دسترسی که پیش از این منقضی شده باشد به کار کسی نمی‌آید.',
  },
  too_many_tokens: {
    kind: 'against_record',
    en: 'The principal has as many working tokens as one may have; revoke some.',
    fa: 'شمار کلیدهای دسترسی معتبر کاربر به سقف رسیده است؛ چند کلید را باطل کنید.',
  },
  token_unknown: {
    kind: 'not_there',
    en: 'No such token was issued.',
    fa: 'چنین کلید دسترسی صادر نشده است.',
  },
  own_grant: {
    kind: 'not_allowed',
    en: 'Nobody grants a role to themselves.',
    fa: 'هیچ‌کس به خود نقش نمی‌دهد.',
  },
  role_requested: {
    kind: 'against_record',
    en: 'The role was asked for already, and awaits the confirmation of another admin.',
    fa: 'این نقش پیش‌تر درخواست شده و در انتظار تأیید مدیر دیگری است.',
  },
  role_not_requested: {
    kind: 'against_record',
    en: 'Nobody has asked for this role.',
    fa: 'کسی این نقش را درخواست نکرده است.',
  },
  own_request: {
    kind: 'not_allowed',
    en: 'The admin who asked for a role does not confirm it: another admin does.',
    fa: 'مدیری که نقش را درخواست کرده است آن را تأیید نمی‌کند؛ مدیر دیگری باید تأیید کند.',
  },
  last_admin: {
    kind: 'against_record',
    en: 'The last admin cannot take the own role away.',
    fa: 'آخرین مدیر سامانه نمی‌تواند نقش خود را بگیرد.',
  },
  identity_is_linked: {
    kind: 'against_record',
    en: 'The principal is linked to a person of a provider already; unlink first.',
    fa: 'این کاربر پیش‌تر به شخصی در سامانه ورود پیوند داده شده است؛ نخست آن پیوند را بردارید.',
  },
  identity_not_linked: {
    kind: 'against_record',
    en: 'The principal is linked to nobody of a provider.',
    fa: 'این کاربر به کسی در سامانه ورود پیوند ندارد.',
  },
  code_unknown: { kind: 'not_there', en: 'No such code was issued.', fa: 'چنین کدی صادر نشده است.' },
  code_used: {
    kind: 'against_record',
    en: 'The code was redeemed already. If somebody else did, have the token revoked.',
    fa: 'این کد پیش‌تر استفاده شده است. اگر دیگری از آن استفاده کرده است، ابطال کلید دسترسی را بخواهید.',
  },
  code_expired: {
    kind: 'against_record',
    en: 'The last day of the code has passed; an admin issues another one.',
    fa: 'آخرین روز اعتبار کد گذشته است؛ مدیر سامانه کد دیگری صادر می‌کند.',
  },
  code_revoked: {
    kind: 'against_record',
    en: 'The token of this code was revoked.',
    fa: 'کلید دسترسی این کد باطل شده است.',
  },
} as const satisfies Refusals;

export type PrincipalRefusalName = keyof typeof principalRefusals;

/** Why a bearer of a token is nobody. For logs: an outsider is not told which. */
export const authenticationRefusals = {
  token_unknown: {
    kind: 'not_there',
    en: 'No such token was issued.',
    fa: 'چنین کلید دسترسی صادر نشده است.',
  },
  token_revoked: { kind: 'not_authenticated', en: 'The token was revoked.', fa: 'کلید دسترسی باطل شده است.' },
  token_expired: {
    kind: 'not_authenticated',
    en: 'The last day of the token has passed.',
    fa: 'آخرین روز اعتبار کلید دسترسی گذشته است.',
  },
  role_revoked: {
    kind: 'not_authenticated',
    en: 'The role that the token acts in was revoked.',
    fa: 'نقشی که کلید دسترسی با آن کار می‌کند گرفته شده است.',
  },
} as const satisfies Refusals;

export type AuthenticationRefusalName = keyof typeof authenticationRefusals;
