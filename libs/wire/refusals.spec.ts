import { refusalMessage } from './refusals.js';

describe('a refusal in words', () => {
  it('says which roles do what this one does not', () => {
    const figures = { act: 'decide-reallocation', role: 'labour' };
    expect(refusalMessage({ name: 'not_permitted', figures })).toBe(
      'This role does not do that. (act decide-reallocation, role labour, done by economic-deputy)',
    );
  });

  it('names nobody for what only Misaq itself does, and for what is no act of the table', () => {
    const ofMisaq = { act: 'run-due-work', role: 'labour' };
    const ofNobody = { act: 'read agencies', role: 'bank' };
    expect(refusalMessage({ name: 'not_permitted', figures: ofMisaq })).not.toContain('done by');
    expect(refusalMessage({ name: 'not_permitted', figures: ofNobody })).not.toContain('done by');
  });

  it('tells whoever has no token how one is come by', () => {
    expect(refusalMessage({ name: 'unauthenticated', figures: {} })).toContain('misaq token issue');
  });
});
