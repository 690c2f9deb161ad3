import type { PlainDate } from '@misaq/platform/calendar/plain-date.js';
import type { Page } from '@misaq/platform/questions/page.js';

declare module '@misaq/platform/http/answer/answers.js' {
  interface Answers {
    ResolutionPage: Page<ResolutionItem>;
  }
}

export interface ResolutionItem {
  readonly resolutionId: string;
  readonly agency: string;
  readonly text: string;
  readonly adoptedOn: PlainDate;
}
