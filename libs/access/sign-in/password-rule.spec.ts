import { passwordFault } from './password-rule.js';

describe('A password', () => {
  it.each([
    'نه پلنگ آبی در باران',
    'seven green kettles whistle',
    'kV7#pq-Zt9!m',
    'Tabriz has nine quiet gardens',
    'x'.repeat(3) + 'yzwvu tsrqponm'.repeat(13),
  ])('may be «%s», whatever kinds of characters it has', (password) => {
    expect(passwordFault(password, ['sara'])).toBeUndefined();
  });

  it.each([
    ['too_short', 'kV7#pq-Zt9!'],
    // Four letters that take two units each are four characters.
    ['too_short', '𐍈𐍉𐍊𐍋𐍌𐍍'],
    ['too_long', 'abcdefghij klmnop'.repeat(12)],
    ['too_uniform', 'aaaaaaaaaaaab'],
    ['too_uniform', 'abababababab'],
    ['too_common', 'Password1234'],
    ['too_common', 'passwordpassword'],
    ['too_common', 'P@ssw0rd-2026!'],
    ['too_common', 'qwertyuiop12'],
    ['too_common', 'Tabriz1403!Tabriz'],
    ['too_common', 'misaq-misaq-1405'],
    ['too_common', 'میثاق۱۴۰۳میثاق'],
    ['too_common', '۱۴۰۳۱۴۰۳۱۴۰۳۲۵'],
    ['too_uniform', '140314031403'],
    ['like_the_account', 'sara-ahmadi-1405'],
    ['like_the_account', 'SARA-AHMADI-1405'],
  ])('is refused as %s: «%s»', (fault, password) => {
    expect(passwordFault(password, ['sara-ahmadi'])).toBe(fault);
  });
});
