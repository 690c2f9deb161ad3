/*
 * How a spreadsheet displays a whole number: number formats put zeros and words around its digits (`0000000000`
 * displays 0000012345, ECMA-376 part 1, 18.8.31). For a count that is decoration; for an identifier it is a part of it.
 */

/** The format of a style without its own number format. */
export const GENERAL = 'General';

/**
 * How a format displays a whole number that is not negative. Undefined for formats that this function does not
 * understand: with thousands, decimals, conditions, dates, or without digits.
 *
 * @param digits without leading zeros
 */
export function shownNumber(digits: string, format: string): string | undefined {
  if (!/^\d+$/.test(digits)) return undefined;
  const sections = sectionsOf(format);
  const [positive, , zero] = sections;
  const section = digits === '0' ? (zero ?? positive) : positive;
  if (section === undefined || sections.some((each) => /\[[<>=]/.test(each))) return undefined;
  const tokens = tokensOf(section);
  if (tokens === 'general') return digits;
  const shown = tokens === undefined ? undefined : filled(tokens, digits === '0' ? '' : digits).trim();
  return shown === '' ? undefined : shown;
}

/** Sections for positive numbers, negative numbers, zero and texts. A semicolon in quotation marks separates none. */
function sectionsOf(format: string): readonly string[] {
  const sections = [''];
  for (const [part] of format.matchAll(/"[^"]*"|\\.|\[[^\]]*\]|./gs))
    if (part === ';') sections.push('');
    else sections.push((sections.pop() ?? '') + part);
  return sections;
}

/**
 * Whether a format displays a larger or smaller number than the stored one: percent, or omitted thousands (`#,##0,`
 * displays 12345000 as 12,345).
 */
export function showsAnotherNumber(format: string): boolean {
  const digits = (sectionsOf(format)[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gs, '');
  return digits.includes('%') || /[0#?],+(?![0#?,])/.test(digits);
}

type Token = { readonly place: '0' | '#' } | { readonly literal: string };

const TOKEN =
  /"([^"]*)"|\\(.)|_(.)|\[(?:\$([^\]-]*)(?:-[^\]]*)?|black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|([0#])|([-+ $():!^&'~{}<>=])/gisy;

/** Undefined when a part of the section is not understood, or the section has no place for a digit. */
function tokensOf(section: string): readonly Token[] | 'general' | undefined {
  const tokens: Token[] = [];
  const words = section.replace(
    /\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|\$-[^\]]*)\]/gi,
    '',
  );
  if (/^(?:general|@)$/i.test(words.trim())) return 'general';
  let end = 0;
  for (const match of section.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const [, quoted, escaped, skipped, currency, place, bare] = match;
    if (place === '0' || place === '#') tokens.push({ place });
    else
      tokens.push({ literal: skipped === undefined ? (quoted ?? escaped ?? currency ?? bare ?? '') : ' ' });
  }
  if (end !== section.length || !tokens.some((token) => 'place' in token)) return undefined;
  return tokens;
}

/** Digits fill the places from the right; the first place takes all the rest. */
function filled(tokens: readonly Token[], digits: string): string {
  const first = tokens.findIndex((token) => 'place' in token);
  let left = digits;
  let shown = '';
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if ('literal' in token) {
      shown = token.literal + shown;
      continue;
    }
    const taken = index === first ? left : left.slice(-1);
    left = index === first ? '' : left.slice(0, -1);
    shown = (taken === '' && token.place === '0' ? '0' : taken) + shown;
  }
  return shown;
}
