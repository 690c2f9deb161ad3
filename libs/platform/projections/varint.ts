/** Whole numbers from 0 to 2^53 as 7 bits a byte, lowest first. The high bit says that more bytes follow. */
export function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

/**
 * Reads rising numbers, each stored as the distance from the one before it (the first from 0). Adds those greater than
 * `after` to `numbers`.
 */
export function readRising(bytes: Uint8Array, after: number, numbers: number[]): void {
  let last = 0;
  let value = 0;
  let factor = 1;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- an iterator takes twice as long, for up to a million bytes
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte >= 0x80) {
      factor *= 0x80;
      continue;
    }
    last += value;
    if (last > after) numbers.push(last);
    value = 0;
    factor = 1;
  }
}
