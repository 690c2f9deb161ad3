import { isUtf8 } from 'node:buffer';

/** The file cannot be read as a table. `message` is for the person who gave it. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** Looks at the bytes of a file as they come by, since decoding would put a replacement character where one is broken. */
export interface Utf8Check {
  /** @throws UnreadableFileError naming the first bad byte */
  push(chunk: Buffer): void;
  /** @throws UnreadableFileError when the file ends within a character */
  end(): void;
}

export function createUtf8Check(): Utf8Check {
  let offset = 0;
  let carried: Buffer = Buffer.alloc(0);

  function check(bytes: Buffer): void {
    if (isUtf8(bytes)) return;
    const at = offset + firstFault(bytes);
    throw new UnreadableFileError(`The file is not UTF-8 text (byte ${at}).${advice(at, bytes)}`);
  }

  return {
    push(chunk) {
      const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
      const complete = completeLength(bytes);
      check(bytes.subarray(0, complete));
      carried = Buffer.from(bytes.subarray(complete));
      offset += complete;
    },
    end() {
      check(carried);
    },
  };
}

function advice(at: number, bytes: Buffer): string {
  const spreadsheet = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const what = spreadsheet ? ' It looks like a spreadsheet.' : at === 0 ? ' It looks like UTF-16.' : '';
  return `${what} Save it as «CSV UTF-8».`;
}

/** How many bytes a character has by its first one; 1 for bytes that begin none, which the check finds. */
function characterLength(lead: number): number {
  if (lead >= 0xf0 && lead < 0xf8) return 4;
  if (lead >= 0xe0) return lead < 0xf0 ? 3 : 1;
  return lead >= 0xc0 ? 2 : 1;
}

/** Bytes up to a character that the end of the chunk may have cut. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const length = characterLength(bytes[bytes.length - back] ?? 0);
    if (length > 1) return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function firstFault(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const next = at + characterLength(bytes[at] ?? 0);
    if (next > bytes.length || !isUtf8(bytes.subarray(at, next))) break;
    at = next;
  }
  return at;
}
