import { folded } from './folded.js';

describe('help on a narrow terminal', () => {
  it('leaves alone what fits', () => {
    const text = 'Usage: misaq [options]\n\n  misaq pools\n';
    expect(folded(text, 40)).toBe(text);
  });

  it('lets prose flow, whatever lines it was written in', () => {
    expect(folded('One two three four five\nsix seven.\n\nEight.', 16)).toBe(
      'One two three\nfour five six\nseven.\n\nEight.',
    );
  });

  it('keeps a heading apart from what it heads', () => {
    expect(folded('Columns of a file:\nA row is one act.', 30)).toBe('Columns of a file:\nA row is one act.');
  });

  it('goes on in the second column', () => {
    expect(folded('  labour  credit, jobs, payments, reviews', 24)).toBe(
      '  labour  credit, jobs,\n          payments,\n          reviews',
    );
  });

  it('breaks an example before an option, so that it can be pasted', () => {
    const example = '  misaq close --pool p --on 1401-10-05 --reason "all of it is paid" --as refah-1:bank';
    expect(folded(example, 40)).toBe(
      [
        '  misaq close --pool p --on 1401-10-05 \\',
        '    --reason "all of it is paid" \\',
        '    --as refah-1:bank',
      ].join('\n'),
    );
  });

  it('breaks no word that is longer than the terminal is wide', () => {
    expect(folded('  misaq import organisations-and-more', 20)).toBe('  misaq import organisations-and-more');
  });
});
