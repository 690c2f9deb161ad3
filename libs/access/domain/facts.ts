import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { type FactsOf, shownOn } from '@misaq/platform/kernel/facts.js';
import { named, persianDay } from '@misaq/platform/kernel/persian.js';
import { type GrantedRole, type GrantName, grantText, type PrincipalEvent } from './principal-events.js';

export const ROLES_IN_PERSIAN: Readonly<Record<GrantedRole, string>> = {
  admin: 'مدیر سامانه',
  labour: 'اداره کار',
  'economic-deputy': 'معاون اقتصادی استاندار',
  inspector: 'بازرس',
  agency: 'کارشناس دستگاه اجرایی',
  bank: 'کارشناس بانک عامل',
  governor: 'استاندار',
};

export const principalFacts: FactsOf<PrincipalEvent> = shownOn<FactsOf<PrincipalEvent>>(
  { name: 'principals', hidden: true },
  {
    PrincipalAdded: {
      sentence: {
        en: ({ principalId, name }) => `Principal ${principalId}, “${name}”, was added`,
        fa: ({ principalId, name }) => `کاربر ${named(principalId)} با نام «${named(name)}» افزوده شد`,
      },
    },
    RoleRequested: {
      sentence: {
        en: (data) =>
          `The role ${grantText(data)} was asked for by ${data.requestedBy} for principal ${data.principalId}; another admin has to confirm it`,
        fa: (data) =>
          `${named(data.requestedBy)} نقش ${grantInPersian(data)} را برای کاربر ${named(data.principalId)} درخواست کرد؛ مدیر سامانه دیگری باید آن را تأیید کند`,
      },
    },
    RoleRequestDeclined: {
      sentence: {
        en: (data) =>
          `The role ${grantText(data)}, asked for by ${data.requestedBy} for principal ${data.principalId}, was declined`,
        fa: (data) =>
          `درخواست ${named(data.requestedBy)} برای نقش ${grantInPersian(data)} کاربر ${named(data.principalId)} رد شد`,
      },
    },
    RoleGranted: {
      sentence: {
        en(data) {
          const { principalId, province, requestedBy, alone } = data;
          const where = province === undefined ? '' : ` of ${province}`;
          const asked = requestedBy === undefined ? '' : `, as ${requestedBy} had asked`;
          const one = alone === undefined ? '' : ' by one admin alone';
          return `Principal ${principalId} was given the role ${grantText(data)}${where}${asked}${one}`;
        },
        fa(data) {
          const { principalId, province, requestedBy, alone } = data;
          const where = province === undefined ? '' : ` در استان ${named(province)}`;
          const asked = requestedBy === undefined ? '' : `، به درخواست ${named(requestedBy)}،`;
          const one = alone === undefined ? '' : '، تنها با نظر یک مدیر سامانه،';
          return `به کاربر ${named(principalId)} نقش ${grantInPersian(data)}${where}${asked}${one} داده شد`;
        },
      },
    },
    RoleRevoked: {
      sentence: {
        en: (data) => `The role ${grantText(data)} of principal ${data.principalId} was revoked`,
        fa: (data) => `نقش ${grantInPersian(data)} از کاربر ${named(data.principalId)} گرفته شد`,
      },
    },
    TokenOffered: {
      shown: ({ codeFingerprint: _, ...rest }) => rest,
      sentence: {
        en(data) {
          const { principalId, tokenId, expiresOn, label, codeExpiresOn } = data;
          return (
            `Token ${tokenId}${labelText(label)} was offered to principal ${principalId} as ${grantText(data)}, valid through ` +
            `${formatJalali(expiresOn)}, for a code that can be redeemed through ${formatJalali(codeExpiresOn)}`
          );
        },
        fa(data) {
          const { principalId, tokenId, expiresOn, label, codeExpiresOn } = data;
          return (
            `کلید دسترسی ${named(tokenId)}${labelInPersian(label)} با نقش ${grantInPersian(data)} و اعتبار تا ${persianDay(expiresOn)} ` +
            `برای کاربر ${named(principalId)} آماده شد؛ کد یک‌بارمصرف آن تا ${persianDay(codeExpiresOn)} پذیرفته می‌شود`
          );
        },
      },
    },
    TokenIssued: {
      shown: ({ fingerprint: _, ...rest }) => rest,
      sentence: {
        en(data) {
          const { principalId, tokenId, expiresOn, label, redeemed } = data;
          const called = labelText(label);
          const until = expiresOn === undefined ? '' : `, valid through ${formatJalali(expiresOn)}`;
          if (redeemed === true)
            return `Principal ${principalId} redeemed the code of token ${tokenId}${called} as ${grantText(data)}${until}`;
          return `Token ${tokenId}${called} was issued to principal ${principalId} as ${grantText(data)}${until}`;
        },
        fa(data) {
          const { principalId, tokenId, expiresOn, label, redeemed } = data;
          const until = expiresOn === undefined ? '' : ` و اعتبار تا ${persianDay(expiresOn)}`;
          const token = `${named(tokenId)}${labelInPersian(label)}`;
          if (redeemed === true)
            return `کاربر ${named(principalId)} با کد یک‌بارمصرف، کلید دسترسی ${token} را با نقش ${grantInPersian(data)}${until} گرفت`;
          return `برای کاربر ${named(principalId)} کلید دسترسی ${token} با نقش ${grantInPersian(data)}${until} صادر شد`;
        },
      },
    },
    TokenRevoked: {
      sentence: {
        en: ({ principalId, tokenId, withRole }) =>
          `Token ${tokenId} of principal ${principalId} was revoked${withRole === true ? ' with its role' : ''}`,
        fa: ({ principalId, tokenId, withRole }) =>
          `کلید دسترسی ${named(tokenId)} کاربر ${named(principalId)}${withRole === true ? ' همراه با نقش آن' : ''} باطل شد`,
      },
    },
    IdentityLinked: {
      sentence: {
        en: ({ principalId, issuer, subject }) =>
          `Principal ${principalId} was linked to ${subject} of the provider ${issuer}`,
        fa: ({ principalId, issuer, subject }) =>
          `کاربر ${named(principalId)} به ${named(subject)} در سامانه ورود ${named(issuer)} پیوند داده شد`,
      },
    },
    IdentityUnlinked: {
      sentence: {
        en: ({ principalId, issuer, subject }) =>
          `Principal ${principalId} is linked to ${subject} of the provider ${issuer} no more`,
        fa: ({ principalId, issuer, subject }) =>
          `پیوند کاربر ${named(principalId)} با ${named(subject)} در سامانه ورود ${named(issuer)} برداشته شد`,
      },
    },
  },
);

/** «کارشناس دستگاه اجرایی» with the organisation acted for. */
function grantInPersian({ role, organisation }: GrantName): string {
  return organisation === undefined
    ? `«${ROLES_IN_PERSIAN[role]}»`
    : `«${ROLES_IN_PERSIAN[role]} ${named(organisation)}»`;
}

function labelText(label: string | undefined): string {
  return label === undefined ? '' : ` (“${label}”)`;
}

function labelInPersian(label: string | undefined): string {
  return label === undefined ? '' : ` («${named(label)}»)`;
}
