import { accessRefusals, authenticationRefusals, principalRefusals } from '@misaq/access/domain/refusals.js';
import { signInRefusals } from '@misaq/access/domain/sign-in-refusals.js';
import { exportRefusals } from '@misaq/platform/tasks/exports/refusals.js';
import { commitmentRefusals } from '@misaq/commitments/domain/refusals.js';
import { creditRefusals } from '@misaq/credit/domain/refusals.js';
import { jobRefusals, personRefusals } from '@misaq/employment/domain/refusals.js';
import { checkRefusals } from '@misaq/imports/domain/checks.js';
import { importRefusals } from '@misaq/imports/domain/import.js';
import { REFUSAL_KINDS, type Refusals } from '@misaq/platform/kernel/refusals.js';
import { webhookRefusals } from '@misaq/notifications/domain/refusals.js';
import { registerRefusals } from '@misaq/register/domain/refusals.js';
import { workingCalendarRefusals } from '@misaq/working-calendar/domain/refusals.js';
import type { JsonValue } from '@misaq/platform/kernel/decision.js';
import '@misaq/subjects.js';
import { edgeRefusals } from './edge-refusals.js';
import { refusalKind, refusalMessage, refusalNames, refusalText } from './refusals.js';

describe('a refusal in words', () => {
  it('says which roles do what this one does not', () => {
    const figures = { act: 'decide-reallocation', role: 'labour' };
    expect(refusalMessage({ name: 'not_permitted', figures })).toBe(
      'This role does not do that. (act decide-reallocation, role labour, done by economic-deputy)',
    );
  });

  it('names nobody for what only Misaq itself does, and for what is no act of the table', () => {
    const ofMisaq = { act: 'run-due-work', role: 'labour' };
    const ofNobody = { act: 'read agencies', role: 'bank' };
    expect(refusalMessage({ name: 'not_permitted', figures: ofMisaq })).not.toContain('done by');
    expect(refusalMessage({ name: 'not_permitted', figures: ofNobody })).not.toContain('done by');
  });

  it('tells a client without a token how to get one', () => {
    expect(refusalMessage({ name: 'unauthenticated', figures: {} })).toContain('misaq token issue');
  });
});

describe('a refusal in Persian words', () => {
  const words = (name: string, figures: Record<string, JsonValue>) =>
    refusalMessage({ name, figures }, 'fa').replaceAll(/[\u2066-\u2069]/g, '');

  it('has its figures with Persian names, days and rials to the last one', () => {
    expect(
      words('credit_exhausted', { agency: 'behzisti', creditRial: '1234567890', paidOn: '2023-01-16' }),
    ).toBe(
      `${refusalText('credit_exhausted', 'fa')} (دستگاه: behzisti، اعتبار: ۱٬۲۳۴٬۵۶۷٬۸۹۰ ریال، تاریخ پرداخت: ۱۴۰۱/۱۰/۲۶)`,
    );
  });

  it('says which roles do what this one does not', () => {
    expect(words('not_permitted', { act: 'decide-reallocation', role: 'labour' })).toContain(
      'انجام‌دهنده: معاون اقتصادی استاندار',
    );
  });

  it('says what a spreadsheet did to a number', () => {
    expect(words('invalid_field', { field: 'facilityId', code: 'shortened_number', value: '6.03E+15' })).toBe(
      '«تسهیلات» را صفحه‌گسترده کوتاه کرده است؛ ستون را به شکل متن درآورید و همه رقم‌ها را بنویسید. (مقدار: 6.03E+15)',
    );
  });
});

describe('The meaning of a refusal', () => {
  const tables: readonly Refusals[] = [
    accessRefusals,
    authenticationRefusals,
    principalRefusals,
    signInRefusals,
    registerRefusals,
    workingCalendarRefusals,
    commitmentRefusals,
    jobRefusals,
    personRefusals,
    importRefusals,
    checkRefusals,
    exportRefusals,
    creditRefusals,
    webhookRefusals,
    edgeRefusals,
  ];
  const all = tables.flatMap((table) => Object.entries(table));

  it('is known for every name of every table', () => {
    expect(new Set(all.map(([name]) => name))).toEqual(new Set(refusalNames()));
  });

  it('has one kind, in every subject', () => {
    expect(all.filter(([name, { kind }]) => kind !== refusalKind(name))).toEqual([]);
    expect(new Set(all.map(([, { kind }]) => kind))).toEqual(new Set(REFUSAL_KINDS));
  });

  it.each(all)('of %s is a sentence in English and one in Persian', (_name, { en, fa }) => {
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(fa).toMatch(/^\p{Script=Arabic}.*\.$/u);
    expect(fa).not.toMatch(/[A-Za-z0-9يكى]/);
  });

  it('is told in the language that is asked for', () => {
    expect(refusalText('own_grant')).toBe('Nobody grants a role to themselves.');
    expect(refusalText('own_grant', 'fa')).toBe('هیچ‌کس به خود نقش نمی‌دهد.');
    expect(refusalText('not_a_name', 'fa')).toBe('not a name');
  });
});
