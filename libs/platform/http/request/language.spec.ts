import { languageOf } from './language.js';

describe('The language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fa', 'fa'],
    ['fa-IR,fa;q=0.9,en;q=0.8', 'fa'],
    ['en-GB,en;q=0.9,fa;q=0.8', 'en'],
    ['de, fa;q=0.5, en;q=0.1', 'fa'],
    ['FA-ir', 'fa'],
    ['fa;q=0, en;q=0.1', 'en'],
    ['fa;q=x, en;q=0.1', 'en'],
    ['fantasy', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('is found without reading a header of any length', () => {
    expect(languageOf(`${'x,'.repeat(1_000_000)}fa`)).toBe('en');
  });
});
