/** The code of a system error (`ENOENT`, …); empty for anything else. By its shape, since errors cross realms. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
