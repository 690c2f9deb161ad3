import { asciiDigits } from './digits.js';

describe('digits', () => {
  it('of Persian and Arabic script are read as ASCII ones, and nothing else changes', () => {
    expect(asciiDigits('۰۱۲۳۴۵۶۷۸۹ و ٠١٢٣٤٥٦٧٨٩ و 0123')).toBe('0123456789 و 0123456789 و 0123');
  });
});
