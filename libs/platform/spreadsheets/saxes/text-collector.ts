import { unescaped } from './xml.js';

/** Puts the text of a cell together from its runs; the reading aids of Japanese (`rPh`) are no part of it. */
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
