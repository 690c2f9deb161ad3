import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '@misaq/platform/kernel/facts.js';
import type { RialText } from '@misaq/platform/kernel/money.js';
import { day, instant } from '../format/days.js';
import { billions, count, millions, percent, rials, wholePercent } from '../format/figures.js';
import type { T } from './words.js';

/** Words, figures and days in the language that is spoken. */
export interface Shown {
  readonly language: Language;
  readonly t: T;
  readonly billions: (amountRial: RialText | bigint) => string;
  readonly millions: (amountRial: RialText | bigint) => string;
  readonly rials: (amountRial: RialText | bigint) => string;
  readonly count: (value: bigint | number) => string;
  readonly percent: (basisPoints: number | null) => string;
  readonly wholePercent: (value: number) => string;
  readonly day: (jalali: string | null) => string;
  readonly instant: (iso: string) => string;
  /** A Jalali year, which takes no separator of thousands. */
  readonly year: (value: number) => string;
}

export function useShown(): Shown {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'fa';
  return useMemo(
    () => ({
      language,
      t,
      billions: (amount) => billions(amount, language),
      millions: (amount) => millions(amount, language),
      rials: (amount) => rials(amount, language),
      count: (value) => count(value, language),
      percent: (basisPoints) => percent(basisPoints, language),
      wholePercent: (value) => wholePercent(value, language),
      day: (jalali) => day(jalali, language),
      instant: (iso) => instant(iso, language),
      year: (value) => day(String(value), language),
    }),
    [language, t],
  );
}
