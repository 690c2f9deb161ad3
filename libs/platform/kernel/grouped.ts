/** Whole numbers with commas: `12,345`. */
export function grouped(value: bigint | number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 row`, `12,345 rows`. */
export function counted(value: bigint | number, noun: string): string {
  return `${grouped(value)} ${noun}${BigInt(value) === 1n ? '' : 's'}`;
}
