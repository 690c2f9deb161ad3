import { identityKey } from '@misaq/platform/kernel/spelling.js';

/** A text as it is searched for: in the key of its spelling, and in small letters. */
export function searchKey(text: string): string {
  return identityKey(text).toLowerCase();
}
