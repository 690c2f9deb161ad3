import { isDayFormat } from './styles.js';

describe('A cell format', () => {
  it.each(['yyyy-mm-dd', 'm/d/yy h:mm', 'mmm', '[$-fa-IR,16]yyyy/mm/dd;@', '"h "d', '[Red]dd'])(
    'displays a day: %s',
    (format) => {
      expect(isDayFormat(format)).toBe(true);
    },
  );

  // A duration of 1,102,163 hours is no day, although it has the same number.
  it.each(['h:mm', '[h]:mm', '[hh]:mm', '[h]:mm:ss', '[mm]:ss', 'mm:ss', '"day "0', '0\\d', '[Red]0'])(
    'displays no day: %s',
    (format) => {
      expect(isDayFormat(format)).toBe(false);
    },
  );
});
