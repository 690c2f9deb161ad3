import { inSentence } from './in-sentence.js';

const isolated = (text: string): string => `\u2068${text}\u2069`;

describe('A value in a sentence', () => {
  it.each(['۲۳۳٫۰', '۱٬۵۰۵٫۰', '۱۴۰۱/۰۹/۲۷', 'سازمان بهزیستی', 'می‌رود', 'الف، ب'])(
    'in Persian stays as it is: %s',
    (text) => {
      expect(inSentence(text, undefined, 'fa')).toBe(text);
    },
  );

  it.each(['۶۵٪', '−۲۳۳٫۰', '+۲۳۳٫۰', 'labour-1', 'کمیته امداد (ره)'])(
    'in Persian is isolated where it would reorder what is beside it: %s',
    (text) => {
      expect(inSentence(text, undefined, 'fa')).toBe(isolated(text));
    },
  );

  it('in English is isolated when it is written from right to left', () => {
    expect(inSentence('سازمان بهزیستی', undefined, 'en')).toBe(isolated('سازمان بهزیستی'));
    expect(inSentence('53.86%', undefined, 'en')).toBe('53.86%');
  });
});
