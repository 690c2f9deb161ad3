/** Whole numbers from 0 to 2^53 as 7 bits a byte, lowest first; the high bit says that more follow. */
export function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

/** Rising numbers, each as the distance from the one before it (the first from 0). */
export function readRising(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let last = 0;
  let value = 0;
  let factor = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * factor;
    if (byte >= 0x80) {
      factor *= 0x80;
      continue;
    }
    last += value;
    numbers.push(last);
    value = 0;
    factor = 1;
  }
  return numbers;
}
