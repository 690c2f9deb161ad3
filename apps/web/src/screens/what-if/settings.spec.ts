import { faultsOf, settingsOf, simulationIn, typedIn } from './settings.js';

const at = (query: string) => new URLSearchParams(query);

describe('Settings that are tried', () => {
  it('are none in an address without any', () => {
    expect(simulationIn(at('asOf=1401-11-02'))).toBeUndefined();
    expect(simulationIn(at('threshold=&split='))).toBeUndefined();
  });

  it('are read from the address that they make', () => {
    const typed = {
      ...typedIn(at('')),
      threshold: '۵۰',
      clock: 'until',
      until: '1403/2/31',
      split: 'unmet-demand',
    };
    const settings = new URLSearchParams([...settingsOf(typed)]);
    expect(settings.toString()).toBe('threshold=50&until=1403-02-31&split=unmet-demand');
    expect(simulationIn(settings)).toEqual({ threshold: 50, until: '1403-02-31', split: 'unmet-demand' });
    expect(typedIn(settings).clock).toBe('until');
  });

  it('have one clock, the chosen one', () => {
    const both = { ...typedIn(at('days=30')), until: '1403-02-31' };
    expect([...settingsOf(both)]).toEqual([['days', '30']]);
  });

  it('are flags and numbers for the API', () => {
    expect(simulationIn(at('days=30&ringFence=true&exactThresholdPasses=false'))).toEqual({
      days: 30,
      ringFence: true,
      exactThresholdPasses: false,
    });
  });

  it.each([
    [{ threshold: '0' }, ['threshold']],
    [{ threshold: '101' }, ['threshold']],
    [{ threshold: '65' }, []],
    [{ clock: 'days', days: 'x' }, ['days']],
    [{ clock: 'days', days: '1001' }, ['days']],
    [{ clock: 'until', until: '1404-12-30' }, ['until']],
    [{ clock: '', days: 'x', until: 'x' }, []],
  ])('%j have faults in %j', (typed, faults) => {
    expect(faultsOf({ ...typedIn(at('')), ...typed })).toEqual(faults);
  });
});
