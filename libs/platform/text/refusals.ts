import { formatJalali } from '@misaq/platform/calendar/jalali.js';
import { parseIsoDate } from '@misaq/platform/calendar/plain-date.js';
import { ROLES_IN_PERSIAN } from '@misaq/access/domain/facts.js';
import type { GrantedRole } from '@misaq/access/domain/principal-events.js';
import { rolesThat } from '@misaq/access/domain/roles.js';
import { exportRefusals } from '@misaq/platform/tasks/exports/refusals.js';
import {
  NATIONAL_ID,
  NATIONAL_ID_WORDS,
  NATIONAL_ID_WORDS_FA,
} from '@misaq/platform/kernel/national-id-in-text.js';
import {
  isSpreadsheetFault,
  SPREADSHEET_FAULTS,
  SPREADSHEET_FAULTS_FA,
} from '@misaq/platform/kernel/spreadsheet-text.js';
import type { JsonValue, Refusal } from '@misaq/platform/kernel/decision.js';
import type { Language } from '@misaq/platform/kernel/facts.js';
import { refusalMeaning, refusalsOfSubjects } from '@misaq/platform/kernel/catalogue.js';
import type { RefusalKind, RefusalMeaning, Refusals } from '@misaq/platform/kernel/refusals.js';
import { grouped } from '@misaq/platform/kernel/grouped.js';
import {
  inPersianDigits,
  named,
  persianDay,
  persianList,
  persianNumber,
} from '@misaq/platform/kernel/persian.js';
import { persianFigureName } from './figure-names.js';
import { edgeRefusals } from './edge-refusals.js';

/** Refusals of the platform, which no subject gives. */
const OF_PLATFORM: Refusals = { ...exportRefusals, ...edgeRefusals };

/** Every "no" there is, the same name on the wire, on the command line and on the screens. */
export function refusalNames(): readonly string[] {
  return [...new Set([...Object.keys(OF_PLATFORM), ...refusalsOfSubjects()])];
}

function meaningOf(name: string): RefusalMeaning | undefined {
  return Object.hasOwn(OF_PLATFORM, name) ? OF_PLATFORM[name] : refusalMeaning(name);
}

export type EdgeRefusalName = keyof typeof edgeRefusals;

/** A refusal that an edge gives itself, without asking the domain. */
export function edgeRefusal(
  name: EdgeRefusalName,
  figures: Refusal['figures'] = {},
): Refusal<EdgeRefusalName> {
  return { name, figures };
}

/** What a refusal means, without its figures. The words of the API are English, those of the screens Persian. */
export function refusalText(name: string, language: Language = 'en'): string {
  return meaningOf(name)?.[language] ?? name.replaceAll('_', ' ');
}

/** Of which kind a refusal is; undefined for a name that nobody gives. */
export function refusalKind(name: string): RefusalKind | undefined {
  return meaningOf(name)?.kind;
}

/** What a refusal means, in a sentence, with its figures: rials to the last one, for that may be what it turns on. */
export function refusalMessage({ name, figures }: Refusal, language: Language = 'en'): string {
  const { field, code } = figures;
  const words = WORDS[language];
  if (code === NATIONAL_ID && typeof field === 'string') return `${words.field(field)} ${words.nationalId}`;
  if (isSpreadsheetFault(code) && typeof field === 'string')
    return `${words.field(field)} ${words.spreadsheet[code]} (${words.figure('value', figures.value ?? null)})`;
  const sentence = refusalText(name, language);
  const details = Object.entries(figures)
    .filter(([key]) => key !== 'message')
    .map(([key, value]) => words.figure(key, value));
  if (name === 'not_permitted' && typeof figures.act === 'string')
    details.push(
      ...words.roles(rolesThat(figures.act).filter((role): role is GrantedRole => role !== 'system')),
    );
  return details.length === 0 ? sentence : `${sentence} (${details.join(words.comma)})`;
}

/** How the parts of a refusal's sentence are written in a language. */
const WORDS = {
  en: {
    field: (name: string) => name,
    nationalId: NATIONAL_ID_WORDS,
    spreadsheet: SPREADSHEET_FAULTS,
    comma: ', ',
    figure: (key: string, value: JsonValue): string => `${key} ${shown(key, value)}`,
    roles: (roles: readonly GrantedRole[]): readonly string[] =>
      roles.length === 0 ? [] : [`done by ${roles.join(', ')}`],
  },
  fa: {
    field: (name: string) => `«${persianFigureName(name) ?? named(name)}»`,
    nationalId: NATIONAL_ID_WORDS_FA,
    spreadsheet: SPREADSHEET_FAULTS_FA,
    comma: '، ',
    figure: (key: string, value: JsonValue): string =>
      `${persianFigureName(key) ?? named(key)}: ${shownInPersian(key, value)}`,
    roles: (roles: readonly GrantedRole[]): readonly string[] =>
      roles.length === 0 ? [] : [`انجام‌دهنده: ${persianList(roles.map((role) => ROLES_IN_PERSIAN[role]))}`],
  },
} as const;

function shown(key: string, value: JsonValue): string {
  if (typeof value === 'string') {
    if (isAmount(key, value)) return `${grouped(BigInt(value))} rial`;
    const day = parseIsoDate(value);
    return day === undefined ? value : formatJalali(day);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => shown(key, item)).join('; ');
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${name} ${shown(name, item)}`)
      .join(', ')}}`;
  return String(value);
}

function shownInPersian(key: string, value: JsonValue): string {
  if (typeof value === 'string') {
    if (isAmount(key, value)) return `${persianNumber(BigInt(value))} ریال`;
    const day = parseIsoDate(value);
    return day === undefined ? named(value) : persianDay(day);
  }
  if (typeof value === 'number') return inPersianDigits(String(value));
  if (Array.isArray(value)) return value.map((item: JsonValue) => shownInPersian(key, item)).join('؛ ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, item]) => WORDS.fa.figure(name, item))
      .join('، ');
  return value === null ? '–' : value ? 'بله' : 'نه';
}

function isAmount(key: string, value: string): boolean {
  return key.endsWith('Rial') && /^-?\d+$/.test(value);
}

/** Whether a code is the name of a refusal, and not of a value that could not be read. */
export function isRefusalName(code: string): boolean {
  return meaningOf(code) !== undefined;
}
