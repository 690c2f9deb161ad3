import { placeIn, withPlace } from './place.js';

const at = (query: string) => new URLSearchParams(query);

describe('What is shown of a promise', () => {
  it('is everybody by agency at first', () => {
    expect(placeIn(at(''))).toEqual({ version: undefined, by: 'agency', part: undefined });
    expect(placeIn(at('by=colour'))).toMatchObject({ by: 'agency' });
  });

  it('stands in the address', () => {
    expect(placeIn(at('version=raised&by=county&part=tabriz'))).toEqual({
      version: 'raised',
      by: 'county',
      part: 'tabriz',
    });
  });

  it('is everybody again under another dimension', () => {
    expect(withPlace(at('by=county&part=tabriz'), 'by', 'sector').toString()).toBe('by=sector');
    expect(withPlace(at('by=county&part=tabriz'), 'part', '').toString()).toBe('by=county');
  });
});
