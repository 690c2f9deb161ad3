import { tehranTime } from './tehran-time.js';

describe('an instant', () => {
  it('is shown as clocks in Tehran show it, three and a half hours ahead of UTC', () => {
    expect(tehranTime('2023-01-22T20:29:00.000Z')).toBe('1401-11-02 23:59');
    expect(tehranTime('2023-01-22T20:30:00.000Z')).toBe('1401-11-03 00:00');
  });
});
