import { unescaped } from './xml.js';

/** Joins the text of a cell from its runs. Japanese phonetic hints (`rPh`) are not part of it. */
export interface TextCollector {
  start(): void;
  opened(name: string): void;
  text(text: string): void;
  closed(name: string): void;
  take(): string;
}

export function createTextCollector(): TextCollector {
  let collected = '';
  let within = false;
  let aside = false;
  return {
    start() {
      collected = '';
      within = aside = false;
    },
    opened(name) {
      if (name === 'rPh') aside = true;
      if (name === 't') within = true;
    },
    text: (text) => {
      if (within && !aside) collected += text;
    },
    closed(name) {
      if (name === 'rPh') aside = false;
      if (name === 't') within = false;
    },
    take: () => unescaped(collected),
  };
}
