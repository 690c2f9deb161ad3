import { day, instant, typedDay } from './days.js';

describe('A day on a screen', () => {
  it('is shown in the digits of the language, with slashes in Persian', () => {
    expect(day('1403-02-31', 'fa')).toBe('۱۴۰۳/۰۲/۳۱');
    expect(day('1403-02-31', 'en')).toBe('1403-02-31');
    expect(day(null, 'fa')).toBe('–');
  });

  it('of an instant is the one in Tehran', () => {
    expect(instant('2023-01-22T20:45:00.000Z', 'en')).toBe('1401-11-03 00:15');
    expect(instant('2023-01-22T20:45:00.000Z', 'fa')).toBe('۱۴۰۱/۱۱/۰۳ ۰۰:۱۵');
  });
});

describe('A day that somebody types', () => {
  it.each([
    ['1403/2/2', '1403-02-02'],
    ['۱۴۰۳/۰۲/۰۲', '1403-02-02'],
    ['١٤٠٣-٢-٢', '1403-02-02'],
    [' 1401.1.2 ', '1401-01-02'],
    ['1403/12/30', '1403-12-30'],
    ['2024-05-20', '1403-02-31'],
  ])('as %s is %s', (typed, jalali) => {
    expect(typedDay(typed)).toBe(jalali);
  });

  it.each(['1404/12/30', '1403/13/1', '1403/2', '', 'today', '1403/2/32'])('as «%s» is none', (typed) => {
    expect(typedDay(typed)).toBeUndefined();
  });
});
