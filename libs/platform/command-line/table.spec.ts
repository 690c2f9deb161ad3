import stringWidth from 'string-width';
import { isolated } from '@misaq/platform/kernel/isolated.js';
import { table } from './table.js';

const WIDE = { columns: Number.POSITIVE_INFINITY, colours: false };
const COLUMNS = [{ title: 'id' }, { title: 'paid', align: 'right' }, { title: 'name' }] as const;

const lines = (text: string): string[] => text.split('\n');

describe('a table for people', () => {
  it('puts amounts under one another, whatever stands beside them', () => {
    const [, , first, second] = lines(
      table(WIDE, COLUMNS, [
        ['behzisti', '5', 'x'],
        ['a', '1,000', 'y'],
      ]),
    );
    expect(first).toBe('  behzisti      5  x');
    expect(second).toBe('  a         1,000  y');
  });

  it('gives Persian its width on the screen: joiners and vowel signs take none', () => {
    const columns = [{ title: 'name' }, { title: 'paid', align: 'right' }] as const;
    const rows = lines(
      table(WIDE, columns, [
        ['عجب‌شیر', '1'],
        ['مُحَمَّد', '22'],
        ['abc', '333'],
      ]),
    ).slice(2);
    expect(new Set(rows.map((row) => stringWidth(row))).size).toBe(1);
  });

  it('keeps a Persian name from pulling its neighbours to its side', () => {
    const [, , row] = lines(table(WIDE, COLUMNS, [['b', '5', 'بهزیستی']]));
    expect(row).toBe('\u200e  b      5  \u2068بهزیستی\u2069');
    expect(isolated('plain')).toBe('plain');
  });

  it('leaves columns out on a narrow screen, in the order of their rank, and cuts the last one first', () => {
    const columns = [
      { title: 'id' },
      { title: 'share', droppedFirst: 2 },
      { title: 'waits', droppedFirst: 1 },
      { title: 'name' },
    ] as const;
    const rows = [['behzisti', '53.86 %', '100.4 bn', 'a very long name indeed']];
    const at = (width: number): string =>
      lines(table({ columns: width, colours: false }, columns, rows))[2] ?? '';
    expect(at(80)).toContain('a very long name indeed');
    expect(at(50)).toContain('a very long name i…');
    expect(at(36)).not.toContain('53.86 %');
    expect(at(36)).toContain('100.4 bn');
    expect(at(26)).not.toContain('100.4 bn');
    for (const width of [80, 50, 36, 26]) expect(stringWidth(at(width))).toBeLessThanOrEqual(width);
  });

  it('shows what people wrote over several lines on one', () => {
    expect(lines(table(WIDE, [{ title: 'reason' }], [['one\ntwo']]))).toHaveLength(3);
  });

  it('colours only where colours are wanted', () => {
    const cell = { text: 'passed', colour: 'green' } as const;
    expect(table(WIDE, [{ title: 'verdict' }], [[cell]])).not.toContain('\u001b');
    expect(table({ ...WIDE, colours: true }, [{ title: 'verdict' }], [[cell]])).toContain('\u001b[32mpassed');
  });
});
