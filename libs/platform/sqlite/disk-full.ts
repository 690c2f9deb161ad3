/** What a person is told; the same words wherever a disk is met that is full. */
export const DISK_FULL = 'the disk is full';

/** ENOSPC: no room; EDQUOT: the quota of the user is used up; SQLITE_FULL: either of the two, met by SQLite. */
const CODES: readonly string[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** Whether something failed for lack of room on a disk, itself or by what caused it. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error; typeof each === 'object' && each !== null; each = causeOf(each))
    if ('code' in each && CODES.includes(String(each.code))) return true;
  return false;
}

function causeOf(error: object): unknown {
  return 'cause' in error && error.cause !== error ? error.cause : undefined;
}
