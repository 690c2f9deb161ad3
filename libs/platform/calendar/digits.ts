const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

const OTHER_DIGIT = /[٠-٩۰-۹]/;
const OTHER_DIGITS = /[٠-٩۰-۹]/g;

/** Converts Persian (۰–۹) and Arabic (٠–٩) digits to ASCII; leaves everything else unchanged. */
export function asciiDigits(text: string): string {
  // Most text has none, and the test takes a third of the time of an empty replacement (measured).
  if (!OTHER_DIGIT.test(text)) return text;
  return text.replace(OTHER_DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code >= PERSIAN_ZERO ? code - PERSIAN_ZERO : code - ARABIC_ZERO);
  });
}
