import type { Sealed } from './sealed.js';

/** Opens a sealed record of the file; undefined, and said to the operator, when another hand has made it. */
export type Opened = (place: string, bytes: Uint8Array) => unknown;

export interface SealedRow {
  readonly sealed: Buffer;
}

/** @param file its name, as an operator knows it */
export function openedBy(sealed: Sealed, file: string, log: (text: string) => void): Opened {
  return (place, bytes) => {
    const record = sealed.open(place, bytes);
    if (record === undefined)
      log(`${file}: the record «${place}» is not as this program left it, and is not used`);
    return record;
  };
}
