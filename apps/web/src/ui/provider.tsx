import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Language } from '@misaq/platform/kernel/facts.js';

const LOCALES = { fa: 'fa-IR', en: 'en-GB' } as const;

/** Tells the component library which language and direction the page has. */
export function UiProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <I18nProvider locale={LOCALES[language]}>{children}</I18nProvider>;
}
