import { formOf } from './negotiation.js';

describe('What a client accepts', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'application/*',
    'APPLICATION/JSON',
    'text/html, */*;q=0.1',
    'application/json; q=0.3',
  ])('%s: JSON will do', (accept) => {
    expect(formOf(accept, ['json'])).toBe('json');
  });

  it.each([
    'text/html',
    'application/json;q=0',
    '*/*;q=0',
    'application/*;q=0, */*',
    'json',
    'application/json;q=-1',
    ';;,',
  ])('%s: JSON will not do', (accept) => {
    expect(() => formOf(accept, ['json'])).toThrow('not_acceptable');
  });
});
