/** The same words for users wherever a full disk is found. */
export const DISK_FULL = 'the disk is full';

/** ENOSPC: no space; EDQUOT: the user's quota is used up; SQLITE_FULL: SQLite reports one of the two. */
const CODES: readonly string[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** Whether an error or one of its causes is a full disk. */
export function isDiskFull(error: unknown): boolean {
  for (let each = error; typeof each === 'object' && each !== null; each = causeOf(each))
    if ('code' in each && CODES.includes(String(each.code))) return true;
  return false;
}

function causeOf(error: object): unknown {
  return 'cause' in error && error.cause !== error ? error.cause : undefined;
}
