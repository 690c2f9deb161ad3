import i18next, { type FormatterModule, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, LANGUAGES } from '@misaq/platform/kernel/facts.js';
import { fa } from './fa.js';
import { inSentence } from './in-sentence.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof fa };
    /** A key that is missing is an error of the compiler. */
    strictKeyChecks: true;
  }
}

/** Where the language that somebody chose is remembered; nothing else of theirs stays in the browser. */
const REMEMBERED = 'misaq.language';
const FIRST: Language = 'fa';

/** The language asked for in the address (`?lang=en`), else the remembered one, else Persian. */
function wanted(): Language {
  const asked = new URLSearchParams(globalThis.location.search).get('lang');
  return [asked, localStorage.getItem(REMEMBERED)].find(isLanguage) ?? FIRST;
}

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** Puts every value into a sentence by {@link inSentence}. */
const SENTENCES: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: inSentence,
};

/** Loads the words before anything is shown. Persian comes with the program, English when it is wanted. */
export async function loadWords(): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(SENTENCES)
    .init({
      lng: FIRST,
      fallbackLng: FIRST,
      resources: { [FIRST]: { translation: fa } },
      // React escapes what it shows.
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  await speak(wanted());
}

/** Switches the language of everything that is shown, and remembers it. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', (await import('./en.js')).en);
  await i18next.changeLanguage(language);
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'fa' ? 'rtl' : 'ltr';
}

export type T = TFunction;
