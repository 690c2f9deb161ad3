import { createHash } from 'node:crypto';

/** A name for bytes: the same bytes have the same on every node and after every restart. */
export function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
}

/** Whether the asker says to have what is named so already. Whatever else the header holds means "no". */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((each) => {
    const given = each.trim().replace(/^W\//, '');
    return given === etag || given === '*';
  });
}
